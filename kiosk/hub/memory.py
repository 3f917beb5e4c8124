"""What the hub holds in memory: the hall and its errands, folded from its own ops lane, and their snapshot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.clock import from_us
from kiosk.hall.hall import Hall, Rules
from kiosk.hub.errands import Errands
from kiosk.hub.live import iso
from kiosk.journal.event import Event
from kiosk.journal.journal import Journal
from kiosk.journal.rows import COLUMNS

TABLE = """
CREATE TABLE snapshot (
  one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  body TEXT NOT NULL
)
"""
TAIL = f"SELECT {COLUMNS} FROM journal WHERE origin = ? AND lane = ? AND (epoch, seq) > (?, ?) ORDER BY epoch, seq"  # noqa: S608
FORMAT = 1
OPS = "ops"
ERRANDS = ("help.", "order.")
NOBODY = ("epoch.",)


@dataclass
class Memory:
    """The folded state and how far into the lane it reaches.

    `day` is the newest hall day, open or closed ("" before any); `author` and `changed_us` are of the settings.
    """

    hall: Hall
    errands: Errands
    epoch: int = 0
    seq: int = 0
    day: str = ""
    author: str = ""
    changed_us: int | None = None

    def fold(self, event: Event) -> None:
        """Take one event of the hub's own ops lane, in sequence."""
        self.epoch, self.seq = event.epoch, event.seq
        if event.kind.startswith(NOBODY):
            return
        if event.kind == "day.opened":
            self.day = str(event.data["day"])
        if event.kind == "settings.changed":
            self.author, self.changed_us = str(event.data["author"]), event.at_us
        part = self.errands if event.kind.startswith(ERRANDS) else self.hall
        part.apply(event.kind, event.ticket, event.data, from_us(event.at_us))

    def settings(self) -> dict[str, Any]:
        """The hall's settings in force: their version, who put them into force and when, and all of them."""
        state = self.hall.state
        at = None if self.changed_us is None else iso(self.changed_us)
        return {
            "version": state.settings_version,
            "author": self.author,
            "at": at,
            "settings": state.settings.as_json(),
        }

    def dump(self) -> dict[str, Any]:
        """Everything but the place in the lane, as plain JSON."""
        return {
            "hall": self.hall.dump(),
            "errands": self.errands.dump(),
            "day": self.day,
            "author": self.author,
            "changed_us": self.changed_us,
        }

    @classmethod
    def load(cls, rules: Rules, dumped: Mapping[str, Any], epoch: int, seq: int) -> "Memory":
        """The opposite of `dump`."""
        hall, errands = Hall.load(rules, dumped["hall"]), Errands.load(dumped["errands"])
        return cls(hall, errands, epoch, seq, dumped["day"], dumped["author"], dumped["changed_us"])


class Snapshots:
    """The one kept snapshot: only a short cut, the lane alone tells the same."""

    def __init__(self, journal: Journal, origin: str) -> None:
        journal.migrate("hub_snapshot", TABLE)
        self._journal = journal
        self._origin = origin
        self.seq = 0  # how far the kept snapshot reaches

    def save(self, memory: Memory) -> None:
        """Replace the snapshot; inside a transaction."""
        self._journal.execute(
            "INSERT OR REPLACE INTO snapshot (one, format, epoch, seq, body) VALUES (1, ?, ?, ?, ?)",
            (FORMAT, memory.epoch, memory.seq, json.dumps(memory.dump(), ensure_ascii=False)),
        )
        self.seq = memory.seq

    def load(self, rules: Rules) -> Memory:
        """The newest state: the snapshot, when it is one of this program's format, and every event after it."""
        row = self._journal.execute("SELECT format, epoch, seq, body FROM snapshot WHERE one = 1").fetchone()
        if row is None or row[0] != FORMAT:
            memory = Memory(Hall(rules), Errands())
        else:
            memory = Memory.load(rules, json.loads(row[3]), row[1], row[2])
        self.seq = memory.seq
        tail = self._journal.execute(TAIL, (self._origin, OPS, memory.epoch, memory.seq))
        for values in tail.fetchall():
            memory.fold(Event(*values))
        return memory
