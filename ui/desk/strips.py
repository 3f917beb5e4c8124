"""The strips of a desk: a device that needs a person, a visitor who asks for one, an answer worth a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.texts import Texts
from ui.desk.alerts import HelpCall, Trouble
from ui.desk.wording import help_place, notice_text, trouble_texts
from ui.desk.work import Notice

QML_IMPORT_NAME = "Kiosk.DeskModel"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the desk has one")
class StripsModel(QObject):  # type: ignore[operator]  # the stub lacks the decorator
    """The worst trouble and the oldest help call, and how many more there are of each."""

    changed = Signal()

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._troubles: tuple[Trouble, ...] = ()
        self._words = ("", "", "")
        self._calls: tuple[HelpCall, ...] = ()
        self._help_place = ""
        self._notice: Notice | None = None
        self._notice_text = ""

    def show(
        self, troubles: Sequence[Trouble], calls: Sequence[HelpCall], notice: Notice | None, language: str
    ) -> None:
        """Take what there is now."""
        self._troubles, self._calls, self._notice = tuple(troubles), tuple(calls), notice
        self._words = trouble_texts(troubles[0], self._texts, language) if troubles else ("", "", "")
        self._help_place = help_place(calls[0], language) if calls else ""
        self._notice_text = notice_text(notice, self._texts, language) if notice else ""
        self.changed.emit()

    @property
    def help_call(self) -> HelpCall | None:
        return self._calls[0] if self._calls else None

    @Property(bool, notify=changed)
    def trouble(self) -> bool:
        return bool(self._troubles)

    @Property(bool, notify=changed)
    def troubleIsError(self) -> bool:
        return bool(self._troubles) and self._troubles[0].error

    @Property(str, notify=changed)
    def troublePlace(self) -> str:
        return self._words[0]

    @Property(str, notify=changed)
    def troubleWhat(self) -> str:
        return self._words[1]

    @Property(str, notify=changed)
    def troubleDo(self) -> str:
        return self._words[2]

    @Property(int, notify=changed)
    def troubleMore(self) -> int:
        return max(0, len(self._troubles) - 1)

    @Property(bool, notify=changed)
    def help(self) -> bool:
        return bool(self._calls)

    @Property(str, notify=changed)
    def helpPlace(self) -> str:
        return self._help_place

    @Property(int, notify=changed)
    def helpMore(self) -> int:
        return max(0, len(self._calls) - 1)

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Code of what must be told, or ""."""
        return self._notice.code if self._notice else ""

    @Property(bool, notify=changed)
    def noticeIsGood(self) -> bool:
        return self._notice is not None and self._notice.told

    @Property(str, notify=changed)
    def noticeText(self) -> str:
        """The words of a refusal; "" where the screen has its own words for the code."""
        return self._notice_text
