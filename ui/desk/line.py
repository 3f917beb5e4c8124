"""The line beside the desk: who waits, how long, one page at a time, and whom the operator has chosen."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.desk.names import Names
from ui.desk.view import Waiting, level
from ui.desk.wording import ROW_NAMES, row
from ui.rows import Rows

QML_IMPORT_NAME = "Kiosk.DeskModel"
QML_IMPORT_MAJOR_VERSION = 1
LONG = 2


@QmlElement
@QmlUncreatable("the desk has one")
class LineModel(QObject):  # type: ignore[operator]  # the stub lacks the decorator
    """Rows of the page shown; the chosen visit stays chosen while it waits, on whichever page it is."""

    changed = Signal()

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._rows = Rows(ROW_NAMES, self)
        self._line: tuple[Waiting, ...] = ()
        self._now: datetime | None = None
        self._language = "ru"
        self._page = 0
        self._whole = 1
        self._paged = 1
        self._chosen = ""

    def show(self, line: Sequence[Waiting], now: datetime, language: str) -> None:
        """Take the line as it is now."""
        self._line, self._now, self._language = tuple(line), now, language
        if self.find(self._chosen) is None:
            self._chosen = ""
        self._fill()

    def find(self, ticket: str) -> Waiting | None:
        """The visit with this id while it waits."""
        return next((waiting for waiting in self._line if waiting.ticket == ticket), None)

    @property
    def chosen_ticket(self) -> str:
        return self._chosen

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @property
    def _size(self) -> int:
        return self._whole if len(self._line) <= self._whole else self._paged

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._line)

    @Property(int, notify=changed)
    def longCount(self) -> int:
        """How many have waited for 15 minutes or more."""
        now = self._now
        return 0 if now is None else sum(level(waiting.minutes(now)) == LONG for waiting in self._line)

    @Property(str, notify=changed)
    def firstNumber(self) -> str:
        """The one who has waited longest, or ""."""
        return self._line[0].number if self._line else ""

    @Property(str, notify=changed)
    def firstService(self) -> str:
        return self._names.service(self._line[0].service, self._language) if self._line else ""

    @Property(int, notify=changed)
    def firstMinutes(self) -> int:
        return self._line[0].minutes(self._now) if self._line and self._now else 0

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return max(1, -(-len(self._line) // self._size))

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """Id of the chosen visit, or ""."""
        return self._chosen

    @Property(str, notify=changed)
    def chosenNumber(self) -> str:
        found = self.find(self._chosen)
        return found.number if found else ""

    @Slot(int, int)
    def fit(self, whole: int, paged: int) -> None:
        """So many rows have room without the keys that turn pages, and so many with them."""
        if min(whole, paged) >= 1 and (whole, paged) != (self._whole, self._paged):
            self._whole, self._paged = whole, paged
            self._fill()

    @Slot(str)
    def choose(self, ticket: str) -> None:
        """Choose a visit; choosing it again lets it go."""
        self._chosen = "" if ticket == self._chosen or self.find(ticket) is None else ticket
        self._fill()

    @Slot(int)
    def step(self, by: int) -> None:
        """Choose the visit before (-1) or after (1) the chosen one; the page follows."""
        if not self._line:
            return
        places = {waiting.ticket: place for place, waiting in enumerate(self._line)}
        at = places.get(self._chosen)
        to = (0 if by > 0 else len(self._line) - 1) if at is None else min(max(at + by, 0), len(self._line) - 1)
        self._chosen = self._line[to].ticket
        self._page = to // self._size
        self._fill()

    @Slot(int)
    def turn(self, by: int) -> None:
        """Show the next (1) or the previous (-1) page."""
        self._page += by
        self._fill()

    def _fill(self) -> None:
        self._page = min(max(self._page, 0), -(-len(self._line) // self._size) - 1) if self._line else 0
        start = self._page * self._size
        now = self._now
        if now is not None:
            page = self._line[start : start + self._size]
            self._rows.show([row(one, now, self._names, self._language, self._chosen) for one in page])
        self.changed.emit()
