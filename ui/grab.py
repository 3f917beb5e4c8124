"""Takes a picture of a window once it stands still."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QThread
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow

LONGEST_MS = 5000
PAUSE_MS = 3


def settle(window: QQuickWindow) -> None:
    """Let events run until nothing on the window moves (its property `moving`, where it has one) and it is drawn.

    Raises RuntimeError when it does not come to rest.
    """
    clock = QElapsedTimer()
    clock.start()
    quiet = 0
    while quiet < 3:
        QCoreApplication.processEvents()
        quiet = 0 if window.property("moving") else quiet + 1
        if clock.elapsed() > LONGEST_MS:
            raise RuntimeError(f"{window.title()!r} does not come to rest")
        QThread.msleep(PAUSE_MS)


def grab(window: QQuickWindow, file: Path) -> Path:
    """Write the window as PNG; the folder is made when it is missing."""
    settle(window)
    picture: Any = window.grabWindow()
    assert isinstance(picture, QImage)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise OSError(f"{file} cannot be written")
    return file
