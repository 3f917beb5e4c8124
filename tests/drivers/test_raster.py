"""Words as dots: however many tickets are drawn, few fonts stay open."""

from pathlib import Path

from drivers.ticket_printer.raster import FONTS, Pen
from kiosk.paths import defaults

INTER = defaults() / "fonts" / "Inter.ttf"
WIDTH = 576  # dots of 80 mm paper
CAP = 160


def mapped() -> int:
    """How many times the font file lies in this process's memory."""
    return Path("/proc/self/maps").read_text().count(INTER.name)


def test_the_labels_of_a_whole_day_keep_few_fonts_open() -> None:
    before = mapped()
    pen = Pen(INTER)
    for counter in range(1, 200):
        drawn = pen.number(f"П-К11-{counter:02}", CAP, WIDTH)
        assert drawn.width_bytes * 8 <= WIDTH
    assert mapped() - before <= FONTS


def test_a_number_that_must_shrink_keeps_nearly_all_of_its_width() -> None:
    drawn = Pen(INTER).number("П-К11-107", CAP, WIDTH)
    assert drawn.width_bytes * 8 > 0.85 * WIDTH
