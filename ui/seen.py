"""What a person sees in a window: items by name, their words, whether a finger can reach them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

MOST_DESCRIBED = 60


@dataclass(frozen=True)
class Seen:
    """An item that is visible now."""

    item: QQuickItem
    name: str
    # Never `item.window()`: PySide then deletes the window together with the item's wrapper.
    window: QQuickWindow

    @property
    def text(self) -> str:
        """Its own words, else those of its children in drawing order."""
        own = self.item.property("text")
        if isinstance(own, str) and own:
            return own
        return " ".join(text for child in visible_items(self.item) if (text := child.property("text")))

    @property
    def enabled(self) -> bool:
        return self.item.isEnabled()

    @property
    def middle(self) -> QPointF:
        """Its centre in the window, pixels."""
        return self.box.center()

    @property
    def box(self) -> QRectF:
        return self.item.mapRectToScene(QRectF(0, 0, self.item.width(), self.item.height()))

    @property
    def can_be_touched(self) -> bool:
        """Enabled and with its centre inside the window."""
        return self.enabled and QRectF(0, 0, self.window.width(), self.window.height()).contains(self.middle)


def visible_items(root: QQuickItem) -> Iterator[QQuickItem]:
    """All visible items below `root`, in drawing order; delegates of repeaters and loaders too."""
    for child in root.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from visible_items(child)


def find(window: QQuickWindow, name: str) -> Seen | None:
    """The first visible item of that objectName."""
    found = (item for item in visible_items(window.contentItem()) if item.objectName() == name)
    item = next(found, None)
    return Seen(item, name, window) if item is not None else None


def met(window: QQuickWindow, wanted: Mapping[str, Any]) -> bool:
    """Whether a wait is over: `view`, `gone`, or `item` with what is asked of it (`text`, `enabled`, `on`)."""
    if "view" in wanted:
        return window.property("view") == wanted["view"] and not window.property("moving")
    if "gone" in wanted:
        return find(window, str(wanted["gone"])) is None
    seen = find(window, str(wanted.get("item", "")))
    if seen is None:
        return False
    if "enabled" in wanted and seen.enabled != wanted["enabled"]:
        return False
    if "on" in wanted and seen.item.property("on") != wanted["on"]:
        return False
    return "text" not in wanted or _matches(seen.text, str(wanted["text"]))


def _matches(text: str, wanted: str) -> bool:
    """The same text (all kinds of spaces alike), or a regular expression after `~`."""
    plain = re.sub(r"\s+", " ", text).strip()
    if wanted.startswith("~"):
        return re.search(wanted[1:], plain) is not None
    return plain == wanted


def describe(window: QQuickWindow) -> dict[str, Any]:
    """What stands on the screen, for a person who reads a log."""
    names: list[str] = []
    for item in visible_items(window.contentItem()):
        if item.objectName() and len(names) < MOST_DESCRIBED:
            seen = Seen(item, item.objectName(), window)
            names.append(f"{seen.name}{'' if seen.enabled else ' (off)'}: {seen.text}"[:120])
    return {"view": window.property("view") or "", "items": names}
