"""A port on the network: a listening socket of the loopback address."""

import socket
from collections.abc import Callable

from drivers.fakes.ports import OnBytes, Port


class TcpPort(Port):
    """A listening port on 127.0.0.1 that serves one driver at a time, as printers on port 9100 do."""

    def __init__(self, port: int, on_bytes: OnBytes, room: Callable[[], bool]) -> None:
        super().__init__(on_bytes, room)
        self._port = port
        self._listener: socket.socket | None = None
        self._peer: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    def _plug(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port), backlog=1)
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]

    def _pull(self) -> None:
        for one in (self._peer, self._listener):
            if one is not None:
                one.close()
        self._peer = self._listener = None

    def _sources(self) -> list[int]:
        return [one.fileno() for one in (self._peer or self._listener,) if one is not None]

    def _take(self, descriptor: int) -> bytes:
        if self._peer is None:
            if self._listener is not None:
                self._peer, _ = self._listener.accept()
                self._peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._peer.setblocking(False)
            return b""
        try:
            data = self._peer.recv(4096)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            with self._changed:
                self._peer.close()
                self._peer = None
        return data

    def _sink(self) -> int | None:
        return self._peer.fileno() if self._peer else None
