"""What this room needs of a node's journal: its transaction, its side tables and its audit lane."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from kiosk.journal.event import Draft

AUDIT = "audit"


class Store(Protocol):
    """The part of `kiosk.journal.journal.Journal` used here; all of it belongs to the server's one writer thread."""

    def transaction(self) -> AbstractContextManager[Any]: ...

    def append(self, lane: str, drafts: Sequence[Draft]) -> Sequence[Any]: ...

    def execute(self, sql: str, params: Sequence[Any] = ..., /) -> sqlite3.Cursor: ...

    def migrate(self, name: str, sql: str, /) -> Any: ...


def note(store: Store, kind: str, body: Mapping[str, Any]) -> None:
    """Append one audit event inside the running transaction. Bodies hold codes and logins, never names or PINs."""
    store.append(AUDIT, [Draft(kind, body)])
