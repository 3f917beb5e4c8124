"""Nodes of a test hall: journals under a standing clock, and a way to make events."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.journal.journal import Journal

Open = Callable[[str], Journal]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))


@pytest.fixture
def open_node(tmp_path: Path, clock: ManualClock) -> Iterator[Open]:
    """Opens the journal of a node by its name; all are closed at the end."""
    opened: list[Journal] = []

    def open_one(origin: str) -> Journal:
        opened.append(Journal.open(tmp_path / f"{origin}.db", origin, clock))
        return opened[-1]

    yield open_one
    for journal in opened:
        journal.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Waits until something becomes true, at most ten seconds."""

    def wait(happened: Callable[[], bool], within: float = 10.0) -> None:
        pause = threading.Event()
        for _ in range(int(within / 0.005)):
            if happened():
                return
            pause.wait(0.005)
        raise AssertionError("it did not happen")

    return wait
