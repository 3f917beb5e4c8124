"""A finger and a keyboard: real touch and key events on a window, no shortcut into its objects."""

from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence, QPointingDevice
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

_screens: list[QPointingDevice] = []


def touch_screen() -> QPointingDevice:
    """The one touch screen of this process."""
    if not _screens:
        _screens.append(QTest.createTouchDevice())
    return _screens[0]


class Hand:
    """One hand at one window. Positions are pixels of the window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._screen = touch_screen()

    def press(self, place: QPointF, finger: int = 1) -> None:
        QTest.touchEvent(self._window, self._screen).press(finger, place.toPoint(), self._window).commit()

    def move(self, place: QPointF, finger: int = 1) -> None:
        QTest.touchEvent(self._window, self._screen).move(finger, place.toPoint(), self._window).commit()

    def release(self, place: QPointF, finger: int = 1) -> None:
        QTest.touchEvent(self._window, self._screen).release(finger, place.toPoint(), self._window).commit()

    def tap(self, place: QPointF) -> None:
        """Press and release at the same place."""
        self.press(place)
        self.release(place)

    def write(self, text: str) -> None:
        """Type letters into whatever has the focus."""
        for letter in text:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, self._window, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
            )

    def key(self, name: str) -> str | None:
        """Press one key by its name as shortcuts are written (`F4`, `Ctrl+Return`); returns what was wrong, or None."""
        keys: Any = QKeySequence(name)  # its stubs know no index
        if keys.count() != 1 or keys[0].key() == Qt.Key.Key_unknown:
            return f"{name!r} is not one key"
        combination = keys[0]
        QTest.keyClick(self._window, combination.key(), combination.keyboardModifiers())
        return None
