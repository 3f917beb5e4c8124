"""The windows of a demo hall fit on the screen they are laid out for, whatever its size."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.demo.layout import BOARD, DESKS, PANELS, TERMINALS
from kiosk.demo.windows import SMALLEST, TITLE, tile

Box = tuple[float, float, float, float]


def _boxes(screen: tuple[int, int]) -> dict[str, Box]:
    """Left, top (with the title), right, bottom of each window."""
    return {
        name: (
            window.x,
            window.y - TITLE,
            window.x + round(PANELS[name][0] * window.scale),
            window.y + round(PANELS[name][1] * window.scale),
        )
        for name, window in tile(screen, PANELS).items()
    }


def _apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


SCREENS = st.tuples(st.integers(SMALLEST[0], 7680), st.integers(SMALLEST[1], 4320))


@given(SCREENS)
def test_every_window_is_whole_on_the_screen_and_none_covers_another(screen: tuple[int, int]) -> None:
    boxes = _boxes(screen)
    assert set(boxes) == {*TERMINALS, *DESKS, BOARD}
    for left, top, right, bottom in boxes.values():
        assert left >= 0
        assert top >= 0
        assert right <= screen[0]
        assert bottom <= screen[1]
    for one, other in combinations(boxes.values(), 2):
        assert _apart(one, other)


@given(SCREENS)
def test_no_window_is_larger_than_its_panel(screen: tuple[int, int]) -> None:
    assert all(0.1 <= window.scale <= 1 for window in tile(screen, PANELS).values())


@pytest.mark.parametrize(("screen", "desk"), [((1366, 768), 0.43), ((1920, 1080), 0.6)])
def test_on_usual_screens_the_desks_can_be_read(screen: tuple[int, int], desk: float) -> None:
    windows = tile(screen, PANELS)
    assert min(windows["d1"].scale, windows["d2"].scale) >= desk
