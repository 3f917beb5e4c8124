"""The hub's secret of ticket codes: each terminal's key of a hall day is derived from it, so nothing else is kept."""

import hmac
import os

from kiosk.journal.journal import Journal

TABLE = "CREATE TABLE secret (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL)"


class Secret:
    """Made once, at the first start with this journal; read-only afterwards, so any thread may ask."""

    def __init__(self, journal: Journal) -> None:
        journal.migrate("hub_secret", TABLE)
        row = journal.execute("SELECT value FROM secret").fetchone()
        if row is None:
            row = (os.urandom(32),)
            with journal.transaction():
                journal.execute("INSERT INTO secret (one, value) VALUES (1, ?)", row)
        self._value: bytes = row[0]

    def qr_key(self, terminal: str, hall_day: str) -> str:
        """The HMAC key, as hex of 32 bytes, with which this terminal signs its tickets' codes on this hall day."""
        return hmac.digest(self._value, f"ticket-qr\x00{terminal}\x00{hall_day}".encode(), "sha256").hex()
