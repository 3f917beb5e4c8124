"""Reading the catalogue: broken rows are named by file, line and column, and the good rows work."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.hall.problem import Problem
from kiosk.hall.reading import SECTION_COLUMNS, SERVICE_COLUMNS, parse
from kiosk.texts import packaged

SECTIONS = (paths.defaults() / "sections.csv").read_text("utf-8")
SERVICES = (paths.defaults() / "services.csv").read_text("utf-8")
ROW = {
    **dict.fromkeys(SERVICE_COLUMNS, ""),
    **{"id": "x-one", "group_id": "x", "group_ru": "Группа", "group_en": "Group", "name_ru": "Услуга"},
    **{"name_en": "Service", "letter": "Ц", "minutes_median": "5", "minutes_p90": "9", "walk_in": "1"},
    **{"booking": "none", "where": "all", "audience": "any", "section": "passport", "purposes": "apply", "icon": "id"},
}


def table(*rows: dict[str, str]) -> str:
    """A services.csv of these rows; each is ROW with changes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, SERVICE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return out.getvalue()


def problems(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.expected) for one in parse(text, SECTIONS).problems]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("id", "Паспорт", "code"),
        ("id", "", "code"),
        ("group_id", "a b", "code"),
        ("name_ru", "", "words"),
        ("name_en", "x" * 161, "words"),
        ("letter", "О", "letter"),
        ("letter", "З", "letter"),
        ("letter", "AB", "letter"),
        ("minutes_median", "five", "whole_number"),
        ("minutes_median", "0", "in_range"),
        ("minutes_median", "²", "whole_number"),
        ("minutes_p90", "4", "in_range"),
        ("walk_in", "yes", "choice"),
        ("booking", "maybe", "choice"),
        ("audience", "all", "choice"),
        ("fee_rub", "300,50", "whole_number"),
        ("fee_rub", "-1", "whole_number"),
        ("valid_from", "2025-02-30", "date"),
        ("section", "nowhere", "known_section"),
        ("top", "5", "in_range"),
        ("purposes", "buy", "purposes"),
        ("purposes", "", "purposes"),
        ("purposes", "apply;apply", "purposes"),
        ("icon", "../etc", "code"),
    ],
)
def test_a_broken_row_is_named_by_line_and_column_and_its_neighbours_work(
    column: str, value: str, expected: str
) -> None:
    text = table({}, {"id": "x-two", column: value}, {"id": "x-three"})
    parsed = parse(text, SECTIONS, "services.csv")
    assert [(one.file, one.line, one.column, one.expected) for one in parsed.problems] == [
        ("services.csv", 3, column, expected)
    ]
    assert list(parsed.catalogue.services) == ["x-one", "x-three"]


def test_rows_that_contradict_earlier_ones_are_left_out() -> None:
    text = table({"top": "1"}, {"name_ru": "Другая"}, {"id": "x-two", "top": "1"}, {"id": "x-three", "section": "car"})
    assert problems(text) == [(3, "id", "once"), (4, "top", "once"), (5, "section", "one_section_a_group")]
    assert parse(text, SECTIONS).catalogue.services["x-one"].name("ru") == "Услуга"


def test_a_row_of_the_result_group_can_only_collect_and_a_row_without_a_letter_has_no_purpose() -> None:
    text = table({"group_id": "result"}, {"id": "x-two", "letter": ""}, {"id": "x-three", "letter": "", "purposes": ""})
    assert problems(text) == [(2, "purposes", "purposes"), (3, "purposes", "purposes")]


@pytest.mark.parametrize("line", ["x-two", 'x-two,"unclosed', 'a"b,"c"d,', "," * 99, '"' * 5, "\x00"])
def test_a_line_that_is_no_row_spoils_itself_alone(line: str) -> None:
    first, *rest = table({}, {"id": "x-three"}).splitlines()
    parsed = parse("\n".join([first, rest[0], line, rest[1]]), SECTIONS)
    assert [one.line for one in parsed.problems] == [3]
    assert list(parsed.catalogue.services) == ["x-one", "x-three"]


def test_a_missing_column_is_named_and_nothing_is_guessed() -> None:
    parsed = parse(table({}).replace("letter", "letters", 1), SECTIONS)
    assert [(one.line, one.column, one.expected) for one in parsed.problems] == [(1, "letter", "column")]
    assert not parsed.catalogue.services


def test_empty_files_are_a_problem_and_no_crash() -> None:
    parsed = parse("", "")
    assert {one.file for one in parsed.problems} == {"services.csv", "sections.csv"}
    assert len(parsed.problems) == len(SERVICE_COLUMNS) + len(SECTION_COLUMNS)


def test_a_tenth_section_is_left_out() -> None:
    sections = "id,ru,en,icon,order\n" + "".join(f"s{n},Р,S,id,{n}\n" for n in range(1, 12))
    parsed = parse(table({"section": "s1"}), sections)
    assert [(one.line, one.expected) for one in parsed.problems] == [(11, "at_most_nine"), (12, "at_most_nine")]
    assert len(parsed.catalogue.sections) == 9


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    parsed = parse("\ufeff" + table({}).replace("\n", "\r\n"), SECTIONS)
    assert parsed.problems == []
    assert list(parsed.catalogue.services) == ["x-one"]


@given(st.text(max_size=300))
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    parse(text, text)
    parse(table({}) + text, SECTIONS + text)


@given(
    st.integers(0, len(SERVICES) - 1),
    st.characters(codec="utf-8", exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"),
)
def test_one_damaged_character_costs_at_most_one_row(at: int, character: str) -> None:
    if SERVICES[at] == "\n" or at < SERVICES.index("\n"):
        return
    damaged = SERVICES[:at] + character + SERVICES[at + 1 :]
    parsed = parse(damaged, SECTIONS)
    assert len(parsed.catalogue.services) + len(parsed.problems) == 110
    assert len(parsed.problems) <= 1 or {one.expected for one in parsed.problems} == {"one_section_a_group"}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_problem_reads_as_a_sentence(language: str) -> None:
    found = Problem("services.csv", 12, "letter", "letter", "О").describe(packaged(), language)
    assert "services.csv" in found
    assert "12" in found
    assert "«О»" in found or "“О”" in found
    assert "letter" in found


def test_every_expectation_has_words_in_both_languages() -> None:
    folder = Path(parse.__code__.co_filename).parent
    sources = "\n".join(
        (folder / name).read_text("utf-8") for name in ("rows.py", "reading.py", "settings.py", "rules.py")
    )
    codes = [code for code in packaged().codes("ru") if code.startswith("expected.")]
    assert codes
    assert all(f'"{code.removeprefix("expected.")}"' in sources for code in codes if code != "expected.toml")
    assert all(packaged().has(code, "en") for code in codes)
