"""The visitor at the desk: number, service, since when; empty while nobody is called."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.desk.names import Names
from ui.desk.view import Visitor
from ui.desk.wording import story, timer_text

QML_IMPORT_NAME = "Kiosk.DeskModel"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the desk has one")
class GuestModel(QObject):  # type: ignore[operator]  # the stub lacks the decorator
    """One visit as the operator reads it; `timer` alone changes each second."""

    changed = Signal()
    ticked = Signal()

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._guest: Visitor | None = None
        self._steps: list[dict[str, str]] = []
        self._service = ""
        self._timer = ""

    def show(self, guest: Visitor | None, zone: tzinfo | None, language: str) -> None:
        """Take the visit as it is now, or None."""
        self._guest = guest
        self._service = self._names.service(guest.service, language) if guest else ""
        self._steps = [dict(step) for step in story(guest, zone)] if guest else []
        self.changed.emit()

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        guest = self._guest
        timer = timer_text(guest.started if guest.serving else guest.called, now) if guest else ""
        if timer != self._timer:
            self._timer = timer
            self.ticked.emit()

    @property
    def guest(self) -> Visitor | None:
        return self._guest

    @Property(bool, notify=changed)
    def present(self) -> bool:
        return self._guest is not None

    @Property(bool, notify=changed)
    def serving(self) -> bool:
        return self._guest is not None and self._guest.serving

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._guest.number if self._guest else ""

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._service

    @Property(str, notify=changed)
    def purpose(self) -> str:
        """apply, status or collect."""
        return self._guest.purpose if self._guest else ""

    @Property(str, notify=changed)
    def language(self) -> str:
        """The language of the visitor's ticket, as a code."""
        return self._guest.language if self._guest else ""

    @Property(int, notify=changed)
    def calls(self) -> int:
        return self._guest.calls if self._guest else 0

    @Property(bool, notify=changed)
    def conflict(self) -> bool:
        """Another open visit has the same number."""
        return self._guest is not None and self._guest.conflict

    @Property(int, notify=changed)
    def waited(self) -> int:
        """Whole minutes from ticket to call; -1 while not known."""
        guest = self._guest
        if guest is None or guest.called is None:
            return -1
        return max(0, int((guest.called - guest.since).total_seconds()) // 60)

    @Property(list, notify=changed)
    def steps(self) -> Sequence[dict[str, Any]]:
        """{step: taken|called|started, at: "12:34" or ""}."""
        return self._steps

    @Property(str, notify=ticked)
    def timer(self) -> str:
        return self._timer
