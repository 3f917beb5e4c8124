"""Which hall an origin belongs to: bound when a hub of that hall first brings one of its events, and for good.

A hub and the terminals below it name themselves at random (`hub-3f9a…`), so the first to bring an origin is the one who
has it. From then on only hubs enrolled for the same hall may bring it: a spare hub may, another hall never.
"""

from kiosk.access.store import Store, note
from kiosk.clock import Clock, to_us

MOST = 2000  # origins of one hall: a hall has some dozens of nodes, a broken one must not fill the table
TABLE = """
CREATE TABLE central_origin(
  origin TEXT PRIMARY KEY, hall TEXT NOT NULL, device TEXT NOT NULL, bound_us INTEGER NOT NULL
)
"""


class Origins:
    """Changing methods run on the writer thread; `hall_of` on any."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        store.migrate("central_origin", TABLE)
        self._halls: dict[str, str] = dict(store.execute("SELECT origin, hall FROM central_origin").fetchall())

    def hall_of(self, origin: str) -> str | None:
        """The hall this origin is bound to; None while nobody brought it."""
        return self._halls.get(origin)

    def of_hall(self, hall: str) -> list[str]:
        """The origins of a hall."""
        known = list(self._halls.items())  # in one step: the writer may add one meanwhile
        return sorted(origin for origin, bound in known if bound == hall)

    def may_bring(self, origin: str, hall: str) -> bool:
        """Whether a hub of `hall` may bring this origin: its own hall's, or one that nobody has yet."""
        bound = self._halls.get(origin)
        return bool(hall) and (bound == hall or (bound is None and self._count(hall) < MOST))

    def bind(self, origin: str, hall: str, device: str) -> None:
        """Write the bond inside the transaction that stores the origin's first event; `refresh` follows the commit."""
        row = (origin, hall, device, to_us(self._clock.now()))
        if self._store.execute("INSERT OR IGNORE INTO central_origin VALUES (?, ?, ?, ?)", row).rowcount:
            note(self._store, "origin.bound", {"origin": origin, "hall": hall, "device": device})

    def refresh(self, origin: str) -> None:
        """Take into memory what the disk says, after a commit or a roll-back."""
        row = self._store.execute("SELECT hall FROM central_origin WHERE origin = ?", (origin,)).fetchone()
        if row:
            self._halls[origin] = row[0]

    def _count(self, hall: str) -> int:
        return sum(1 for bound in self._halls.values() if bound == hall)
