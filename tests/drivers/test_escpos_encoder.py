"""Documents as ESC/POS bytes, read back by the fakes' decoder, which knows nothing of the encoder."""

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.fakes.escpos_decoder import EscPosDecoder, Op
from drivers.fakes.paper import Code, Paper, Picture, Words
from drivers.fakes.press import Press
from drivers.ticket_printer.base import Align, Document, Gap, Height, Line, Pair, Qr, Rule, Text
from drivers.ticket_printer.code_page import CodePage, clean
from drivers.ticket_printer.escpos_encoder import NUMBER_CAP, EscPosEncoder
from drivers.ticket_printer.escpos_library import encoder as library_encoder
from drivers.ticket_printer.escpos_options import EscPosOptions
from drivers.ticket_printer.wrap import wrap

FONT = str(Path(__file__).parents[2] / "config" / "fonts" / "Inter.ttf")
DRAWN = EscPosEncoder(EscPosOptions(font=FONT), draw_number=True)
PLAIN = EscPosEncoder(EscPosOptions(font=FONT), draw_number=False)
NAME_90 = "Государственная регистрация рождения ребёнка, родившегося за пределами Российской Федерации"


def ops(data: bytes) -> list[Op]:
    decoder = EscPosDecoder()
    found = decoder.feed(data)
    assert not decoder.waiting, "the job ends in the middle of a command"
    return found


def printed(data: bytes, width: int = 576) -> Paper:
    press = Press(width)
    papers = [paper for paper in map(press.do, ops(data)) if paper is not None]
    assert len(papers) == 1
    return papers[0]


def words(paper: Paper) -> list[Words]:
    return [thing for thing in paper.things if isinstance(thing, Words)]


def pictures(paper: Paper) -> list[Picture]:
    return [thing for thing in paper.things if isinstance(thing, Picture)]


def test_every_job_resets_the_printer_and_then_chooses_its_one_code_page() -> None:
    for page, number in (("CP866", 17), ("CP1251", 46)):
        made = EscPosEncoder(EscPosOptions.model_validate({"code_page": page}), draw_number=False)
        data = made.encode(Document((Text("Ёлка №5"),))).data
        assert data.startswith(b"\x1b@\x1bt" + bytes((number,)))
        assert [op.name for op in ops(data)].count("ESC t") == 1
        assert words(printed(data))[0].text == "Ёлка №5"


def test_the_page_number_of_another_printer_family_comes_from_the_options() -> None:
    made = EscPosEncoder(EscPosOptions(code_page_number=7), draw_number=False)
    assert made.encode(Document((Text("А"),))).data.startswith(b"\x1b@\x1bt\x07")


def test_signs_the_page_lacks_get_a_spelling_and_the_others_stay() -> None:
    text = "«Талон» — 100 ₽ … №5"
    assert words(printed(PLAIN.encode(Document((Text(text),))).data))[0].text == '"Талон" - 100 руб. ... №5'
    wide = EscPosEncoder(EscPosOptions(code_page="CP1251"), draw_number=False)
    assert words(printed(wide.encode(Document((Text(text),))).data))[0].text == "«Талон» — 100 руб. … №5"


def test_a_line_with_letters_no_page_has_becomes_a_picture_and_its_neighbours_stay_text() -> None:
    document = Document((Text("Құжаттар"), Text("Документы")))
    paper = printed(PLAIN.encode(document).data)
    assert len(pictures(paper)) == 1
    assert any(any(row) for row in pictures(paper)[0].rows)
    assert [thing.text for thing in words(paper)] == ["Документы"]


def test_without_a_font_such_a_line_is_spelled_as_well_as_possible() -> None:
    made = EscPosEncoder(EscPosOptions(), draw_number=True)
    paper = printed(made.encode(Document((Text("Café Құрмет"), Text("П 047", "number")))).data)
    assert [thing.text for thing in words(paper)] == ["Cafe ??рмет", "П 047"]


