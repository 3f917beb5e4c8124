"""Opening a journal file for writing: looked at, brought up to date, or refused with what is wrong with it."""

import sqlite3
from pathlib import Path

from kiosk.journal import check, schema
from kiosk.journal.errors import JournalUnavailable


def opened(path: Path, origin: str) -> sqlite3.Connection:
    """The read-write connection to a file that has been looked at and has all tables."""
    connection = schema.connect(path)
    try:
        check.check_pages(connection, path)
        schema.refuse_newer(connection, path)
        schema.migrate(connection, schema.SET, schema.TABLES)
        check.check_tails(connection, path, origin)
    except sqlite3.OperationalError as error:
        connection.close()
        raise JournalUnavailable(f"{path}: {error}") from error
    except BaseException:
        connection.close()
        raise
    return connection
