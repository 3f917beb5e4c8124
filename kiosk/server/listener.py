"""The bound socket of a server: plain on loopback, TLS of its own authority elsewhere, renewed while it runs."""

import asyncio
import contextlib
import ipaddress
import logging
import socket
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.access.authority import own_names
from kiosk.access.certificates import Certificates
from kiosk.clock import Clock
from kiosk.settings import Serve

RENEWAL_CHECK_S = 3600.0
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
