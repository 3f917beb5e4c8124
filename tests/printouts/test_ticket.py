"""The paper ticket: number biggest, Russian first, the unknown left out, copies that say so, a code with proof."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.ticket_printer.base import Document, Pair, Qr, Text
from kiosk import packaged
from kiosk.printouts import Ticket, is_genuine, read_ticket_code, ticket, ticket_code
from kiosk.texts import packaged as texts

KEY = bytes(range(32))
ID = "019ab1d2-0000-7000-8000-000000000047"
LONGEST = "Очень длинное название услуги, " * 3 + "да"


def made(**what: object) -> Ticket:
    usual: dict[str, object] = {
        "number": "П\u00a0047",
        "service": {"ru": "Паспорт РФ: замена", "en": "Russian passport: renewal"},
        "issued": datetime(2026, 11, 22, 12, 47),
        "ahead": 4,
        "hall": {"ru": "Мои документы", "en": "My Documents"},
        "place": {"ru": "Басманный район"},
        "code": ticket_code(ID, KEY),
    }
    return Ticket(**{**usual, **what})  # type: ignore[arg-type]


def words(document: Document) -> list[str]:
    """Everything that can be read, line by line."""
    found = []
    for line in document.lines:
        if isinstance(line, Text):
            found.append(line.text)
        elif isinstance(line, Pair):
            found.append(f"{line.left} | {line.right}")
        elif isinstance(line, Qr):
            found += [line.data, *(one.text for one in line.side)]
    return found


def test_the_number_stands_alone_and_nothing_is_as_big() -> None:
    document = ticket(made(), texts())
    big = [line for line in document.lines if isinstance(line, Text) and line.height == "number"]
    assert [line.text for line in big] == ["П\u00a0047"]
    assert big[0].strong


def test_a_russian_ticket_says_hall_time_service_people_and_code() -> None:
    found = words(ticket(made(), texts()))
    for expected in (
        "Мои документы | 22.11.2026",
        "Басманный район | 12:47",
        "Ваш талон",
        "Паспорт РФ: замена",
        "Перед вами | 4 человека",
        ticket_code(ID, KEY),
        "Вас позовут по номеру П\u00a0047.",
    ):
        assert expected in found
    assert not [line for line in found if "Russian" in line or "КОПИЯ" in line]


def test_an_english_ticket_says_it_in_russian_first_and_in_english() -> None:
    document = ticket(made(), texts(), language="en")
    found = words(document)
    assert document.language == "en"
    assert found.index("Паспорт РФ: замена") < found.index("Russian passport: renewal")
    assert found.index("Перед вами | 4 человека") < found.index("Ahead of you | 4 people")


@pytest.mark.parametrize(
    ("ahead", "said"), [(0, "Перед вами никого"), (1, "1 человек"), (3, "3 человека"), (11, "11 человек")]
)
def test_people_ahead_are_counted_in_good_russian(ahead: int, said: str) -> None:
    assert any(line.endswith(said) for line in words(ticket(made(ahead=ahead), texts())))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_nobody_knows_is_left_out(language: str) -> None:
    found = words(ticket(made(ahead=None, code="", hall=None, place=None), texts(), language=language))
    assert not [line for line in found if "Перед вами" in line or "Ahead" in line or line.startswith("T1.")]
    assert not [line for line in found if "—" in line]


@pytest.mark.parametrize(("language", "mark"), [("ru", "КОПИЯ"), ("en", "КОПИЯ · COPY")])
def test_a_copy_says_so_above_the_number_in_every_language_of_the_paper(language: str, mark: str) -> None:
    found = words(ticket(made(), texts(), language=language, copy=True))
    assert found.index(mark) < found.index("П\u00a0047")


def test_a_name_without_a_translation_stands_once() -> None:
    found = words(ticket(made(service={"ru": "Архивная справка"}), texts(), language="en"))
    assert found.count("Архивная справка") == 1


def test_asking_and_collecting_are_named_and_applying_is_not() -> None:
    assert "Получить результат" in words(ticket(made(purpose="collect"), texts()))
    assert "Узнать о готовности" in words(ticket(made(purpose="status"), texts()))
    assert "Подать документы" not in words(ticket(made(purpose="apply"), texts()))


def test_papers_to_have_ready_and_the_hall_s_own_words_come_last() -> None:
    found = words(ticket(made(documents=("паспорт", "фото 35×45"), footer={"ru": "Хорошего дня"}), texts()))
    assert found[-4:] == ["Приготовьте", "- паспорт", "- фото 35×45", "Хорошего дня"]


@pytest.mark.parametrize("width", [58, 80])
def test_the_longest_name_is_whole_on_both_widths(width: int) -> None:
    assert len(LONGEST) > 90
    document = ticket(made(service={"ru": LONGEST}), texts(), width_mm=width)  # type: ignore[arg-type]
    assert document.width_mm == width
    assert LONGEST in words(document)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_service_of_the_catalogue_makes_a_ticket_without_a_missing_word(language: str) -> None:
    for service in packaged.catalogue().services.values():
        for purpose in service.purposes:
            content = made(service=service.names, purpose=purpose, documents=service.documents)
            assert "—" not in "".join(
                line for line in words(ticket(content, texts(), language=language)) if line not in service.documents
            ).replace(service.name("ru"), "").replace(service.name("en"), "")


def test_a_code_is_short_and_genuine_with_its_own_key_alone() -> None:
    code = ticket_code(ID, KEY)
    assert code == f"T1.{ID}.{code[-16:]}"
    assert read_ticket_code(code) == ID
    assert is_genuine(code, KEY)
    assert not is_genuine(code, bytes(32))
    assert not is_genuine(code, b"")


def test_the_seal_is_what_openssl_computes() -> None:
    """Vector: printf %s ID | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f | first 16 digits."""
    assert ticket_code(ID, KEY).rpartition(".")[2] == "fd42a116ad675a45"


@given(st.text(max_size=80))
def test_rubbish_is_no_ticket_code(text: str) -> None:
    assert not is_genuine(text, KEY)


@given(st.data())
def test_a_code_with_one_letter_changed_is_not_genuine(data: st.DataObject) -> None:
    code = ticket_code(ID, KEY)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.characters(codec="ascii", exclude_characters=code[at] + " \n\t\r\x0b\x0c\x1c\x1d\x1e\x1f"))
    assert not is_genuine(code[:at] + letter + code[at + 1 :], KEY)


@pytest.mark.parametrize(("ticket_id", "key"), [("", KEY), ("a.b", KEY), ("я", KEY), (ID, b"")])
def test_what_cannot_be_a_code_is_refused(ticket_id: str, key: bytes) -> None:
    with pytest.raises(ValueError, match=r"code|ticket"):
        ticket_code(ticket_id, key)
