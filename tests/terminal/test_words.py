"""The terminal's sentences: both languages complete, short, plain, and held together by no-break spaces."""

import re

import pytest

from kiosk.texts import packaged

MOST_WORDS = 12
ROOMS = ("terminal.", "print.")
CODES = [code for code in packaged().codes("ru") if code.startswith(ROOMS)]
SHORT = re.compile(r"(?<![А-Яа-яёЁ])(?:в|к|с|у|о|не|на|по|за) ", re.IGNORECASE)


def phrases(code: str, language: str) -> list[str]:
    return [
        packaged().text(
            code, language, n=n, number="П\u00a0047", money="300\u00a0₽", desk=1, place="слева", hours="08:00–20:00"
        )
        for n in (1, 3, 5)
    ]


def test_there_are_sentences() -> None:
    assert len(CODES) > 40


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_there_in_both_languages_short_and_without_office_words(code: str) -> None:
    for language in ("ru", "en"):
        assert packaged().has(code, language)
        for said in phrases(code, language):
            assert "—" not in said
            assert all(len(re.findall(r"\w+", one)) <= MOST_WORDS for one in re.split(r"[.:!?] ", said)), said
            assert not re.search(r"ошибка|недоступн|пожалуйста|error", said, re.IGNORECASE), said
            assert "!" not in said


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("terminal.")])
def test_short_words_do_not_hang_at_the_end_of_a_line(code: str) -> None:
    for said in phrases(code, "ru"):
        assert not SHORT.search(said.replace("Вы уже", "")), said


def test_every_purpose_and_every_refusal_a_visitor_can_meet_has_words() -> None:
    for purpose in ("apply", "status", "collect"):
        assert packaged().has(f"terminal.purpose.{purpose}")
    for code in (
        "service_closed",
        "service_booking_only",
        "service_portal",
        "service_elsewhere",
        "hall_closed",
        "hall_closed_today",
        "day_not_open",
    ):
        for language in ("ru", "en"):
            assert packaged().has(f"refusal.{code}", language), code
