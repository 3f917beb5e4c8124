"""The line to a device over time: opened, lost, tried again with growing pauses, found again by its name."""

import time
from collections.abc import Callable

from drivers.transports.base import Transport, TransportFactory

FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.5, 10.0


class Lifeline:
    """Owned by the driver's thread; only `wake` may be called from another."""

    def __init__(self, open_line: TransportFactory, present: Callable[[], bool], longest_back_off: float) -> None:
        self._open_line, self._present, self._longest = open_line, present, longest_back_off
        self.line: Transport | None = None
        self._back_off, self._next, self._seen = FIRST_BACK_OFF, 0.0, False

    @property
    def due(self) -> bool:
        """True when there is no line and an attempt should be made now."""
        return self.line is None and time.monotonic() >= self._next

    @property
    def pause(self) -> float:
        """Seconds to sleep before `look`."""
        return min(FIRST_BACK_OFF, max(0.01, self._next - time.monotonic()))

    def look(self) -> None:
        """Has the device's name come back to the file system? Then it is tried at once."""
        seen = self._present()
        if seen and not self._seen:
            self._next = 0.0
        self._seen = seen

    def open(self) -> None:
        """Raises TransportError; tell `lost` of it then."""
        self.line = self._open_line()
        self._back_off, self._seen = FIRST_BACK_OFF, True

    def lost(self) -> None:
        """The line went away or could not be opened: wait longer each time."""
        self.close()
        self._seen = self._present()
        self._next = time.monotonic() + self._back_off
        self._back_off = min(self._back_off * 2, self._longest)

    def close(self, pause: float = 0.0) -> None:
        """Give the line back; it may be opened again after `pause` seconds."""
        line, self.line = self.line, None
        self._next = time.monotonic() + pause
        if line is not None:
            line.close()

    def wake(self) -> None:
        """Let a read that is under way return. Safe from any thread."""
        line = self.line
        if line is not None:
            line.wake()
