"""A journal in a temporary folder, under a clock that stands still until told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.journal.journal import Journal

Open = Callable[..., Journal]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def open_journal(path: Path, clock: ManualClock) -> Iterator[Open]:
    """Opens the journal of node "t-1" (or another), and closes whatever is still open at the end."""
    opened: list[Journal] = []

    def open_one(at: Path = path, origin: str = "t-1", **more: str) -> Journal:
        journal = Journal.open(at, origin, clock, **more)
        opened.append(journal)
        return journal

    yield open_one
    for journal in opened:
        journal.close()
