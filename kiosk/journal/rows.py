"""Events as rows of the table `journal`: the statements, and reading in order by key."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.journal.event import Event, head_of

COLUMNS = "origin, lane, epoch, seq, kind, v, at_us, mono_us, boot, ticket, body, prev, hash"
INSERT = f"INSERT INTO journal ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
READ = f"SELECT {COLUMNS} FROM journal WHERE origin=? AND lane=? AND epoch=? AND seq>? ORDER BY seq LIMIT ?"  # noqa: S608
# The table is its own primary key, so each of these is one descent of the tree, however long the journal is.
NEXT_STREAM = (
    "SELECT origin, lane, epoch FROM journal WHERE (origin, lane, epoch) > (?,?,?) ORDER BY origin, lane, epoch LIMIT 1"
)
LAST = "SELECT seq, hash FROM journal WHERE origin=? AND lane=? AND epoch=? ORDER BY seq DESC LIMIT 1"
HASHES = "SELECT seq, hash FROM journal WHERE origin=? AND lane=? AND epoch=? AND seq BETWEEN ? AND ?"


class Stream(NamedTuple):
    """One chain: what one origin wrote into one lane since it last started anew."""

    origin: str
    lane: str
    epoch: int


class Head(NamedTuple):
    """The last event of a chain; before the first: sequence 0 and 32 zero bytes."""

    seq: int
    hash: bytes


class Stand(NamedTuple):
    """A chain and its last sequence number."""

    origin: str
    lane: str
    epoch: int
    last_seq: int


def row_of(event: Event) -> tuple[object, ...]:
    """The values of an event in the order of COLUMNS."""
    return (*head_of(event), event.body, event.prev, event.hash)


def read(connection: sqlite3.Connection, stream: Stream, after_seq: int, limit: int) -> list[Event]:
    """Up to `limit` events of one chain behind `after_seq`, in order."""
    return [Event(*row) for row in connection.execute(READ, (*stream, after_seq, limit))]


def streams(connection: sqlite3.Connection) -> Iterator[Stream]:
    """Every chain in the file, in order of origin, lane and epoch."""
    last: tuple[str, str, int] = ("", "", 0)
    while row := connection.execute(NEXT_STREAM, last).fetchone():
        last = row
        yield Stream(*row)


def heads(connection: sqlite3.Connection) -> list[Stand]:
    """Every chain with its last sequence number."""
    return [Stand(*stream, connection.execute(LAST, stream).fetchone()[0]) for stream in streams(connection)]
