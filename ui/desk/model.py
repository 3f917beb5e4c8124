"""The desk's screen as Qt properties, and one slot per gesture; what is true stands in `Shift`."""

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.sync.feed import FeedState
from kiosk.texts import Texts
from ui.by_language import hall_title
from ui.desk.courier import Reply
from ui.desk.guest import GuestModel
from ui.desk.line import LineModel
from ui.desk.shift import Shift
from ui.desk.strips import StripsModel
from ui.desk.wording import clock_text
from ui.latest import Latest

QML_IMPORT_NAME = "Kiosk.DeskModel"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MS = 1000


@QmlElement
@QmlUncreatable("made by the program")
class DeskModel(QObject):  # type: ignore[operator]  # the stub lacks the decorator
    """`post_feed` and `post_reply` may be called from any thread; everything else on the GUI thread."""

    changed = Signal()
    ticked = Signal()
    signedInChanged = Signal()
    languageChanged = Signal(str)
    _replied = Signal(object)

    def __init__(self, shift: Shift, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self._language = "ru"
        self._signed_in = False
        self._line = LineModel(shift.names, self)
        self._guest = GuestModel(shift.names, self)
        self._strips = StripsModel(texts, self)
        self._latest = Latest(self._take_feed, self)
        self._replied.connect(self._take_reply, Qt.ConnectionType.QueuedConnection)
        self._line.changed.connect(self.changed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def spoken(self) -> str:
        """The language of the screen."""
        return self._language

    def post_feed(self, state: FeedState) -> None:
        """The newest state of the feed."""
        self._latest.put(state)

    def post_reply(self, reply: Reply) -> None:
        """What came of an order."""
        self._replied.emit(reply)

    def _take_feed(self, state: FeedState) -> None:
        self._shift.take_feed(state)
        self.refresh()

    def _take_reply(self, reply: Reply) -> None:
        self._shift.take_reply(reply)
        self.refresh()

    @Slot()
    def tick(self) -> None:
        """A second has passed: the clock, the timer, minutes of waiting."""
        shift = self._shift
        shift.tick()
        self._guest.tick(shift.now())
        self._line.show(shift.line, shift.now(), self._language)
        self.ticked.emit()

    def refresh(self) -> None:
        """Show everything anew."""
        shift = self._shift
        self._guest.show(shift.guest, shift.zone, self._language)
        self._strips.show(shift.troubles, shift.calls, shift.work.notice, self._language)
        self.tick()
        if shift.work.signed_in is not self._signed_in:
            self._signed_in = shift.work.signed_in
            self.signedInChanged.emit()

    # What stands on the screen.

    @Property(LineModel, constant=True)
    def line(self) -> LineModel:
        return self._line

    @Property(GuestModel, constant=True)
    def guest(self) -> GuestModel:
        return self._guest

    @Property(StripsModel, constant=True)
    def strips(self) -> StripsModel:
        return self._strips

    @Property(int, constant=True)
    def desk(self) -> int:
        return self._shift.number

    @Property(str, notify=changed)
    def hall(self) -> str:
        return hall_title(self._shift.hall, self._language)

    @Property(str, notify=changed)
    def operator(self) -> str:
        """Who is signed in here."""
        return self._shift.work.name

    @Property(bool, notify=signedInChanged)
    def signedIn(self) -> bool:
        return self._signed_in

    @Property(bool, notify=changed)
    def link(self) -> bool:
        """The hub's stream is alive."""
        return self._shift.link

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why there is no link: starting, link, bad_token, no_right; "" while there is one."""
        return self._shift.trouble()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._shift.desk.open

    @Property(str, notify=changed)
    def action(self) -> str:
        """What the big key does: open, callNext, start, finish."""
        return self._shift.action()

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why it cannot: starting, link, empty, or ""."""
        return self._shift.reason()

    @Property(str, notify=changed)
    def busy(self) -> str:
        """The command under way, or ""."""
        pending = self._shift.work.pending
        return pending.action if pending else ""

    @Property(dict, notify=changed)
    def can(self) -> dict[str, bool]:
        """Which keys can be pressed, by their names; `act` is the big one."""
        names = ("recall", "noShow", "callChosen", "pause", "reprint", "helpGo", "signOut")
        found = {name: self._shift.possible(name, self._line.chosen_ticket) for name in names}
        return found | {"act": self._shift.possible(self._shift.action())}

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return clock_text(self._shift.now(), self._shift.zone)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._language

    # Gestures.

    @Slot(str, str)
    def signIn(self, login: str, pin: str) -> None:
        self._shift.work.sign_in(login.strip(), pin)
        self.refresh()

    @Slot()
    def act(self) -> None:
        """The big key."""
        self._shift.act()
        self.refresh()

    @Slot(str)
    def press(self, name: str) -> None:
        """Another key, by its name in `can`."""
        self._shift.press(name, self._line.chosen_ticket)
        self.refresh()

    @Slot()
    def toggleLanguage(self) -> None:
        self._language = "en" if self._language == "ru" else "ru"
        self.languageChanged.emit(self._language)
        self.refresh()
