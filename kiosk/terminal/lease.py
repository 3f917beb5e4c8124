"""Numbers this terminal may give by itself: leased blocks, labels, the hall day as last heard; in its journal file.

Rules N1, N3, N4: a block belongs to one hall day and is taken from the top down; without a hall day heard today, or
with an empty block, the number is a label with this terminal's own code, which never ends.
"""

from dataclasses import dataclass
from typing import Any, Protocol

SCHEMA = """
CREATE TABLE block (
  day TEXT NOT NULL, letter TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, next INTEGER NOT NULL,
  PRIMARY KEY (day, letter, last)) WITHOUT ROWID;
CREATE TABLE label (
  day TEXT NOT NULL, letter TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (day, letter)) WITHOUT ROWID;
CREATE TABLE hall_day (one INTEGER PRIMARY KEY CHECK (one = 1), day TEXT NOT NULL, heard_on TEXT NOT NULL);
CREATE TABLE qr_key (day TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
"""
KEPT_DAYS = 8


class Store(Protocol):
    """The part of the journal this room writes its side tables with; inside the caller's transaction."""

    def execute(self, sql: str, params: Any = ()) -> Any:
        """Run one statement on the journal's own connection."""


@dataclass(frozen=True)
class HallDay:
    """The hall day under which a number is given now; `heard` = the hub named it today, so blocks may be used."""

    day: str
    heard: bool


@dataclass(frozen=True)
class Block:
    """Numbers `first`..`last` of one letter and hall day, both ends included, leased to this terminal."""

    day: str
    letter: str
    first: int
    last: int


class Leases:
    """The side tables of blocks, labels, hall day and ticket-code keys; all runs in the caller's transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hear(self, day: str, today: str) -> bool:
        """The hub says that `day` is the hall day; `today` is the local date now. True when something changed.

        An earlier day than the one known is not taken: the hall day never goes back.
        """
        known, heard_on = self._known()
        if day < known or (day == known and heard_on >= today):
            return False
        self._store.execute(
            "INSERT INTO hall_day (one, day, heard_on) VALUES (1, ?, ?) "
            "ON CONFLICT (one) DO UPDATE SET day = excluded.day, heard_on = excluded.heard_on",
            (day, max(today, heard_on)),
        )
        if day != known:
            self._forget(day)
        return True

    def day(self, today: str) -> HallDay:
        """The hall day for a number given now, `today` being this machine's own local date."""
        known, heard_on = self._known()
        if known and heard_on >= today:
            return HallDay(known, True)
        return HallDay(max(known, today), False)

    def add(self, block: Block) -> None:
        """Keep a leased block; the same block told twice is one block."""
        self._store.execute(
            "INSERT OR IGNORE INTO block (day, letter, first, last, next) VALUES (?, ?, ?, ?, ?)",
            (block.day, block.letter, block.first, block.last, block.last),
        )

    def take(self, day: str, letter: str) -> int | None:
        """The next number of this letter's blocks, highest first; None when they are used up."""
        row = self._store.execute(
            "SELECT last, next FROM block WHERE day = ? AND letter = ? AND next >= first ORDER BY last DESC LIMIT 1",
            (day, letter),
        ).fetchone()
        if row is None:
            return None
        last, number = int(row[0]), int(row[1])
        self._store.execute(
            "UPDATE block SET next = next - 1 WHERE day = ? AND letter = ? AND last = ?", (day, letter, last)
        )
        return number

    def left(self, day: str, letter: str) -> tuple[int, int]:
        """How many leased numbers remain, and how many the newest block held (0, 0 when none was leased)."""
        rows = self._store.execute(
            "SELECT next - first + 1, last - first + 1 FROM block WHERE day = ? AND letter = ? ORDER BY last",
            (day, letter),
        ).fetchall()
        return sum(int(row[0]) for row in rows), int(rows[0][1]) if rows else 0

    def label(self, day: str, letter: str) -> int:
        """The next count of this terminal's own labels for the letter and day, from 1."""
        self._store.execute(
            "INSERT INTO label (day, letter, last) VALUES (?, ?, 1) "
            "ON CONFLICT (day, letter) DO UPDATE SET last = last + 1",
            (day, letter),
        )
        row = self._store.execute("SELECT last FROM label WHERE day = ? AND letter = ?", (day, letter)).fetchone()
        return int(row[0])

    def keep_key(self, day: str, key: str) -> None:
        """Keep the key (hex) that signs ticket codes of this terminal on this day."""
        self._store.execute("INSERT OR REPLACE INTO qr_key (day, key) VALUES (?, ?)", (day, key))

    def key(self, day: str) -> str:
        """The key of that day as hex, empty when none was leased."""
        row = self._store.execute("SELECT key FROM qr_key WHERE day = ?", (day,)).fetchone()
        return str(row[0]) if row else ""

    def _known(self) -> tuple[str, str]:
        row = self._store.execute("SELECT day, heard_on FROM hall_day WHERE one = 1", ()).fetchone()
        return (str(row[0]), str(row[1])) if row else ("", "")

    def _forget(self, day: str) -> None:
        """Drop what belongs to days long over; the last days stay, a clock may still be wrong by some."""
        for table in ("block", "label", "qr_key"):
            found = self._store.execute(f"SELECT DISTINCT day FROM {table} WHERE day < ? ORDER BY day", (day,))  # noqa: S608
            for row in found.fetchall()[:-KEPT_DAYS]:
                self._store.execute(f"DELETE FROM {table} WHERE day = ?", (row[0],))  # noqa: S608
