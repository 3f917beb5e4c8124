"""The one pair of Qt and Python that aborts is refused, and the pair that runs loses no references."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from ui.versions import BrokenQtError, refuse_broken_qt


@pytest.mark.parametrize("python", [(3, 10), (3, 11)])
def test_pyside_6_12_0_is_refused_on_python_below_3_12(python: tuple[int, int]) -> None:
    with pytest.raises(BrokenQtError, match=r"6\.11"):
        refuse_broken_qt("6.12.0", python)


@pytest.mark.parametrize(
    ("pyside", "python"), [("6.12.0", (3, 12)), ("6.11.3", (3, 11)), ("6.12.1", (3, 11)), ("6.8.3", (3, 11))]
)
def test_every_other_pair_is_let_through(pyside: str, python: tuple[int, int]) -> None:
    refuse_broken_qt(pyside, python)


def test_what_runs_here_is_let_through() -> None:
    refuse_broken_qt()


class Bell(QObject):
    rang = Signal(bool)


def test_signals_and_timers_lose_no_reference_to_true_and_none(qapp: QCoreApplication) -> None:
    bell, timer, ticks = Bell(), QTimer(), []
    bell.rang.connect(lambda _on: None)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)
    true, none = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(2000):
        bell.rang.emit(True)
        bell.findChild(QObject, "nobody")
        QCoreApplication.processEvents()
    timer.stop()
    assert ticks
    assert sys.getrefcount(True) > true - 200
    assert sys.getrefcount(None) > none - 200
