"""Where a fake listens: a thread that owns a line, can have its cable pulled and put back, and hands bytes over."""

import contextlib
import os
import select
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable

OnBytes = Callable[[bytes], bool]
"""Takes received bytes; False: the cable is to be pulled now, what came behind is lost."""


class Port(ABC):
    """One plug. `room` says whether the device takes more bytes; when not, they stay where they are."""

    def __init__(self, on_bytes: OnBytes, room: Callable[[], bool]) -> None:
        self._on_bytes, self._room = on_bytes, room
        self._wake_out, self._wake_in = os.pipe()
        self._wanted, self._plugged, self._stop = True, False, False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="fake-port", daemon=True)

    @property
    @abstractmethod
    def address(self) -> str:
        """Where a driver finds it."""

    @abstractmethod
    def _plug(self) -> None:
        """Make the line appear."""

    @abstractmethod
    def _pull(self) -> None:
        """Make the line vanish."""

    @abstractmethod
    def _sources(self) -> list[int]:
        """Descriptors to watch."""

    @abstractmethod
    def _take(self, descriptor: int) -> bytes:
        """Bytes of a ready descriptor (b"" for none)."""

    @abstractmethod
    def _sink(self) -> int | None:
        """Descriptor answers go to."""

    def start(self) -> None:
        """Plug in and listen; returns when a driver can connect. Raises OSError when the address cannot be had."""
        self._follow()
        self._thread.start()

    def stop(self) -> None:
        """Pull the cable for good."""
        self._stop = True
        self._poke()
        if self._thread.is_alive():
            self._thread.join(5)

    def plug(self) -> None:
        """Put the cable back."""
        self._settle(True)

    def pull(self) -> None:
        """Pull the cable."""
        self._settle(False)

    @property
    def plugged(self) -> bool:
        """True while the cable is in."""
        return self._plugged

    def send(self, data: bytes) -> None:
        """Answer the driver; what nobody takes is lost, as on a wire."""
        with self._changed:
            sink = self._sink() if self._plugged else None
            if sink is not None:
                with contextlib.suppress(OSError):
                    os.write(sink, data)

    def look(self) -> None:
        """There may be room again."""
        self._poke()

    def _poke(self) -> None:
        os.write(self._wake_in, b"\0")

    def _settle(self, wanted: bool) -> None:
        with self._changed:
            self._wanted = wanted
            self._poke()
            if threading.current_thread() is not self._thread:
                self._changed.wait_for(lambda: self._plugged == wanted or not self._thread.is_alive(), 5)

    def _run(self) -> None:
        while not self._stop:
            self._follow()
            watched = self._sources() if self._plugged and self._room() else []
            ready, _, _ = select.select([*watched, self._wake_out], [], [])
            if self._wake_out in ready:
                os.read(self._wake_out, 4096)
            for descriptor in watched:
                if descriptor in ready and self._wanted and not self._deliver(descriptor):
                    self._wanted = False
        self._wanted = False
        self._follow()

    def _deliver(self, descriptor: int) -> bool:
        try:
            data = self._take(descriptor)
        except OSError:
            return True
        return self._on_bytes(data) if data else True

    def _follow(self) -> None:
        with self._changed:
            if self._wanted and not self._plugged:
                self._plug()
            elif not self._wanted and self._plugged:
                self._pull()
            self._plugged = self._wanted
            self._changed.notify_all()
