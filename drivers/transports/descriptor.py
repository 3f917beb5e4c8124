"""A transport over file descriptors: the one read and write loop that serial, TCP and file lines share."""

import contextlib
import os
import select
import termios
import threading
import time
from collections.abc import Callable

from drivers.transports.base import TransportError

CHUNK = 4096
LOST = (OSError, termios.error, ValueError)  # ValueError: a descriptor of -1 after a close


class DescriptorTransport:
    """Non-blocking descriptors plus a pipe to wake the reader. A line may read and write on different ones."""

    def __init__(self, reader: int | None, writer: int, on_close: Callable[[], None]) -> None:
        self.answers = reader is not None
        self._reader, self._writer, self._on_close = reader, writer, on_close
        self._wake_out, self._wake_in = os.pipe()
        os.set_blocking(self._wake_out, False)
        os.set_blocking(self._wake_in, False)
        self._closed = False
        self._lock = threading.Lock()  # a wake must never write into a descriptor that was closed and given to another

    def read(self, deadline: float) -> bytes:
        """See Transport.read."""
        wanted = [self._wake_out] if self._reader is None else [self._reader, self._wake_out]
        try:
            ready, _, _ = select.select(wanted, [], [], max(0.0, deadline - time.monotonic()))
            if self._reader is not None and self._reader in ready:
                return self._take(self._reader)
        except LOST as error:
            raise TransportError(f"read: {error}") from error
        if self._wake_out in ready:
            with contextlib.suppress(OSError):
                os.read(self._wake_out, CHUNK)
        return b""

    @staticmethod
    def _take(descriptor: int) -> bytes:
        try:
            data = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return b""
        if not data:
            raise TransportError("read: the other side is gone")
        return data

    def write(self, data: bytes, deadline: float) -> int:
        """See Transport.write."""
        written = 0
        while written < len(data):
            try:
                _, ready, _ = select.select([], [self._writer], [], max(0.0, deadline - time.monotonic()))
                if not ready:
                    return written
                written += os.write(self._writer, data[written : written + CHUNK])
            except BlockingIOError:
                continue
            except LOST as error:
                raise TransportError(f"write: {error}", written=written) from error
        return written

    def wake(self) -> None:
        """See Transport.wake."""
        with self._lock, contextlib.suppress(OSError):
            if not self._closed:
                os.write(self._wake_in, b"\0")

    def close(self) -> None:
        """See Transport.close."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        for give_back in (self._on_close, lambda: os.close(self._wake_in), lambda: os.close(self._wake_out)):
            with contextlib.suppress(*LOST):
                give_back()
