"""How a server of ours listens: plain on loopback, TLS of its own authority elsewhere, renewed while it runs."""

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from kiosk.access.authority import own_names
from kiosk.access.certificates import Certificates
from kiosk.clock import Clock
from kiosk.settings import Serve

RENEWAL_CHECK_S = 3600.0
GRACE_S = 5
log = logging.getLogger(__name__)


def tls_wanted(serve: Serve) -> bool:
    """Whether this server speaks TLS: always beyond loopback, unless the machine file says never."""
    if serve.tls == "auto":
        return not _loopback(serve.host)
    return serve.tls == "always"


@dataclass(frozen=True, slots=True)
class Listener:
    """A bound socket, and the certificates served on it (None: plain HTTP)."""

    bound: socket.socket
    certificates: Certificates | None
    context: ssl.SSLContext | None

    @property
    def url(self) -> str:
        """The address nodes on this machine use."""
        host, port = self.bound.getsockname()[:2]
        named = "127.0.0.1" if ipaddress.ip_address(host).is_unspecified else host
        shown = f"[{named}]" if ":" in named else named
        return f"{'https' if self.context else 'http'}://{shown}:{port}"

    @property
    def ca_pem(self) -> str:
        """What nodes pin; "" without TLS."""
        return self.certificates.ca_pem if self.certificates else ""

    @property
    def fingerprint(self) -> str:
        """What people compare; "" without TLS."""
        return self.certificates.fingerprint if self.certificates else ""

    @contextlib.asynccontextmanager
    async def renewing(self, clock: Clock) -> AsyncIterator[None]:
        """Inside it the leaf is looked at once an hour and renewed when due, without a restart."""
        task = asyncio.create_task(self._renew(clock)) if self.certificates else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()

    async def _renew(self, clock: Clock) -> None:
        assert self.certificates is not None
        assert self.context is not None
        while True:
            await asyncio.sleep(RENEWAL_CHECK_S)
            try:
                if self.certificates.renew(clock.now()):
                    self.certificates.reload(self.context)
            except OSError as error:  # a full disk: the old leaf serves on, the next hour tries again
                log.error("certificate not renewed", extra={"cause": str(error)})


def listen(serve: Serve, state: Path, clock: Clock) -> Listener:
    """Bind the address of the machine file. Raises OSError (address in use), CertificateError."""
    family = socket.AF_INET6 if ":" in serve.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((serve.host, serve.port))
        if not tls_wanted(serve):
            return Listener(bound, None, None)
        certificates = Certificates(state, own_names([*serve.names, *_named(serve.host)]), clock.now())
        return Listener(bound, certificates, certificates.context())
    except BaseException:
        bound.close()
        raise


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


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _named(host: str) -> list[str]:
    try:
        return [] if ipaddress.ip_address(host).is_unspecified else [host]
    except ValueError:
        return [host]
