"""Brings the newest value from another thread to the GUI thread by one queued signal, however fast values come."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Latest(QObject):
    """`put` from any thread; `take(value)` is called on the thread that made this object, never with an older value."""

    _stirred = Signal()

    def __init__(self, take: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._lock = threading.Lock()
        self._value: Any = None
        self._waiting = False
        self._stirred.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, value: Any) -> None:
        """Returns at once; a value nobody has taken yet is replaced."""
        with self._lock:
            self._value = value
            if self._waiting:
                return
            self._waiting = True
        self._stirred.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            value, self._value = self._value, None
            self._waiting = False
        self._take(value)
