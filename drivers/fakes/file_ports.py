"""Ports that live in the file system: a pseudo-terminal behind a stable link, and a pair of FIFOs."""

import contextlib
import os
import pty
import tty
from collections.abc import Callable
from pathlib import Path

from drivers.fakes.ports import OnBytes, Port


class FilePort(Port):
    """What both have in common: bytes are read without waiting."""

    def _take(self, descriptor: int) -> bytes:
        try:
            return os.read(descriptor, 4096)
        except BlockingIOError:
            return b""


class PtyPort(FilePort):
    """A real pseudo-terminal; the driver opens `link`, which is gone while the cable is pulled."""

    def __init__(self, link: Path, on_bytes: OnBytes, room: Callable[[], bool]) -> None:
        super().__init__(on_bytes, room)
        self._link = link
        self._master = self._slave = -1

    @property
    def address(self) -> str:
        return str(self._link)

    def _plug(self) -> None:
        self._master, self._slave = pty.openpty()  # our own end of the slave keeps the line up between two drivers
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._link.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._link.with_name(f".{self._link.name}.{os.getpid()}")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        fresh.symlink_to(os.ttyname(self._slave))
        fresh.replace(self._link)

    def _pull(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._link.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def _sources(self) -> list[int]:
        return [self._master]

    def _sink(self) -> int | None:
        return self._master


class FifoPort(FilePort):
    """Two FIFOs, one for each direction: stands for a device file of the kernel's printer class."""

    def __init__(self, path: Path, back: Path | None, on_bytes: OnBytes, room: Callable[[], bool]) -> None:
        super().__init__(on_bytes, room)
        self._path, self._back = path, back
        self._reader, self._writer = -1, -1

    @property
    def address(self) -> str:
        return str(self._path)

    def _plug(self) -> None:
        # Opened for both directions: no end of file when a driver goes, no waiting for one to come.
        self._reader = _fifo(self._path)
        self._writer = _fifo(self._back) if self._back else -1

    def _pull(self) -> None:
        for path in (self._path, self._back):
            if path is not None:
                path.unlink(missing_ok=True)
        for descriptor in (self._reader, self._writer):
            if descriptor >= 0:
                os.close(descriptor)
        self._reader = self._writer = -1

    def _sources(self) -> list[int]:
        return [self._reader]

    def _sink(self) -> int | None:
        return self._writer if self._writer >= 0 else None


def _fifo(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path, 0o600)
    return os.open(path, os.O_RDWR | os.O_NONBLOCK)