def test_an_emoji_is_left_out_and_the_line_stays_text() -> None:
    paper = printed(PLAIN.encode(Document((Text("Паспорт 😀 готов 👨‍👩‍👧"),))).data)
    assert words(paper)[0].text.split() == ["Паспорт", "готов"]
    assert not pictures(paper)


def test_empty_lines_are_kept() -> None:
    paper = printed(PLAIN.encode(Document((Text("a"), Text(""), Text("b")))).data)
    assert [thing.text for thing in words(paper)] == ["a", "", "b"]


@pytest.mark.parametrize(("width_mm", "columns", "dots"), [(80, 48, 576), (58, 32, 384)])
def test_a_name_of_ninety_letters_wraps_at_spaces(width_mm: int, columns: int, dots: int) -> None:
    document = Document((Text(NAME_90, "title"),), 80 if width_mm == 80 else 58)
    lines = [thing.text for thing in words(printed(PLAIN.encode(document).data, dots))]
    assert len(NAME_90) >= 90
    assert all(len(line) <= columns for line in lines)
    assert " ".join(lines) == NAME_90


@pytest.mark.parametrize("number", ["П\u00a0047", "П\u00a01000", "П-К1-07", "Щ-К99-9999"])
@pytest.mark.parametrize("width_mm", [58, 80])
def test_the_number_is_one_line_and_the_biggest_thing_on_the_paper(number: str, width_mm: int) -> None:
    document = Document((Text("Услуга", "title"), Text(number, "number")), 80 if width_mm == 80 else 58)
    dots = 576 if width_mm == 80 else 384
    text = words(printed(PLAIN.encode(document).data, dots))
    assert text[1].text == number.replace("\u00a0", " ")
    assert text[1].height > text[0].height
    assert text[1].width * 12 * len(number) <= dots
    picture = pictures(printed(DRAWN.encode(document).data, dots))[0]
    assert picture.width_bytes * 8 <= dots
    assert len(picture.rows) > 24 * text[0].height
    if width_mm == 80 and number == "П\u00a0047":
        assert abs(len(picture.rows) - NUMBER_CAP) <= 8, "16.5 mm"


def test_a_ticket_on_a_slow_line_is_short() -> None:
    document = Document((Text("П\u00a0047", "number"), Text(NAME_90, "title"), Qr("T1." + "a" * 50)))
    assert len(PLAIN.encode(document).data) < 900, "under a second at 9600 baud"


def test_a_pair_stands_at_both_edges_or_on_two_lines() -> None:
    paper = printed(PLAIN.encode(Document((Pair("Район", "12:47"), Pair("Р" * 30, "12 " * 8)))).data)
    lines = words(paper)
    assert lines[0].text == "Район" + " " * 38 + "12:47"
    assert (lines[1].text, lines[1].align) == ("Р" * 30, "left")
    assert lines[2].align == "right"


def test_a_pair_in_letters_no_page_has_is_one_picture() -> None:
    paper = printed(PLAIN.encode(Document((Pair("Қала", "12:47"),))).data)
    assert len(pictures(paper)) == 1
    assert not words(paper)


def test_a_code_is_native_centred_and_has_its_quiet_zone() -> None:
    paper = printed(PLAIN.encode(Document((Text("x"), Qr("T1.abc", (Text("Код"),))))).data)
    code = next(thing for thing in paper.things if isinstance(thing, Code))
    assert (code.data, code.error, code.align) == ("T1.abc", "M", "centre")
    assert [type(thing).__name__ for thing in paper.things][:5] == ["Words", "Feed", "Code", "Feed", "Words"]


@pytest.mark.parametrize("data", ["", "Ж", "a\x1b@", "x" * 501])
def test_a_code_of_what_no_code_may_hold_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="QR"):
        PLAIN.encode(Document((Qr(data),)))


