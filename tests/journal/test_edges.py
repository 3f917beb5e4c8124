"""The rare ways in which a journal fails: each ends with its own error, and leaves file and lock as they were."""

import fcntl
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.journal import check, lock, rows, schema
from kiosk.journal.errors import JournalDamaged, JournalLocked, JournalUnavailable
from kiosk.journal.event import FIRST_PREV, Draft, Event, chain_hash, head_of
from kiosk.journal.journal import Journal
from kiosk.journal.rows import Stream

Open = Callable[..., Journal]


def rehashed(event: Event) -> Event:
    return replace(event, hash=chain_hash(event.prev, head_of(event), event.body))


def first(prev: bytes = FIRST_PREV) -> Event:
    return rehashed(Event("x", "ops", 1, 1, "epoch.started", 1, 0, 0, "", "", b"{}", prev, b""))


@pytest.mark.parametrize(
    ("events", "codes"),
    [
        ([first()], []),
        ([first(bytes([1]) * 32)], ["first"]),
        ([first(), rehashed(replace(first(), seq=2))], ["order"]),
        ([first(), rehashed(replace(first(), seq=3, prev=first().hash))], ["missing"]),
        ([replace(first(), kind="other")], ["content"]),
        ([replace(first(), boot=None), rehashed(replace(first(), seq=2))], ["content", "order"]),  # type: ignore[arg-type]
        ([rehashed(replace(first(), seq=7))], []),  # the beginning was trimmed
    ],
)
def test_every_link_that_does_not_hold_is_named(events: list[Event], codes: list[str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema.TABLES[0][1].replace("NOT NULL", ""))
    connection.executemany(rows.INSERT, [rows.row_of(event) for event in events])
    found = list(check.faults(connection, Stream("x", "ops", 1)))
    assert [fault.code for fault in found] == codes
    assert all(str(fault).startswith(fault.place) for fault in found)
    connection.close()


def test_a_chain_longer_than_what_is_looked_at_is_checked_from_its_tail(
    open_journal: Open, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr(check, "OWN_TAIL", 10)
    journal = open_journal()
    with journal.transaction():
        journal.append("ops", [Draft("a") for _ in range(50)])
    journal.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE journal SET kind='b' WHERE seq=20")
    open_journal().close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE journal SET kind='b' WHERE seq=45")
    connection.close()
    with pytest.raises(JournalDamaged, match="/45"):
        open_journal()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("UPDATE journal SET seq='odd' WHERE lane='ops'", JournalDamaged),
        ("DROP TABLE _sqlite_migrations; CREATE TABLE _sqlite_migrations (odd)", JournalUnavailable),
        ("PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql='rubbish' WHERE name='journal'", JournalDamaged),
    ],
)
def test_a_file_that_was_tampered_with_is_not_opened_and_not_locked(
    open_journal: Open, path: Path, change: str, error: type[Exception]
) -> None:
    open_journal().close()
    connection = sqlite3.connect(path)
    connection.executescript(change)
    connection.commit()
    connection.close()
    for _ in range(2):
        with pytest.raises(error):
            open_journal()


def test_a_lane_that_cannot_be_begun_lets_the_file_go(open_journal: Open) -> None:
    journal = open_journal()
    journal.migrate("fault 1", "CREATE TRIGGER no BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END")
    journal.close()
    with pytest.raises(JournalUnavailable):
        open_journal(origin="t-2")
    open_journal()


@pytest.mark.parametrize("origin", ["", "o" * 129])
def test_an_origin_has_a_name(path: Path, clock: ManualClock, origin: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        Journal.open(path, origin, clock)


@pytest.mark.parametrize("note", [b"", b"rubbish", b"[]", b'{"process": 5}', b"\xff"])
def test_a_lock_with_an_odd_note_is_still_a_lock(open_journal: Open, path: Path, note: bytes) -> None:
    file = path.with_name("journal.db.lock")
    file.write_bytes(note)
    with file.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(JournalLocked, match=r"another process$"):
            open_journal()


def test_a_machine_without_a_boot_id_gets_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lock, "BOOT_ID", tmp_path / "missing")
    lock.boot_id.cache_clear()
    made = lock.boot_id()
    assert made == lock.boot_id()
    assert len(made) == 36
    lock.boot_id.cache_clear()


def test_a_full_disk_under_a_side_table_or_a_new_one_is_the_disk(open_journal: Open) -> None:
    journal = open_journal()
    journal.migrate("room 1", "CREATE TABLE side (a TEXT)")
    journal.execute(f"PRAGMA max_page_count={journal.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(JournalUnavailable, match="full"), journal.transaction():
        journal.execute("INSERT INTO side VALUES (?)", ("x" * 50_000,))
    with pytest.raises(JournalUnavailable, match="full"):
        journal.migrate("room 2", "CREATE TABLE more (a); CREATE TABLE again (a)")
    journal.execute("PRAGMA max_page_count=100000")
    journal.migrate("room 2", "CREATE TABLE more (a); CREATE TABLE again (a)")


def test_a_commit_that_fails_keeps_nothing(open_journal: Open) -> None:
    journal = open_journal()
    journal.execute("PRAGMA foreign_keys=ON")
    journal.migrate(
        "room 1",
        "CREATE TABLE one (a INTEGER PRIMARY KEY);"
        "CREATE TABLE two (a REFERENCES one (a) DEFERRABLE INITIALLY DEFERRED)",
    )
    with pytest.raises(JournalUnavailable, match="FOREIGN KEY"), journal.transaction():
        journal.append("ops", [Draft("a")])
        journal.execute("INSERT INTO two VALUES (5)")
    assert journal.cursor("t-1", "ops")[1] == 1
    with journal.transaction():
        assert journal.append("ops", [Draft("b")])[0].seq == 2


def test_an_old_epoch_that_arrives_late_does_not_become_the_newest(open_journal: Open) -> None:
    journal = open_journal()
    new, old = rehashed(replace(first(), epoch=9)), first()
    with journal.transaction():
        journal.store_foreign([new, old])
    assert journal.cursor("x", "ops") == (9, 1)
    journal.close()
    assert open_journal().cursor("x", "ops") == (9, 1)
