"""Eyes and fingers for tests of windows: find items by name, touch and type as a person would, wait for sights."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QPoint, Qt, QThread
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

LIMIT_MS = 10_000
_devices: list[QPointingDevice] = []


def pump() -> None:
    """Let everything that is queued happen."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(seen: Callable[[], Any], what: str = "") -> Any:
    """Run events until `seen` gives something true; fails after ten seconds."""
    clock = QElapsedTimer()
    clock.start()
    while True:
        pump()
        found = seen()
        if found:
            return found
        assert clock.elapsed() < LIMIT_MS, f"not seen: {what or seen}"
        QThread.msleep(2)


def items(root: QQuickItem | QQuickWindow) -> Iterator[QQuickItem]:
    """All items below, also those of repeaters."""
    top = root.contentItem() if isinstance(root, QQuickWindow) else root
    for child in top.childItems():
        yield child
        yield from items(child)


def on_screen(item: QQuickItem) -> bool:
    """Visible with all its parents, and of some size."""
    return item.isVisible() and item.width() > 0 and item.height() > 0


def find(window: QQuickWindow, name: str) -> QQuickItem | None:
    """The visible item of this name."""
    return next((item for item in items(window) if item.objectName() == name and on_screen(item)), None)


def see(window: QQuickWindow, name: str, *, enabled: bool = False) -> QQuickItem:
    """Wait for the item to be there (and to be enabled)."""

    def seen() -> QQuickItem | None:
        item = find(window, name)
        return item if item is not None and (not enabled or item.isEnabled()) else None

    found: QQuickItem = until(seen, name)
    return found


def text(window: QQuickWindow, name: str) -> str:
    item = find(window, name)
    return "" if item is None else str(item.property("text"))


def settled(item: QQuickItem) -> QPoint:
    """The middle of an item once it has stood still: rows and columns find their places with the next frame."""
    places: list[QPoint] = []

    def still() -> bool:
        middle = item.mapToScene(item.boundingRect().center())
        places.append(QPoint(round(middle.x()), round(middle.y())))
        QThread.msleep(5)
        return len(places) > 4 and len({(p.x(), p.y()) for p in places[-4:]}) == 1

    until(still, "the item stands still")
    return places[-1]


def touch(window: QQuickWindow, item: QQuickItem | str) -> None:
    """A finger on the middle of an item, down and up."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    thing = see(window, item, enabled=True) if isinstance(item, str) else item
    point = settled(thing)
    QTest.touchEvent(window, _devices[0]).press(1, point, window).commit()
    pump()
    QTest.touchEvent(window, _devices[0]).release(1, point, window).commit()
    pump()


def key(window: QQuickWindow, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, which, modifier)
    pump()


def type_text(window: QQuickWindow, words: str) -> None:
    for letter in words:
        QTest.keyClick(window, letter)
    pump()


def nameless(window: QQuickWindow) -> list[str]:
    """Items in the accessibility tree that can be used or read but have no name."""
    QAccessible.setActive(True)
    speaking = {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.ListItem,
    }
    speaking |= {QAccessible.Role.StaticText, QAccessible.Role.Heading, QAccessible.Role.AlertMessage}
    everything = list(tree(QAccessible.queryAccessibleInterface(window)))
    assert len(everything) > 3, "the accessibility tree is empty"
    found = []
    for seen in everything:
        if seen.role() in speaking and not seen.text(QAccessible.Text.Name):
            thing = seen.object()
            found.append(f"{thing.metaObject().className()} {thing.objectName()} {seen.role()}")
    return found


def tree(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What an assistive program sees: what is ignored or invisible is not in it."""
    for at in range(top.childCount()):
        child = top.child(at)
        if not child.state().invisible:
            yield child
            yield from tree(child)


def cut(window: QQuickWindow) -> list[str]:
    """Texts that are shortened, or wider or higher than the item they stand in."""
    found = []
    for item in items(window):
        if item.property("paintedWidth") is None or not item.property("text") or not on_screen(item):
            continue
        words, parent = str(item.property("text")), item.parentItem()
        if item.property("truncated"):
            found.append(f"shortened: {words}")
        elif parent is not None and item.property("paintedWidth") > parent.width() + 1:
            found.append(f"wider than its place: {words}")
    return found
