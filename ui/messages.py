"""Qt's own messages in Python's log, with Qt's levels."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# Said by Qt on machines as they are, and of no consequence.
HARMLESS = ("This plugin does not support propagateSizeHints", "This plugin does not support raise()")
log = logging.getLogger("qt")
_taken: list[bool] = []


def take_qt_messages() -> None:
    """Send Qt's messages to logging, once a process; a test runner that took them first keeps them."""
    if _taken:
        return
    _taken.append(True)
    earlier = qInstallMessageHandler(_write)
    if earlier is not None:
        qInstallMessageHandler(earlier)


def _write(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message.startswith(HARMLESS):
        return
    log.log(LEVELS.get(kind, logging.WARNING), "%s [%s:%s]", message, context.file, context.line)
