"""What a node writes is there after the transaction, in order, in its chain; what fails leaves nothing behind."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import ManualClock, to_us
from kiosk.journal import check, rows
from kiosk.journal.acks import Ack
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.event import FIRST_PREV, Draft
from kiosk.journal.journal import Journal, JournalReader

Open = Callable[..., Journal]


def test_every_lane_begins_with_the_start_of_its_epoch(open_journal: Open, clock: ManualClock) -> None:
    journal = open_journal(reason="new disk")
    epoch = to_us(clock.now()) // 1_000_000
    assert journal.heads() == [("t-1", lane, epoch, 1) for lane in ("audit", "ops", "pay")]
    (first,) = journal.read("t-1", "ops", epoch)
    assert (first.kind, first.seq, first.prev) == ("epoch.started", 1, FIRST_PREV)
    assert first.data == {"reason": "new disk", "boot": first.boot, "previous": None}


def test_events_follow_each_other_in_their_chain(open_journal: Open, clock: ManualClock) -> None:
    journal = open_journal()
    with journal.transaction():
        one, two = journal.append("ops", [Draft("ticket.issued", {"number": "П047"}, "id-1"), Draft("b", {}, "", 2)])
    clock.advance(1.5)
    with journal.transaction():
        (three,) = journal.append("ops", [Draft("c")])
    assert [event.seq for event in (one, two, three)] == [2, 3, 4]
    assert (two.prev, three.prev) == (one.hash, two.hash)
    assert (one.ticket, one.v, two.v, three.at_us - two.at_us, three.mono_us - two.mono_us) == (
        "id-1", 1, 2, 1_500_000, 1_500_000,
    )  # fmt: skip
    assert journal.read("t-1", "ops", one.epoch, 1) == [one, two, three]
    assert all(event.whole() for event in (one, two, three))
    assert journal.cursor("t-1", "ops") == (one.epoch, 4)
    assert journal.cursor("t-1", "nothing") == (0, 0)


def test_a_journal_goes_on_where_it_was(open_journal: Open) -> None:
    journal = open_journal()
    with journal.transaction():
        before = journal.append("pay", [Draft("a")])[-1]
    journal.close()
    again = open_journal(reason="not written: the lane exists")
    with again.transaction():
        after = again.append("pay", [Draft("b")])[-1]
    assert (after.epoch, after.seq, after.prev) == (before.epoch, before.seq + 1, before.hash)


def test_an_exception_undoes_the_whole_transaction(open_journal: Open) -> None:
    journal = open_journal()
    journal.migrate("room 1", "CREATE TABLE side (a INTEGER)")
    before = journal.heads()
    with pytest.raises(KeyError), journal.transaction():
        journal.append("ops", [Draft("a")])
        journal.execute("INSERT INTO side VALUES (1)")
        raise KeyError
    assert journal.heads() == before
    assert journal.execute("SELECT count(*) FROM side").fetchone() == (0,)
    with journal.transaction():
        assert journal.append("ops", [Draft("b")])[0].seq == 2


def test_a_part_of_a_transaction_can_be_undone_alone(open_journal: Open) -> None:
    journal = open_journal()
    with journal.transaction():
        journal.append("ops", [Draft("kept")])
        with pytest.raises(ZeroDivisionError), journal.transaction():
            journal.append("ops", [Draft("undone")])
            _ = 1 // 0
        journal.append("ops", [Draft("kept too")])
    epoch = journal.cursor("t-1", "ops")[0]
    assert [(e.seq, e.kind) for e in journal.read("t-1", "ops", epoch, 1)] == [(2, "kept"), (3, "kept too")]
    assert not list(check.faults(journal._connection, rows.Stream("t-1", "ops", epoch)))


def test_a_disk_that_is_full_keeps_nothing_and_later_everything(open_journal: Open) -> None:
    journal = open_journal()
    pages = journal.execute("PRAGMA page_count").fetchone()[0]
    journal.execute(f"PRAGMA max_page_count={pages + 4}")
    before = journal.heads()
    with pytest.raises(JournalUnavailable, match="full"), journal.transaction():
        for number in range(1000):
            journal.append("ops", [Draft("a", {"n": number, "fill": "x" * 500})])
    assert journal.heads() == before
    journal.execute("PRAGMA max_page_count=1000000")
    with journal.transaction():
        assert journal.append("ops", [Draft("b")])[0].seq == 2


def test_nobody_can_go_on_after_the_disk_has_undone_the_transaction(open_journal: Open) -> None:
    journal = open_journal()
    with pytest.raises(JournalUnavailable), journal.transaction():
        journal._connection.rollback()  # what SQLite does by itself when the disk is full
        journal.append("ops", [Draft("must not be alone")])
    assert journal.cursor("t-1", "ops")[1] == 1


def test_a_wrong_statement_is_a_mistake_and_not_the_disk(open_journal: Open) -> None:
    journal = open_journal()
    with pytest.raises(sqlite3.OperationalError, match="no such table"), journal.transaction():
        journal.execute("INSERT INTO nowhere VALUES (1)")


def test_a_disk_that_refuses_the_event_itself_is_reported_as_such(open_journal: Open) -> None:
    journal = open_journal()
    journal.migrate("fault 1", "CREATE TRIGGER no BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(JournalUnavailable), journal.transaction():
        journal.append("ops", [Draft("a")])
    assert journal.cursor("t-1", "ops")[1] == 1


def test_the_journal_is_written_in_transactions_and_by_its_own_thread_only(open_journal: Open) -> None:
    journal = open_journal()
    with pytest.raises(RuntimeError, match="inside transaction"):
        journal.append("ops", [Draft("a")])
    caught: list[BaseException] = []

    def elsewhere() -> None:
        for use in (lambda: journal.execute("SELECT 1"), lambda: journal.transaction().__enter__(), journal.close):
            try:
                use()
            except RuntimeError as error:
                caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(caught) == 3


@pytest.mark.parametrize(
    ("lane", "draft"),
    [
        ("secret", Draft("a")),
        ("ops", Draft("")),
        ("ops", Draft("k" * 200)),
        ("ops", Draft("a", ticket="t" * 200)),
        ("ops", Draft("a", {"n": float("nan")})),
        ("ops", Draft("\ud800")),
    ],
)
def test_a_draft_that_cannot_be_written_is_refused(open_journal: Open, lane: str, draft: Draft) -> None:
    journal = open_journal()
    with pytest.raises((ValueError, TypeError)), journal.transaction():
        journal.append(lane, [Draft("good"), draft])
    assert journal.cursor("t-1", "ops")[1] == 1


def test_a_new_epoch_is_newer_also_when_the_clock_fell_back_to_1970(open_journal: Open, clock: ManualClock) -> None:
    journal = open_journal()
    old = journal.cursor("t-1", "ops")[0]
    clock.jump(datetime(1970, 1, 1, tzinfo=UTC))
    with journal.transaction():
        assert journal.start_epoch("ops", "restored") == old + 1
        assert journal.start_epoch("ops", "again", known=old + 50) == old + 51
        event = journal.append("ops", [Draft("a")])[0]
    assert (event.epoch, event.seq) == (old + 51, 2)
    first = journal.read("t-1", "ops", old + 1)[0]
    assert (first.data["previous"], first.prev) == ({"epoch": old, "seq": 1}, FIRST_PREV)


def test_foreign_events_keep_their_bytes(open_journal: Open, tmp_path: Path) -> None:
    terminal = open_journal()
    with terminal.transaction():
        terminal.append("ops", [Draft("a", {"текст": "ё"})])
    events = terminal.read(*terminal.heads()[1][:3])
    hub = open_journal(tmp_path / "hub.db", "hub")
    with hub.transaction():
        hub.store_foreign(events)
    assert hub.read(*terminal.heads()[1][:3]) == events
    assert hub.cursor("t-1", "ops") == terminal.cursor("t-1", "ops")
    with pytest.raises(ValueError, match="does not follow"), hub.transaction():
        hub.store_foreign(events)


def test_a_reader_sees_what_is_committed_and_cannot_write(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    with JournalReader.open(path) as reader:
        with journal.transaction():
            journal.append("ops", [Draft("a"), Draft("b")])
            assert reader.heads() == [
                ("t-1", lane, journal.cursor("t-1", lane)[0], 1) for lane in ("audit", "ops", "pay")
            ]
        assert reader.heads() == journal.heads()
        assert [event.kind for event in reader.events("t-1", "ops")] == ["epoch.started", "a", "b"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.query("DELETE FROM journal")


def test_a_reader_goes_across_epochs_from_where_it_was(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    first = journal.cursor("t-1", "ops")[0]
    with journal.transaction():
        journal.append("ops", [Draft("a")])
        second = journal.start_epoch("ops", "again")
        journal.append("ops", [Draft("b")])
    with JournalReader.open(path) as reader:
        assert [event.kind for event in reader.events("t-1", "ops", (first, 1))] == ["a", "epoch.started", "b"]
        assert [event.kind for event in reader.events("t-1", "ops", (second, 1))] == ["b"]


def test_side_tables_are_made_once_and_remembered(open_journal: Open) -> None:
    script = "CREATE TABLE one (a INTEGER); CREATE TABLE two (b INTEGER); INSERT INTO one VALUES (7)"
    journal = open_journal()
    journal.migrate("room 1", script)
    journal.migrate("room 1", script)
    journal.close()
    again = open_journal()
    again.migrate("room 1", script)
    assert again.execute("SELECT a FROM one").fetchall() == [(7,)]
    with again.transaction(), pytest.raises(RuntimeError):
        again.migrate("room 2", "CREATE TABLE three (c INTEGER)")


def test_a_step_that_fails_is_not_half_done(open_journal: Open) -> None:
    journal = open_journal()
    with pytest.raises(sqlite3.OperationalError):
        journal.migrate("room 1", "CREATE TABLE one (a INTEGER); CREATE TABLE one (a INTEGER)")
    journal.migrate("room 1", "CREATE TABLE one (a INTEGER)")
    assert journal.execute("SELECT count(*) FROM one").fetchone() == (0,)


def test_acknowledgements_are_kept_and_may_go_back(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    journal.record_acks([Ack("t-1", "ops", 5, 10, 8), Ack("x", "pay", 1, 1, 0)])
    journal.record_acks([Ack("t-1", "ops", 5, 6, 4)])
    assert journal.acked("t-1", "ops", 5) == Ack("t-1", "ops", 5, 6, 4)
    assert journal.acked("t-1", "ops", 6) == Ack("t-1", "ops", 6, 0, 0)
    with JournalReader.open(path) as reader:
        assert reader.acks() == journal.acks() == [Ack("t-1", "ops", 5, 6, 4), Ack("x", "pay", 1, 1, 0)]
