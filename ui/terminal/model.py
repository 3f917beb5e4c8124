"""The terminal's screen as Qt properties: the newest Screen of the core, and one slot that sends a wish back."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.clock import Clock
from kiosk.terminal.view import Intent, Screen
from kiosk.zones import zone_of
from ui.latest import Latest
from ui.typography import tidy

QML_IMPORT_NAME = "Kiosk.TerminalModel"
QML_IMPORT_MAJOR_VERSION = 1
LANGUAGE_NAMES = {"ru": "Русский", "en": "English"}
TICK_MS = 1000
KEPT_INTENTS = 8


def first_screen(language: str, hall: dict[str, str] | None = None) -> Screen:
    """What is shown until the core has spoken: the inviting screen, nothing promised."""
    return Screen(
        no=0,
        view="attract",
        language=language,
        large=False,
        contrast=False,
        low=False,
        data={},
        help="",
        busy=False,
        link=False,
        hall=hall or {},
    )


@QmlElement
@QmlUncreatable("made by the program")
class TerminalModel(QObject):  # type: ignore[operator]
    """`publish` may be called from any thread; everything else on the GUI thread."""

    changed = Signal()
    ticked = Signal()
    languageChanged = Signal(str)
    failed = Signal(int)

    def __init__(
        self,
        screen: Screen,
        languages: Sequence[str],
        clock: Clock,
        zone: tzinfo | None = None,
        *,
        ticking: bool = True,
    ) -> None:
        super().__init__()
        self._screen = screen
        self._languages = tuple(languages)
        self._clock, self._zone = clock, zone
        self._time = self._now()
        self._send: Callable[[Intent], None] | None = None
        self._kept: list[Intent] = []
        self._latest = Latest(self._take, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        if ticking:
            self._timer.start()

    def publish(self, screen: Screen) -> None:
        """The core's newest screen, from its own thread."""
        self._latest.put(screen)

    def attach(self, send: Callable[[Intent], None]) -> None:
        """From now on intents go to the core; those of the first second come first."""
        self._send = send
        kept, self._kept = self._kept, []
        for intent in kept:
            send(intent)

    @Slot(str)
    @Slot(str, str)
    def post(self, name: str, value: str = "") -> None:
        """What the visitor did; see `kiosk.terminal.view.INTENTS`."""
        intent = Intent(name, value)
        if self._send is not None:
            self._send(intent)
        elif len(self._kept) < KEPT_INTENTS:
            self._kept.append(intent)

    def _take(self, screen: Screen) -> None:
        if screen.no < self._screen.no:
            return
        spoken = self._screen.language
        self._screen = screen
        self._zone = zone_of(screen.hall.get("time_zone"), self._zone)
        if screen.language != spoken:
            self.languageChanged.emit(screen.language)
        self.changed.emit()
        self._tick()

    def _now(self) -> str:
        return f"{self._clock.now().astimezone(self._zone):%H:%M}"

    def _tick(self) -> None:
        now = self._now()
        if now != self._time:
            self._time = now
            self.ticked.emit()

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        return self._screen

    @Property(str, notify=changed)
    def view(self) -> str:
        return self._screen.view

    @Property(dict, notify=changed)
    def facts(self) -> dict[str, Any]:
        data: dict[str, Any] = tidy(dict(self._screen.data))
        return data

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._screen.language

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._screen.large

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._screen.contrast

    @Property(bool, notify=changed)
    def low(self) -> bool:
        return self._screen.low

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._screen.busy

    @Property(bool, notify=changed)
    def link(self) -> bool:
        return self._screen.link

    @Property(str, notify=changed)
    def help(self) -> str:
        return self._screen.help

    @Property(str, notify=changed)
    def helpText(self) -> str:
        return self._screen.help_text

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._screen.notice

    @Property(str, notify=changed)
    def hallName(self) -> str:
        return self._screen.hall.get("name", "")

    @Property(str, notify=changed)
    def hallPlace(self) -> str:
        return self._screen.hall.get("place", "") or self._screen.hall.get("address", "")

    @Property(str, notify=changed)
    def hallHours(self) -> str:
        return self._screen.hall.get("hours", "")

    def _next(self) -> str:
        known = self._languages
        place = known.index(self._screen.language) if self._screen.language in known else -1
        return known[(place + 1) % len(known)]

    @Property(str, notify=changed)
    def nextLanguage(self) -> str:
        return self._next()

    @Property(str, notify=changed)
    def nextLanguageName(self) -> str:
        return LANGUAGE_NAMES.get(self._next(), self._next())

    @Property(str, notify=ticked)
    def time(self) -> str:
        return self._time