def test_pictures_go_out_in_bands_so_that_a_broken_job_waits_for_little() -> None:
    job = DRAWN.encode(Document((Text("П\u00a0047", "number"),)))
    bands = [op for op in ops(job.data) if op.name == "GS v 0"]
    assert len(bands) > 4
    assert max(len(op.data) - 5 for op in bands) == job.longest_run <= 24 * 125


@pytest.mark.parametrize(("cut", "name", "mode"), [("partial", "GS V", 66), ("full", "GS V", 65)])
def test_the_cut_feeds_to_the_knife_by_itself(cut: str, name: str, mode: int) -> None:
    made = EscPosEncoder(EscPosOptions.model_validate({"cut": cut, "cut_feed": 3}), draw_number=False)
    last = ops(made.encode(Document((Text("a"),))).data)[-1]
    assert (last.name, last.data) == (name, bytes((mode, 3)))


def test_a_printer_without_a_knife_is_not_told_to_cut() -> None:
    made = EscPosEncoder(EscPosOptions(cut="none"), draw_number=False)
    assert "GS V" not in [op.name for op in ops(made.encode(Document((Text("a"),))).data)]


def test_a_gap_is_fed_in_millimetres() -> None:
    feeds = [op.data[0] for op in ops(PLAIN.encode(Document((Gap(50),))).data) if op.name == "ESC J"]
    assert sum(feeds) == 400


def test_loading_the_library_leaves_the_root_logger_and_the_temporary_folder_alone() -> None:
    handlers = list(logging.root.handlers)
    library_encoder()
    assert logging.root.handlers == handlers


texts = st.text(max_size=120)
heights = st.sampled_from(list[Height](("number", "title", "text", "note")))
aligns = st.sampled_from(list[Align](("left", "centre", "right")))
lines: st.SearchStrategy[Line] = st.one_of(
    st.builds(Text, texts, heights, st.booleans(), aligns),
    st.builds(Pair, texts, texts, st.booleans()),
    st.builds(Rule),
    st.builds(Gap, st.floats(0, 100)),
    st.builds(Qr, st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=80)),
)
ALLOWED = {"ESC @", "ESC t", "ESC a", "ESC E", "ESC J", "GS !", "GS v 0", "GS ( k", "GS V", "text", "lf"}


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, max_size=8), st.sampled_from([58, 80]), st.booleans())
def test_no_text_whatever_can_act_as_a_command_or_break_a_job(content: list[Line], width: int, drawn: bool) -> None:
    document = Document(tuple(content), 80 if width == 80 else 58)
    job = (DRAWN if drawn else PLAIN).encode(document)
    found = ops(job.data)
    assert {op.name for op in found} <= ALLOWED
    assert [op.name for op in found].count("ESC @") == 1
    assert [op.name for op in found].count("GS V") == 1
    assert found[-1].name == "GS V"


@given(st.text(max_size=200), st.integers(1, 60))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, limit: int) -> None:
    wrapped = wrap(text, len, limit)
    assert wrapped
    assert all(len(line) <= limit for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=80), st.sampled_from(["CP866", "CP1251"]), st.booleans())
def test_a_spelled_text_can_be_encoded_unless_it_is_to_be_drawn(text: str, name: str, drawable: bool) -> None:
    page = CodePage(name, 17)
    spelled = page.spell(text, lambda letter: drawable)
    assert page.has(spelled) or drawable
    if page.has(spelled):
        assert not {byte for byte in page.encode(spelled) if byte < 0x20 or byte == 0x7F}


@given(st.text(max_size=80))
def test_what_is_on_the_page_already_is_not_changed(text: str) -> None:
    page = CodePage("CP866", 17)
    kept = "".join(letter for letter in clean(text) if page.has(letter))
    assert page.spell(kept, lambda letter: False) == clean(kept)


def test_an_unknown_code_page_is_refused_at_once() -> None:
    with pytest.raises(LookupError):
        CodePage("CP999999", 1)
