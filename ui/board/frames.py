"""Tells when a new call was really on the screen: a JSON line at the first swap that shows it."""

import json
import sys
import time
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickWindow


class Frames(QObject):
    """Watches a board's window. What is announced before a frame is put together stands on it when it is swapped."""

    def __init__(self, window: QQuickWindow, announced: Any, out: Any = None) -> None:
        super().__init__(window)
        self._out = out or sys.stdout
        self._wanted: list[int] = []
        self._drawn: list[int] = []
        announced.connect(self._wanted.append, Qt.ConnectionType.DirectConnection)
        window.afterSynchronizing.connect(self._synchronised, Qt.ConnectionType.DirectConnection)
        window.frameSwapped.connect(self._swapped, Qt.ConnectionType.DirectConnection)

    def _synchronised(self) -> None:
        self._drawn += self._wanted
        self._wanted.clear()

    def _swapped(self) -> None:
        now = time.monotonic_ns()
        for no in self._drawn:
            self._out.write(json.dumps({"call": no, "swapped_ns": now}) + "\n")
        if self._drawn:
            self._out.flush()
            self._drawn.clear()
