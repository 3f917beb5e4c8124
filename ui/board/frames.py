"""Tells when a new call was really on the screen: a JSON line at the first swap that shows it."""

import json
import sys
import time
from typing import TextIO

from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickWindow

from ui.board.model import BoardModel


class Frames(QObject):
    """Watches a board's window. What is told before a frame is put together stands on it when it is swapped.

    Writes `{"ready": true}` at the first frame with a living stream, then `{"call": NO, "swapped_ns": NS}` for each
    announced call, NS by the monotonic clock.
    """

    def __init__(self, window: QQuickWindow, model: BoardModel, out: TextIO | None = None) -> None:
        super().__init__(window)
        self._model = model
        self._out = out or sys.stdout
        self._ready = False
        self._wanted: list[dict[str, object]] = []
        self._drawn: list[dict[str, object]] = []
        model.changed.connect(self._changed, Qt.ConnectionType.DirectConnection)
        model.announced.connect(self._announced, Qt.ConnectionType.DirectConnection)
        window.afterSynchronizing.connect(self._synchronised, Qt.ConnectionType.DirectConnection)
        window.frameSwapped.connect(self._swapped, Qt.ConnectionType.DirectConnection)
        self._changed()

    def _changed(self) -> None:
        if not self._ready and self._model.linked:
            self._ready = True
            self._wanted.append({"ready": True})

    def _announced(self, no: int) -> None:
        self._wanted.append({"call": no})

    def _synchronised(self) -> None:
        self._drawn += self._wanted
        self._wanted.clear()

    def _swapped(self) -> None:
        now = time.monotonic_ns()
        for line in self._drawn:
            self._out.write(json.dumps(line | ({"swapped_ns": now} if "call" in line else {})) + "\n")
        if self._drawn:
            self._out.flush()
            self._drawn.clear()
