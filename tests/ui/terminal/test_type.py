"""The letters: capitals are as many millimetres high as the tokens say, in our own fonts."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF

from tests.ui.terminal.conftest import TerminalBench
from ui.fonts import load_fonts
from ui.providers import Codes, Icons
from ui.seen import find


def capital_mm(bench: TerminalBench, name: str) -> float:
    seen = find(bench.window, name)
    assert seen is not None
    font: QFont = seen.item.property("font")
    return QFontMetricsF(font).capHeight() / 4.0


def test_what_must_be_read_has_capitals_of_at_least_seven_millimetres(portrait: TerminalBench) -> None:
    portrait.situation("services")
    assert capital_mm(portrait, "lead") >= 7.2
    assert capital_mm(portrait, "title") == pytest.approx(13, abs=0.3)


def test_large_text_is_a_third_larger_and_numbers_stay(portrait: TerminalBench) -> None:
    portrait.situation("services", large=True)
    assert capital_mm(portrait, "lead") == pytest.approx(7.3 * 1.3, abs=0.3)


def test_the_fonts_are_ours(qapp: object) -> None:
    load_fonts()
    assert QFontInfo(QFont("Inter")).family().startswith("Inter")
    assert QFontInfo(QFont("Noto Sans")).family() == "Noto Sans"


def test_an_icon_takes_the_colour_it_is_asked_for() -> None:
    image = Icons().requestImage("ticket/112233/2", QSize(), QSize(96, 96))
    pixels = [image.pixelColor(x, y) for x in range(96) for y in range(96)]
    found = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert found == {"#112233"}


@pytest.mark.parametrize("name", ["../app", "nothing", "..%2F..%2Fetc%2Fpasswd", ""])
def test_an_icon_nobody_has_is_empty_and_told_in_the_log(name: str, expect_log: object) -> None:
    expect_log("there is no icon")  # type: ignore[operator]
    image = Icons().requestImage(f"{name}/112233/2", QSize(), QSize(10, 10))
    assert image.pixelColor(5, 5).alpha() == 0


def test_a_code_is_drawn_in_whole_modules() -> None:
    image = Codes().requestImage("code/15191C/T1.abc".removeprefix("code/"), QSize(), QSize(200, 200))
    assert image.width() % 21 == 0
    assert image.pixelColor(0, 0) == QColor("#15191C")
