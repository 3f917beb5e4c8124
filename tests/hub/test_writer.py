"""The hub's one writer: a full inbox, the end, and a start that fails."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.hub.answers import BUSY, NOTHING, STARTING
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.hub.rules import load_rules
from kiosk.hub.writer import FULL_INBOX, Writer
from kiosk.journal.journal import Journal

RULES = load_rules()
MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


class Gate:
    """Holds the writer up until it is opened."""

    def __init__(self) -> None:
        self.inside, self.open = threading.Event(), threading.Event()

    def __call__(self, _: Books) -> Outcome:
        self.inside.set()
        assert self.open.wait(20)
        return Outcome(NOTHING)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    clock = ManualClock(MORNING)
    made = Writer(
        lambda: Books(Journal.open(tmp_path / "journal.db", "hub-test", clock), RULES, clock, lambda _: {}),
        lambda _: None,
    )
    made.start()
    yield made
    made.stop()


def test_a_full_inbox_says_busy_and_nothing_accepted_is_lost(writer: Writer) -> None:
    gate, outcomes = Gate(), list[Outcome]()
    writer.submit(gate, outcomes.append)
    assert gate.inside.wait(20)
    for _ in range(FULL_INBOX + 5):
        writer.submit(lambda _: Outcome(NOTHING), outcomes.append)
    assert [one.reply for one in outcomes] == [BUSY] * 5
    gate.open.set()
    writer.stop()
    assert [one.reply for one in outcomes[5:]] == [NOTHING] * (FULL_INBOX + 1)


def test_after_the_end_work_is_refused_at_once(writer: Writer) -> None:
    writer.stop()
    outcomes = list[Outcome]()
    writer.submit(lambda _: Outcome(NOTHING), outcomes.append)
    assert outcomes == [Outcome(STARTING)]
    assert not writer.alive


def test_what_cannot_be_opened_is_raised_at_the_start(tmp_path: Path) -> None:
    def fails() -> Books:
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        Writer(fails, lambda _: None).start()
