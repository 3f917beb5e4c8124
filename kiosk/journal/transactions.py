"""Transactions of the one read-write connection: all or nothing, on the disk and in memory, by one thread."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.journal import rows, schema
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.event import Event
from kiosk.journal.state import Heads


class Transactions:
    """Owns the connection and the heads in memory that must follow it. Belongs to the thread that made it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._heads = Heads(connection)
        self._thread = threading.get_ident()
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; after it ends without an error, everything in it survives a power cut.

        Inside another one it is a part that can be undone alone. Raises JournalUnavailable when the disk refuses, at
        once or at the end; then nothing is kept. Every other exception of the block undoes it too and goes on.
        """
        self._owned()
        part = f"part{self._depth}" if self._depth else ""
        mark = self._heads.mark()
        self._command(f"SAVEPOINT {part}" if part else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self._command(f"RELEASE {part}" if part else "COMMIT")
        except BaseException as error:
            self._roll_back(part)
            self._heads.undo(mark)
            if _is_of_the_disk(error):
                raise JournalUnavailable(f"{self.path}: {error}") from error
            raise
        finally:
            self._depth -= 1
        if not part:
            self._heads.keep()

    def execute(self, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
        """A statement on a side table of some room; write inside `transaction()`, where it shares the fate of all."""
        self._owned()
        if self._depth:
            self._inside()
        return self._connection.execute(sql, params)

    def migrate(self, name: str, sql: str) -> None:
        """Create or change side tables once, by a script; `name` ("<room> <number>") is remembered in the file.

        Raises JournalUnavailable when the disk refuses.
        """
        self._owned()
        if self._depth:
            raise RuntimeError("side tables are made before the first transaction, not inside one")
        try:
            schema.migrate(self._connection, schema.ROOMS, [(name, sql)])
        except sqlite3.Error as error:
            if _is_of_the_disk(error):
                raise JournalUnavailable(f"{self.path}: {name}: {error}") from error
            raise

    def _owned(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError(f"{self.path}: the journal belongs to the thread that opened it")

    def _inside(self) -> None:
        self._owned()
        if not self._depth:
            raise RuntimeError("a journal is written inside transaction()")
        if not self._connection.in_transaction:
            # SQLite undid everything by itself (full disk) and somebody went on: no statement may slip through alone.
            raise JournalUnavailable(f"{self.path}: the transaction was undone by the disk")

    def _command(self, sql: str) -> None:
        try:
            self._connection.execute(sql)
        except sqlite3.Error as error:
            raise JournalUnavailable(f"{self.path}: {error}") from error

    def _insert(self, event: Event) -> None:
        try:
            self._connection.execute(rows.INSERT, rows.row_of(event))
        except sqlite3.Error as error:
            raise JournalUnavailable(f"{self.path}: {error}") from error

    def _roll_back(self, part: str) -> None:
        if not self._connection.in_transaction:
            return
        if part:
            self._connection.execute(f"ROLLBACK TO {part}")
            self._connection.execute(f"RELEASE {part}")
        else:
            self._connection.rollback()


def _is_of_the_disk(error: BaseException) -> bool:
    """Not a wrong statement, a broken constraint or a wrong use: those are bugs and surface as they are."""
    if not isinstance(error, sqlite3.Error) or isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
        return False
    return getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
