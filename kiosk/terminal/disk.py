"""Whether the disk of a terminal takes what is written: said when it begins to refuse and when it works again."""

import logging
from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.journal.errors import JournalUnavailable

log = logging.getLogger(__name__)


class Disk:
    """Told by the journal's thread how each write went; `report` may be asked from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._refusing_since = ""
        self.on_change: Callable[[bool], None] = _nobody
        """Called with False when the disk begins to refuse, with True when it takes something again."""

    @property
    def refuses(self) -> bool:
        """The last write failed."""
        return bool(self._refusing_since)

    def refused(self, what: str, error: JournalUnavailable) -> None:
        """Something could not be written."""
        log.error("the disk did not take %s: %s", what, error)
        if not self._refusing_since:
            self._refusing_since = self._clock.now().isoformat(timespec="seconds")
            self.on_change(False)

    def taken(self) -> None:
        """Something was written."""
        if self._refusing_since:
            self._refusing_since = ""
            self.on_change(True)

    def report(self) -> list[dict[str, object]]:
        """The journal as a device of the status report, only while it refuses: staff have to know."""
        since = self._refusing_since
        told: dict[str, object] = {"name": "journal", "state": "fault", "level": "error", "since": since}
        return [{**told, "codes": ["journal_refuses"]}] if since else []


def _nobody(_works: bool) -> None:
    """Nobody listens."""
