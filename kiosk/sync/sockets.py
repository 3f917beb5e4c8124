"""HTTP connections that another thread can cut, so that stopping never waits for a server that does not answer."""

import contextlib
import socket
import threading
import weakref
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Sockets:
    """All sockets opened through the adapters made here."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._cut = False

    def add(self, opened: socket.socket) -> socket.socket:
        with self._lock:
            self._open.add(opened)
            cut = self._cut
        if cut:
            _shut(opened)
        return opened

    def cut(self) -> None:
        """Shut every socket, also those still to come: whoever reads or writes one gets an error at once."""
        with self._lock:
            self._cut = True
            opened = list(self._open)
        for one in opened:
            _shut(one)

    def adapter(self) -> HTTPAdapter:
        """An adapter for one `requests.Session` whose connections belong here."""
        return _Adapter(self)


class _Adapter(HTTPAdapter):
    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        super().__init__(pool_connections=2, pool_maxsize=2)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        sockets = self._sockets

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return sockets.add(super()._new_conn())

        class Secure(HTTPSConnection):
            # TLS takes the file descriptor out of the plain socket; a second one still reaches the same connection.
            _handle: socket.socket | None = None

            def _new_conn(self) -> socket.socket:
                plain = super()._new_conn()
                self._handle = sockets.add(plain.dup())
                return plain

            def close(self) -> None:
                super().close()
                if self._handle is not None:
                    self._handle.close()
                    self._handle = None

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
