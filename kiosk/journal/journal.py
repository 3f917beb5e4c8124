"""The journal of a node: append-only chains in one SQLite file, written by one thread through one connection."""

import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.clock import Clock, to_us
from kiosk.journal.acks import Ack, Acks
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.event import EPOCH_STARTED, LANES, MAX_WORD, Draft, Event, chain_hash, encode_body
from kiosk.journal.lock import LockFile, boot_id
from kiosk.journal.opening import opened
from kiosk.journal.reader import JournalReader
from kiosk.journal.rows import Head, Stand, Stream, read

__all__ = ["Ack", "Draft", "Event", "Head", "Journal", "JournalReader", "JournalUnavailable", "Stand", "Stream"]

log = logging.getLogger(__name__)


class Journal(Acks):
    """Belongs to the thread that opened it. Whatever changes the file happens inside `transaction()`."""

    def __init__(self, path: Path, origin: str, clock: Clock, connection: sqlite3.Connection, lock: LockFile) -> None:
        super().__init__(path, connection)
        self.origin = origin
        self._clock = clock
        self._lock = lock
        self._boot = boot_id()

    @classmethod
    def open(cls, path: Path, origin: str, clock: Clock, *, reason: str = "first start") -> Self:
        """Open or create the journal of node `origin`; `reason` is written where a lane starts its first epoch.

        Raises JournalLocked (another process has it), JournalDamaged (broken pages or chain), JournalNewer (written by
        a newer version), JournalUnavailable (disk). A damaged file is left as it is.
        """
        if not 0 < len(origin) <= MAX_WORD:
            raise ValueError(f"origin {origin!r} is empty or too long")
        lock = LockFile(path.with_name(path.name + ".lock"))
        try:
            connection = opened(path, origin)
            try:
                journal = cls(path, origin, clock, connection, lock)
                journal._open_lanes(reason)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.close()
            raise
        log.info("journal open: %s, SQLite %s, %d chains", path, sqlite3.sqlite_version, len(journal.heads()))
        return journal

    def _open_lanes(self, reason: str) -> None:
        closed = [lane for lane in LANES if not self._heads.epoch(self.origin, lane)]
        if closed:
            with self.transaction():
                for lane in closed:
                    self.start_epoch(lane, reason)

    def start_epoch(self, lane: str, reason: str, *, known: int = 0) -> int:
        """Begin a new epoch of a lane, inside a transaction; `known`: the newest epoch that the parent says it has."""
        old = self._heads.epoch(self.origin, lane)
        previous = {"epoch": old, "seq": self.head(self.origin, lane, old).seq} if old else None
        epoch = max(old + 1, known + 1, to_us(self._clock.now()) // 1_000_000)
        body = {"reason": reason, "boot": self._boot, "previous": previous}
        self._write(Stream(self.origin, lane, epoch), [Draft(EPOCH_STARTED, body)])
        return epoch

    def append(self, lane: str, drafts: Sequence[Draft]) -> list[Event]:
        """Write this node's own events into a lane, inside a transaction; they are facts once that has ended.

        Raises ValueError or TypeError for a draft that cannot be written.
        """
        if lane not in LANES:
            raise ValueError(f"there is no lane {lane!r}")
        return self._write(Stream(self.origin, lane, self._heads.epoch(self.origin, lane)), drafts)

    def _write(self, stream: Stream, drafts: Sequence[Draft]) -> list[Event]:
        self._inside()
        at_us, mono_us, boot = to_us(self._clock.now()), self._clock.mono_us(), self._boot
        seq, prev = self._heads.head(stream)
        written: list[Event] = []
        for draft in drafts:
            seq += 1
            kind, v, ticket = draft.kind, draft.v, draft.ticket
            if not kind or len(kind) > MAX_WORD or len(ticket) > MAX_WORD:
                raise ValueError(f"kind {kind!r} or ticket {ticket!r} is empty or too long")
            body = encode_body(draft.body)
            digest = chain_hash(prev, (*stream, seq, kind, v, at_us, mono_us, boot, ticket), body)
            event = Event(*stream, seq, kind, v, at_us, mono_us, boot, ticket, body, prev, digest)
            self._insert(event)
            written.append(event)
            prev = digest
        if written:
            self._heads.advance(stream, Head(seq, prev))
        return written

    def store_foreign(self, events: Sequence[Event]) -> None:
        """Keep the events of other origins byte by byte, inside a transaction.

        Raises ValueError when one does not follow its chain here: `kiosk.sync.ingest` looks before it stores.
        """
        self._inside()
        for event in events:
            stream = Stream(event.origin, event.lane, event.epoch)
            head = self._heads.head(stream)
            if event.origin == self.origin or (event.seq, event.prev) != (head.seq + 1, head.hash):
                raise ValueError(f"event {event.seq} of {event.origin}/{event.lane} does not follow {head.seq}")
            self._insert(event)
            self._heads.advance(stream, Head(event.seq, event.hash))

    def now_us(self) -> int:
        """Microseconds since 1970 by the clock of this journal."""
        return to_us(self._clock.now())

    def head(self, origin: str, lane: str, epoch: int) -> Head:
        """The last event of one chain (sequence and hash), with what this transaction has written so far."""
        return self._heads.head(Stream(origin, lane, epoch))

    def cursor(self, origin: str, lane: str) -> tuple[int, int]:
        """(epoch, seq) of the newest event known of an origin and lane; (0, 0) when there is none."""
        epoch = self._heads.epoch(origin, lane)
        return epoch, self._heads.head(Stream(origin, lane, epoch)).seq

    def heads(self) -> list[Stand]:
        """Every chain with its last sequence number, in order of origin, lane and epoch."""
        return [Stand(*stream, head.seq) for stream, head in self._heads.all()]

    def read(self, origin: str, lane: str, epoch: int, after_seq: int = 0, limit: int = 500) -> list[Event]:
        """As JournalReader.read, with what this transaction has written so far."""
        self._owned()
        return read(self._connection, Stream(origin, lane, epoch), after_seq, limit)

    def close(self) -> None:
        """Close the file and let another process open it."""
        self._owned()
        self._connection.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
