"""Puts the terminal's window on a stage and keeps theme and language in step with the core's screens."""

from typing import Any

from ui.app import Stage
from ui.terminal.model import TerminalModel


def show(stage: Stage, model: TerminalModel) -> Any:
    """Load the window for this model; returns the QQuickWindow.

    Theme and language change before the page does: the connections here are older than those of QML.
    """

    def follow() -> None:
        screen = model.screen
        stage.look.switches(large=screen.large, contrast=screen.contrast, low=screen.low)

    stage.keep(model)
    model.languageChanged.connect(stage.speak)
    model.changed.connect(follow)
    stage.speak(model.screen.language)
    follow()
    return stage.load("Kiosk.Terminal", model=model)
