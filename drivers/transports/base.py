"""What every transport promises: bytes in, bytes out, before a deadline, and an honest error when the line is gone."""

from collections.abc import Callable
from typing import Protocol


class TransportError(Exception):
    """The line is not there (any more). `code` is a fault code; `written` bytes of the failed write had gone out.

    "Gone out" means taken by the operating system: the device may have got fewer, never more.
    """

    def __init__(self, message: str, *, code: str = "unplugged", written: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.written = written


class Transport(Protocol):
    """An open line to one device, used by one thread; only `wake` may be called from another."""

    answers: bool
    """False when nothing can ever be read back (a write-only file)."""

    def read(self, deadline: float) -> bytes:
        """Bytes as soon as there are any; b"" at the deadline (monotonic seconds) or after `wake`.

        Raises TransportError when the line is gone.
        """

    def write(self, data: bytes, deadline: float) -> int:
        """Write all of `data`, or as much as goes out before the deadline; the count says how much.

        Raises TransportError (with `written`) when the line is gone.
        """

    def wake(self) -> None:
        """Let a `read` that is under way return at once. Safe from any thread."""

    def close(self) -> None:
        """Give the line back; never raises, never waits for the device."""


TransportFactory = Callable[[], Transport]
"""Opens the line anew, by its stable name; raises TransportError."""
