"""What the theme of this window follows: the part, the panel, the centre's colour and the visitor's switches."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton

from ui.theme.palette import Scheme, derive

QML_IMPORT_NAME = "Kiosk.Look"
QML_IMPORT_MAJOR_VERSION = 1
DEFAULT_COLOUR = "#0E4A5A"


@cache
def tokens() -> dict[str, Any]:
    """`tokens.json`: lengths in millimetres, colours as `#RRGGBB`, durations in milliseconds."""
    values: dict[str, Any] = json.loads((Path(__file__).parent / "tokens.json").read_text("utf-8"))
    return values


def scheme(mode: str, colour: str = DEFAULT_COLOUR) -> Scheme:
    """Colours by role of `light`, `dark` or `high` for a centre's colour; high contrast has none of a centre's."""
    base: Scheme = tokens()["color"][mode]
    if mode == "high" or colour.upper() == DEFAULT_COLOUR:
        return dict(base)
    return derive(colour, base, mode == "dark")


@QmlElement
@QmlSingleton
class Look(QObject):
    """One of these per QML engine; `Theme.qml` turns it into pixels."""

    changed = Signal()
    coloursChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._part = "terminal"
        self._px_per_mm = 4.0
        self._dark = False
        self._colour = DEFAULT_COLOUR
        self._reduced = False
        self._large = self._contrast = self._low = False

    def panel(self, part: str, px_per_mm: float, *, dark: bool, colour: str, reduced: bool) -> None:
        """Set what belongs to the machine: part (terminal, desk, board), panel and centre."""
        self._part, self._px_per_mm = part, px_per_mm
        self._dark, self._colour, self._reduced = dark, colour, reduced
        self.changed.emit()
        self.coloursChanged.emit()

    def switches(self, *, large: bool, contrast: bool, low: bool) -> None:
        """Set the visitor's three switches; they combine."""
        recolour = contrast != self._contrast
        if (large, contrast, low) == (self._large, self._contrast, self._low):
            return
        self._large, self._contrast, self._low = large, contrast, low
        self.changed.emit()
        if recolour:
            self.coloursChanged.emit()

    @property
    def mode(self) -> str:
        """Which of the three colour tables is in force."""
        return "high" if self._contrast else "dark" if self._dark else "light"

    @Property(dict, constant=True)
    def tokens(self) -> dict[str, Any]:
        return tokens()

    @Property(dict, notify=coloursChanged)
    def colours(self) -> Scheme:
        return scheme(self.mode, self._colour)

    @Property(str, notify=changed)
    def part(self) -> str:
        return self._part

    @Property(float, notify=changed)
    def pxPerMm(self) -> float:
        return self._px_per_mm

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        return self._dark

    @Property(bool, notify=changed)
    def reduced(self) -> bool:
        return self._reduced

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._large

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._contrast

    @Property(bool, notify=changed)
    def low(self) -> bool:
        return self._low
