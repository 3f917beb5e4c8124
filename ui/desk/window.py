"""Puts the desk's window on a stage and keeps its language in step with the operator's choice."""

from typing import Any

from ui.app import Stage
from ui.desk.model import DeskModel


def show(stage: Stage, model: DeskModel) -> Any:
    """Load the window for this model; returns the QQuickWindow."""
    model.languageChanged.connect(stage.speak)
    stage.speak(model.spoken)
    return stage.load("Kiosk.Desk", desk=model)
