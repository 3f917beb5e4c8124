"""Reading a journal while its owner writes: a connection that can neither write nor block."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.journal import rows, schema
from kiosk.journal.acks import ALL_ACKS, Ack
from kiosk.journal.check import Fault, check_pages, faults
from kiosk.journal.errors import JournalDamaged
from kiosk.journal.event import Event
from kiosk.journal.rows import Stand, Stream

MOST_FAULTS = 20


class JournalReader:
    """Open as often as wanted, from any thread. Sees what is committed, nothing else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises JournalUnavailable (missing, unreadable) or JournalDamaged (not a journal)."""
        connection = schema.connect_readonly(path)
        if not schema.is_journal(connection):
            connection.close()
            raise JournalDamaged(f"{path}: a SQLite file, but not a journal")
        return cls(connection)

    def read(self, origin: str, lane: str, epoch: int, after_seq: int = 0, limit: int = 500) -> list[Event]:
        """Up to `limit` events of one chain behind `after_seq`, in order."""
        with self._lock:
            return rows.read(self._connection, Stream(origin, lane, epoch), after_seq, limit)

    def events(self, origin: str, lane: str, after: tuple[int, int] = (0, 0)) -> Iterator[Event]:
        """Everything one origin wrote into one lane behind (epoch, seq), across epochs, in order."""
        for stand in self.heads():
            if (stand.origin, stand.lane) != (origin, lane) or stand.epoch < after[0]:
                continue
            seq = after[1] if stand.epoch == after[0] else 0
            while chunk := self.read(origin, lane, stand.epoch, seq):
                yield from chunk
                seq = chunk[-1].seq

    def heads(self) -> list[Stand]:
        """Every chain with its last sequence number, in order of origin, lane and epoch."""
        with self._lock:
            return rows.heads(self._connection)

    def acks(self) -> list[Ack]:
        """What the parent and the centre were last known to have, of every chain they were heard about."""
        with self._lock:
            return [Ack(*row) for row in self._connection.execute(ALL_ACKS)]

    def check(self, path: Path) -> Iterator[tuple[Stand, list[Fault]]]:
        """Look at every page, then chain by chain at every link. Raises JournalDamaged for broken pages of `path`."""
        with self._lock:
            check_pages(self._connection, path, thorough=True)
        for stand in self.heads():
            with self._lock:
                found = list(islice(faults(self._connection, Stream(*stand[:3])), MOST_FAULTS))
            yield stand, found

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a side table of some room."""
        with self._lock:
            return self._connection.execute(sql, params).fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
