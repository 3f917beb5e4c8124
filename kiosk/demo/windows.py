"""Where the windows of a demo hall stand on one screen, and how much smaller than the real panels they are drawn."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TITLE = 28  # height of a window's title bar
GAP = 4
COLUMNS = (("t1",), ("t2", "board"), ("d1", "d2"))
# How the room is shared: a desk is full of small text, a board is read from ten metres.
SHARES = {"t1": 0.28, "t2": 0.24, "board": 0.24, "d1": 0.44, "d2": 0.44}
SMALLEST = (800, 480)
USUAL = (1366, 768)
ASKED = (("xrandr", "--current"), ("xdpyinfo",))
SAID = re.compile(r"current (\d+) x (\d+)|dimensions:\s+(\d+)x(\d+)")


@dataclass(frozen=True)
class Window:
    """Where a program's window stands on the screen, and how much smaller than the real panel it is drawn."""

    x: int
    y: int
    scale: float


def tile(screen: tuple[int, int], panels: Mapping[str, tuple[int, int]]) -> dict[str, Window]:
    """Windows of the whole hall on one screen of `screen` pixels, none over another and none off the screen.

    `panels` tells the real size of each panel. Columns from left to right, each from the top; all grow together until
    the width or the tallest column is full, but never beyond their real size.
    """
    width, height = screen
    grown = min(
        (width - GAP * (len(COLUMNS) - 1)) / sum(_wide(column, panels) for column in COLUMNS),
        *((height - (TITLE + GAP) * len(column)) / _high(column, panels) for column in COLUMNS),
        1 / max(SHARES.values()),
    )
    windows: dict[str, Window] = {}
    left = 0.0
    for column in COLUMNS:
        top = 0.0
        for name in column:
            scale = SHARES[name] * grown
            windows[name] = Window(round(left), round(top) + TITLE, scale)
            top += TITLE + panels[name][1] * scale + GAP
        left += _wide(column, panels) * grown + GAP
    return windows


def _wide(column: Sequence[str], panels: Mapping[str, tuple[int, int]]) -> float:
    return max(panels[name][0] * SHARES[name] for name in column)


def _high(column: Sequence[str], panels: Mapping[str, tuple[int, int]]) -> float:
    return sum(panels[name][1] * SHARES[name] for name in column)


def screen_size() -> tuple[int, int]:
    """The size of the X screen in front of us; that of a usual laptop when nothing can tell."""
    for command in ASKED:
        if shutil.which(command[0]) is None:
            continue
        try:
            said = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
        except (OSError, subprocess.TimeoutExpired):
            continue
        if found := SAID.search(said):
            width, height = (int(part) for part in found.groups() if part is not None)
            return max(width, SMALLEST[0]), max(height, SMALLEST[1])
    return USUAL
