"""The books without HTTP: snapshot plus tail is the same as all events, the read model follows, errands fold."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.clock import ManualClock
from kiosk.hall import commands as c
from kiosk.hub.answers import NOTHING
from kiosk.hub.asks import Outcome, hall_ask
from kiosk.hub.books import SNAPSHOT_EVERY, Books
from kiosk.hub.errands import HELP_ENDS, ORDER_ENDS, Errands
from kiosk.hub.rules import load_rules
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal

RULES = load_rules()
MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
PASSPORT = "pass-20-45"


@contextmanager
def opened(path: Path, clock: ManualClock) -> Iterator[Books]:
    books = Books(Journal.open(path, "hub-test", clock), RULES, clock, lambda _: {})
    try:
        yield books
    finally:
        books.close()


class Keys:
    """Runs commands with keys that were never used."""

    def __init__(self, books: Books) -> None:
        self.books, self.count = books, 0

    def __call__(self, command: Any) -> Any:
        self.count += 1
        key = f"key-{self.books.memory.seq:08d}-{self.count:04d}"
        return json.loads(self.books.perform(hall_ask(key, b"x", command)).reply.body)


STEPS = st.lists(
    st.sampled_from(["issue", "call", "start", "finish", "no-show", "help", "answer", "close", "midnight", "snapshot"]),
    max_size=40,
)


def step(books: Books, run: Keys, name: str, at: int) -> None:
    """One thing that may happen in a hall."""
    desk = books.memory.hall.state.desks.get(1)
    held = (desk.ticket if desk else None) or "none"
    if name == "issue":
        run(c.IssueTicket(f"ticket-{at}", PASSPORT, "apply", "ru", "test"))
    elif name == "call":
        run(c.OpenDesk(1, "petrov", "П.", None))
        run(c.CallNext(1, "petrov"))
    elif name in {"start", "finish", "no-show"}:
        kind = {"start": c.Start, "finish": c.Finish, "no-show": c.NoShow}[name]
        run(kind(1, "petrov", held))
    elif name in {"help", "answer", "close"}:
        calls = list(books.memory.errands.helps)
        decided = {
            "help": lambda: books.memory.errands.ask(f"help-{at}", f"terminal-{at % 2}"),
            "answer": lambda: books.memory.errands.answer(calls[0], 3) if calls else [],
            "close": lambda: books.memory.errands.close(calls[0]) if calls else [],
        }[name]()
        with books.saving():
            books.write([] if isinstance(decided, Refusal) else decided)
    elif name == "midnight":
        assert isinstance(books.clock, ManualClock)
        books.clock.advance(86_400)
        books.tick()
    else:
        with books.saving():
            books._snapshots.save(books.memory)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_memory_after_a_restart_is_the_memory_before_it_with_and_without_a_snapshot(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("books") / "journal.db"
    clock = ManualClock(MORNING)
    with opened(path, clock) as books:
        run = Keys(books)
        for at, name in enumerate(steps):
            step(books, run, name, at)
        before, shown = books.memory.dump(), everything(books)
    with opened(path, clock) as again:
        assert again.memory.dump() == before
        assert everything(again) == shown
        with again.journal.transaction():
            again.journal.execute("DELETE FROM snapshot")
    with opened(path, clock) as folded:
        assert folded.memory.dump() == before


def everything(books: Books) -> Any:
    return sorted(json.dumps(entity) for entity in books.everything().put)


def test_a_long_tail_is_shortened_by_a_snapshot(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    with opened(tmp_path / "journal.db", clock) as books:
        with books.saving():
            for at in range(SNAPSHOT_EVERY + 1):
                books.write(books.memory.errands.ask(f"help-{at}", f"terminal-{at}"))  # type: ignore[arg-type]
        books.tick()
        row = books.journal.execute("SELECT seq FROM snapshot").fetchone()
        assert row[0] == books.memory.seq
        before = books.memory.dump()
    with opened(tmp_path / "journal.db", clock) as again:
        assert again.memory.dump() == before


def test_a_tail_that_grew_over_many_short_lives_is_shortened_too(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    for life in range(2):
        with opened(tmp_path / "journal.db", clock) as books, books.saving():
            for at in range(SNAPSHOT_EVERY // 2 + 1):
                books.write([Draft("help.asked", {"id": f"help-{life}-{at}", "terminal": f"t-{life}-{at}"})])
    with opened(tmp_path / "journal.db", clock) as books:
        books.tick()
        assert books.journal.execute("SELECT seq FROM snapshot").fetchone()[0] == books.memory.seq


def test_a_snapshot_of_another_format_is_passed_over(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    with opened(tmp_path / "journal.db", clock) as books:
        Keys(books)(c.IssueTicket("t1", PASSPORT, "apply", "ru", "test"))
        before = books.memory.dump()
        with books.saving():
            books._snapshots.save(books.memory)
            books.journal.execute("UPDATE snapshot SET format = 999, body = 'rubbish'")
    with opened(tmp_path / "journal.db", clock) as again:
        assert again.memory.dump() == before


def test_the_read_model_says_what_is_gone(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    with opened(tmp_path / "journal.db", clock) as books:
        held: dict[tuple[str, str], Any] = {}

        def take(outcome: Outcome) -> None:
            for kind, ident, value in outcome.changes.put:
                held[kind, ident] = value
            for pair in outcome.changes.gone:
                del held[pair]

        take(Outcome(NOTHING, books.everything()))
        for at in range(15):
            for command in (
                c.IssueTicket(f"t{at}", PASSPORT, "apply", "ru", "test"),
                c.OpenDesk(1, "petrov", "П.", None),
                c.CallTicket(1, "petrov", f"t{at}"),
                c.Start(1, "petrov", f"t{at}"),
                c.Finish(1, "petrov", f"t{at}"),
            ):
                take(books.perform(hall_ask(f"key-{at}-{type(command).__name__}", b"x", command)))
        fresh = {(kind, ident): value for kind, ident, value in books.memory.hall.views()}
        assert {key: value for key, value in held.items() if key[0] != "help"} == fresh
        assert len([key for key in held if key[0] == "call"]) == 12


def test_old_help_calls_and_orders_end_by_themselves(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    with opened(tmp_path / "journal.db", clock) as books:
        with books.saving():
            books.write([Draft("help.asked", {"id": "help-1", "terminal": "t"})])
            books.write([Draft("order.made", {"id": "order-1", "terminal": "t", "kind": "reprint"}, "ticket-1")])
        for wait, left in ((ORDER_ENDS, ["help-1"]), (HELP_ENDS, [])):
            clock.advance(wait.total_seconds() + 1)
            books.tick()
            assert [*books.memory.errands.helps, *books.memory.errands.orders] == left


def test_later_kinds_of_errands_are_passed_over() -> None:
    errands = Errands()
    errands.apply("help.postponed", "", {"id": "x", "until": 7}, MORNING)
    errands.apply("help.answered", "", {"id": "unknown", "desk": 3}, MORNING)
    assert errands.dump() == {"helps": [], "orders": []}
