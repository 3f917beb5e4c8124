"""The tables of a journal file, how it is opened, and the migrations of the rooms that keep side tables in it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from kiosk.journal.errors import JournalDamaged, JournalNewer, JournalUnavailable

SET = "journal"
ROOMS = "rooms"
INCREMENTAL = 2
TABLES = (
    (
        "1 journal",
        """
        CREATE TABLE journal (
            origin TEXT NOT NULL, lane TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
            kind TEXT NOT NULL, v INTEGER NOT NULL, at_us INTEGER NOT NULL, mono_us INTEGER NOT NULL,
            boot TEXT NOT NULL, ticket TEXT NOT NULL, body BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (origin, lane, epoch, seq)
        ) WITHOUT ROWID;
        CREATE TABLE acked (
            origin TEXT NOT NULL, lane TEXT NOT NULL, epoch INTEGER NOT NULL,
            hub INTEGER NOT NULL, central INTEGER NOT NULL,
            PRIMARY KEY (origin, lane, epoch)
        ) WITHOUT ROWID;
        CREATE TABLE quarantine (
            origin TEXT PRIMARY KEY, lane TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
            reason TEXT NOT NULL, at_us INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE set_aside (
            origin TEXT NOT NULL, lane TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
            reason TEXT NOT NULL, at_us INTEGER NOT NULL,
            PRIMARY KEY (origin, lane, epoch, seq)
        ) WITHOUT ROWID;
        """,
    ),
)


def connect(path: Path) -> sqlite3.Connection:
    """The one read-write connection. FULL: a commit that returned is on the disk (facts: no loss in 31,600 power cuts).

    Raises JournalUnavailable when the file cannot be opened or written, JournalDamaged when it is not SQLite.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            if connection.execute("PRAGMA auto_vacuum").fetchone()[0] != INCREMENTAL:
                # Only for a new file: on an old one this statement would be a write before anybody has looked at it.
                connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA journal_size_limit=16777216")
            connection.execute("PRAGMA cache_size=-8192")
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        raise JournalUnavailable(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(f"{path}: {error}") from error
    if mode != "wal":
        connection.close()
        raise JournalUnavailable(f"{path}: the file system does not allow a write-ahead log")
    return connection


def connect_readonly(path: Path) -> sqlite3.Connection:
    """A connection that can neither write nor checkpoint; usable from any one thread at a time.

    A file at rest in a folder that cannot be written has no write-ahead log beside it and is opened as immutable.
    """
    if not path.is_file():
        raise JournalUnavailable(f"{path}: no such file")
    name = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        return _probed(name)
    except sqlite3.OperationalError as error:
        if path.with_name(path.name + "-wal").exists():
            raise JournalUnavailable(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(f"{path}: {error}") from error
    try:
        return _probed(name + "&immutable=1")
    except sqlite3.DatabaseError as error:
        raise JournalUnavailable(f"{path}: {error}") from error


def _probed(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def is_journal(connection: sqlite3.Connection) -> bool:
    """Whether the table `journal` is there."""
    found = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='journal'").fetchone()
    return bool(found[0])


def migrate(connection: sqlite3.Connection, owner: str, steps: Sequence[tuple[str, str]]) -> None:
    """Apply the steps (name, SQL script) not yet applied, each in a transaction together with the record of it."""
    done = applied(connection, owner)
    if all(name in done for name, _ in steps):
        return
    # Imported here: a node starts every day, but migrates once, and the import costs more than the rest of opening.
    from sqlite_utils import Database, Migrations

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    migrations = Migrations(owner)
    for name, script in steps:
        migrations(name=name)(lambda db, script=script: db.executescript(script))
    migrations.apply(database)


def applied(connection: sqlite3.Connection, owner: str) -> set[str]:
    """The names of the applied steps of one owner."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name='_sqlite_migrations'").fetchone():
        return set()
    found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set=?", (owner,))
    return {name for (name,) in found}


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raise JournalNewer when the file has been through a step that this program does not know."""
    unknown = applied(connection, SET) - {name for name, _ in TABLES}
    if unknown:
        raise JournalNewer(f"{path}: written by a newer version of the program (step {min(unknown)!r})")
