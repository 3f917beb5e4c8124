"""How far each terminal's clock is off, kept over restarts, for tickets made while the hub was away."""

from collections.abc import Mapping

from kiosk.journal.journal import Journal

TABLE = "CREATE TABLE terminal_clock (terminal TEXT PRIMARY KEY, offset_us INTEGER NOT NULL) WITHOUT ROWID"


class Clocks:
    """The table of offsets; the writer's thread alone."""

    def __init__(self, journal: Journal) -> None:
        journal.migrate("hub_clock", TABLE)
        self._journal = journal

    def all(self) -> Mapping[str, int]:
        """What must be added to each terminal's wall clock, in microseconds."""
        return dict(self._journal.execute("SELECT terminal, offset_us FROM terminal_clock").fetchall())

    def keep(self, terminal: str, offset_us: int) -> None:
        """Write one down, in a transaction of its own."""
        with self._journal.transaction():
            self._journal.execute("INSERT OR REPLACE INTO terminal_clock VALUES (?, ?)", (terminal, offset_us))
