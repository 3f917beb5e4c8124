"""Runs a server of ours over its listener until it is told to stop, and lets nobody hold up that stop for long."""

import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

from kiosk.server.listener import Listener

GRACE_S = 5


def server_of(
    app: Any, listener: Listener, on_ready: Callable[[], None], on_leaving: Callable[[], None] | None = None
) -> uvicorn.Server:
    """The server, not yet running: one process, no access log, and a stop that nobody can hold up for long."""
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the source of a request is its address, never what it says about itself
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    config.load()
    config.ssl = listener.context
    return _Announcing(config, on_ready, on_leaving)


def serve_until_told(
    app: Any, listener: Listener, on_ready: Callable[[], None], on_leaving: Callable[[], None] | None = None
) -> None:
    """Serve in this thread until SIGTERM or SIGINT; then finish what runs, and exit 0.

    `on_leaving` ends what never ends by itself (streams), before the server waits for what is running.
    """
    server = server_of(app, listener, on_ready, on_leaving)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, _leave)  # the server gives signals back when it has stopped
    server.run(sockets=[listener.bound])
    if not server.started:
        sys.exit(3)  # it never got up; why stands in the log


class _Announcing(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, on_ready: Callable[[], None], on_leaving: Callable[[], None] | None
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_leaving = on_leaving

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._on_leaving is not None:
            self._on_leaving()
        await super().shutdown(sockets)


def _leave(_: int, __: FrameType | None) -> None:
    sys.exit(0)
