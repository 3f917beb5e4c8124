"""Is this file a whole journal? The quick look at every start, and the full look of `kiosk journal verify`."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.journal import rows
from kiosk.journal.errors import JournalDamaged
from kiosk.journal.event import FIRST_PREV, Event

# 20,000 links take 0.03 s; a foreign chain is checked again, link by link, whenever its origin sends more.
OWN_TAIL = 20_000
FOREIGN_TAIL = 16
CHUNK = 1_000
# For people these codes stand in the texts (`journal_cli.fault`); these words are for the log.
WHAT = {
    "type": "a column holds what cannot be there",
    "content": "the hash is not the hash of the content",
    "first": "the first event has a predecessor",
    "missing": "events before it are missing",
    "order": "it does not follow the event before it",
}


@dataclass(frozen=True)
class Fault:
    """Where a chain does not hold."""

    stream: rows.Stream
    seq: int
    code: str

    @property
    def place(self) -> str:
        return f"{self.stream.origin}/{self.stream.lane}/{self.stream.epoch}/{self.seq}"

    def __str__(self) -> str:
        return f"{self.place}: {WHAT[self.code]}"


def check_pages(connection: sqlite3.Connection, path: Path, *, thorough: bool = False) -> None:
    """Raise JournalDamaged when SQLite finds its own pages broken."""
    try:
        found = connection.execute("PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(f"{path}: {error}") from error
    if found != "ok":
        raise JournalDamaged(f"{path}: {' '.join(str(found).split())}")


def check_tails(connection: sqlite3.Connection, path: Path, origin: str) -> None:
    """Raise JournalDamaged when the newest links of a chain do not fit; `origin` is this node's own."""
    try:
        for stream in rows.streams(connection):
            (last,) = connection.execute(rows.LAST, stream).fetchone()[:1]
            tail = OWN_TAIL if stream.origin == origin else FOREIGN_TAIL
            for fault in faults(connection, stream, after_seq=max(0, last - tail)):
                raise JournalDamaged(f"{path}: {fault}")
    except (sqlite3.DatabaseError, TypeError, ValueError) as error:
        raise JournalDamaged(f"{path}: {error}") from error


def faults(connection: sqlite3.Connection, stream: rows.Stream, after_seq: int = 0) -> Iterator[Fault]:
    """Every link of one chain behind `after_seq` that does not hold: content against hash, hash against the next."""
    before: Event | None = None
    if after_seq:
        before = next(iter(rows.read(connection, stream, after_seq - 1, 1)), None)
    while chunk := rows.read(connection, stream, after_seq, CHUNK):
        for event in chunk:
            code = _wrong(event, before)
            if code:
                yield Fault(stream, event.seq, code)
            before = event
        after_seq = chunk[-1].seq


def _wrong(event: Event, before: Event | None) -> str:
    try:
        whole = event.whole()
    except (TypeError, ValueError, OverflowError):
        return "type"
    if not whole:
        return "content"
    if before is None:
        # A trimmed chain begins later than 1; its first link cannot be compared with anything here.
        return "first" if event.seq == 1 and event.prev != FIRST_PREV else ""
    if event.seq != before.seq + 1:
        return "missing"
    return "" if event.prev == before.hash else "order"
