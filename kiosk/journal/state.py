"""What the writer keeps in memory of a journal: the head of every chain, undone when a transaction is."""

import sqlite3
from collections.abc import Callable

from kiosk.journal import rows
from kiosk.journal.event import FIRST_PREV
from kiosk.journal.rows import Head, Stream

NOTHING = Head(0, FIRST_PREV)


class Heads:
    """Heads and newest epochs of all chains. `mark` and `undo` follow the transactions of the database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._heads: dict[Stream, Head] = {}
        self._epochs: dict[tuple[str, str], int] = {}
        self._undo: list[Callable[[], object]] = []
        for stream in rows.streams(connection):
            self._heads[stream] = Head(*connection.execute(rows.LAST, stream).fetchone())
            self._epochs[stream.origin, stream.lane] = stream.epoch

    def head(self, stream: Stream) -> Head:
        """The last event of a chain."""
        return self._heads.get(stream, NOTHING)

    def epoch(self, origin: str, lane: str) -> int:
        """The newest epoch of one origin and lane; 0 when nothing is known."""
        return self._epochs.get((origin, lane), 0)

    def all(self) -> list[tuple[Stream, Head]]:
        """Every chain with its head, in order of origin, lane and epoch."""
        return sorted(self._heads.items())

    def advance(self, stream: Stream, head: Head) -> None:
        """A chain has grown."""
        old = self._heads.get(stream)
        if old is None:
            self._undo.append(lambda: self._heads.pop(stream))
            self._begin(stream)
        else:
            self._undo.append(lambda: self._heads.__setitem__(stream, old))
        self._heads[stream] = head

    def _begin(self, stream: Stream) -> None:
        place = (stream.origin, stream.lane)
        known = self._epochs.get(place, 0)
        if stream.epoch > known:
            self._undo.append(lambda: self._epochs.__setitem__(place, known))
            self._epochs[place] = stream.epoch

    def mark(self) -> int:
        """A point to go back to."""
        return len(self._undo)

    def undo(self, mark: int) -> None:
        """Forget everything since the mark."""
        while len(self._undo) > mark:
            self._undo.pop()()

    def keep(self) -> None:
        """The transaction is on the disk: nothing can be undone any more."""
        self._undo.clear()
