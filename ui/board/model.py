"""The board's screen as Qt properties: the newest call, those before it, who waits, the clock, the link."""

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clock import Clock
from kiosk.sync.feed import FeedState
from kiosk.zones import zone_of
from ui.board.calls import Announcer, Call, last_calls
from ui.by_language import hall_title
from ui.latest import Latest
from ui.rows import Rows
from ui.theme.look import tokens

QML_IMPORT_NAME = "Kiosk.BoardModel"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 1000
ROW_NAMES = ("place", "number", "desk", "fresh", "active")
EMPTY = Call(0, "", 0, "", active=False)


@QmlElement
@QmlUncreatable("made by the program")
class BoardModel(QObject):  # type: ignore[operator]  # the stub lacks the decorator
    """`post_feed` may be called from any thread; `chime` is called for each announcement and must return at once.

    `language` is the board's one language; a call is `fresh`, and blinks, for ten seconds after its announcement.
    """

    changed = Signal()
    ticked = Signal()
    announced = Signal(int)

    def __init__(
        self, chime: Callable[[], object], clock: Clock, language: str = "ru", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chime = chime
        self._clock = clock
        self._language = language
        self._zone: tzinfo | None = None
        self._announcer = Announcer()
        self._first = True
        self._state = FeedState()
        self._calls: tuple[Call, ...] = ()
        self._fresh: dict[int, int] = {}
        self._size = 8
        self._rows = Rows(ROW_NAMES, self)
        self._time = ""
        self._latest = Latest(self._take, self)
        motion = tokens()["motion"]
        self._fresh_us = motion["boardBlink"] * motion["boardBlinks"] * 1000
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    def post_feed(self, state: FeedState) -> None:
        """The newest state of the feed."""
        self._latest.put(state)

    def _take(self, state: FeedState) -> None:
        self._state = state
        hall = state.get("hall", "hall") or {}
        self._zone = zone_of(hall.get("time_zone"), self._zone)
        calls = last_calls(state.of("call"))
        self._calls = calls
        if self._first and not state.connected and calls:
            self._announcer.remember(calls)  # what was kept on disk has been announced before this start
        self._first = False
        fresh = self._announcer.take(calls)
        now = self._clock.mono_us()
        self._fresh = {no: end for no, end in self._fresh.items() if end > now}
        self._fresh |= {call.no: now + self._fresh_us for call in fresh}
        waited_for = {call.no for call in calls if call.active}  # a visitor who has come needs no more blinking
        self._fresh = {no: end for no, end in self._fresh.items() if no in waited_for}
        self._show()
        self.tick()
        if fresh:
            self.announced.emit(fresh[-1].no)
            self._chime()

    @Slot()
    def tick(self) -> None:
        """A second has passed: the clock, and calls that have blinked long enough."""
        now = self._clock.mono_us()
        if any(end <= now for end in self._fresh.values()):
            self._fresh = {no: end for no, end in self._fresh.items() if end > now}
            self._show()
        time = self._clock.now().astimezone(self._zone).strftime("%H:%M")
        if time != self._time:
            self._time = time
            self.ticked.emit()

    @Slot(int)
    def fit(self, calls: int) -> None:
        """So many earlier calls have room below the newest."""
        if calls >= 1 and calls != self._size:
            self._size = calls
            self._show()

    def _show(self) -> None:
        earlier = self._calls[1 : 1 + self._size]
        self._rows.show(
            [
                {
                    "place": place,
                    "number": call.number,
                    "desk": call.desk,
                    "fresh": call.no in self._fresh,
                    "active": call.active,
                }
                for place, call in enumerate(earlier, start=1)
            ]
        )
        self.changed.emit()

    @property
    def linked(self) -> bool:
        """The hub's stream is alive."""
        return self._state.connected

    @property
    def _newest(self) -> Call:
        return self._calls[0] if self._calls else EMPTY

    @Property(QObject, constant=True)
    def earlier(self) -> Rows:
        """The calls before the newest: place (from 1), number, desk, fresh, active."""
        return self._rows

    @Property(str, notify=changed)
    def number(self) -> str:
        """The newest call's number in its shown form; "" while nobody was called."""
        return self._newest.number

    @Property(str, notify=changed)
    def desk(self) -> str:
        return str(self._newest.desk) if self._calls else ""

    @Property(int, notify=changed)
    def call(self) -> int:
        """The newest call's number among calls, 0 for none."""
        return self._newest.no

    @Property(bool, notify=changed)
    def fresh(self) -> bool:
        """The newest call blinks."""
        return self._newest.no in self._fresh

    @Property(bool, notify=changed)
    def blinking(self) -> bool:
        """Any call blinks."""
        return bool(self._fresh)

    @Property(bool, notify=changed)
    def link(self) -> bool:
        return self._state.connected

    @Property(str, notify=changed)
    def hall(self) -> str:
        return hall_title(self._state.get("hall", "hall") or {}, self._language)

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """How many wait in the hall; -1 while not known."""
        return self._count("waiting")

    @Property(int, notify=changed)
    def desksOpen(self) -> int:
        """How many desks work; -1 while not known."""
        return self._count("desks_open")

    def _count(self, name: str) -> int:
        found = (self._state.get("hall", "hall") or {}).get(name)
        return found if isinstance(found, int) and self._state.connected else -1

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return self._time
