"""Puts the board's window on a stage, on a panel whose millimetres are known or guessed from its width."""

from typing import Any

from kiosk.settings import Screen
from ui.app import Stage
from ui.board.model import BoardModel

# A board is drawn for a panel of 55 inches, this many millimetres wide; a machine file that knows its panel says so.
USUAL_WIDTH_MM = 1218


def panel(screen: Screen) -> Screen:
    """The screen settings with pixels per millimetre of a 55 inch panel where the machine file has none."""
    if "px_per_mm" in screen.model_fields_set:
        return screen
    return screen.model_copy(update={"px_per_mm": screen.width / USUAL_WIDTH_MM})


def show(stage: Stage, model: BoardModel, language: str = "ru") -> Any:
    """Load the window for this model; returns the QQuickWindow."""
    stage.speak(language)
    return stage.load("Kiosk.Board", board=model)
