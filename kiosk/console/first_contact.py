"""The first word with a server whose authority nobody knows yet: fetch it, show it, pin it, bring the code."""

import contextlib
import http.client
import json
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.access.certificates import fingerprint
from kiosk.access.identity import Identity
from kiosk.sync.answer import Answer
from kiosk.sync.link import HubLink

PATIENCE_S = 10.0
LONGEST = 64 * 1024
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class ContactError(Exception):
    """No first contact: `code` has a text in the table `cli`, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code} {values}")
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Contact:
    """A server's address and the authority it claims; `fingerprint` is what a person compares. Both "" without TLS."""

    url: str
    ca_pem: str = ""
    fingerprint: str = ""

    def matches(self, expected: str) -> bool:
        """Whether a person's fingerprint (blanks, hyphens, colons and case do not matter) is this authority's."""
        plain = "".join(sign for sign in expected.lower() if sign.isalnum())
        return plain == self.fingerprint.replace("-", "")

    @contextlib.contextmanager
    def link(self) -> Iterator[HubLink]:
        """A link without a token that trusts this authority alone: no code is ever sent to anybody else."""
        with tempfile.TemporaryDirectory() as folder:
            ca_file = Path(folder) / "ca.pem"
            ca_file.write_text(self.ca_pem)
            link = HubLink(self.url, "", ca_file if self.ca_pem else None)
            try:
                yield link
            finally:
                link.close()


def contact(url: str, *, plain: bool = False) -> Contact:
    """Ask a server for its authority. Raises ContactError; outside loopback also for http://, unless `plain`."""
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ContactError("bad_url", url=url)
    if parts.scheme == "http":
        if parts.hostname not in LOOPBACK and not plain:
            raise ContactError("no_tls", url=url)
        return Contact(url.rstrip("/"))
    health = _health(parts.hostname, parts.port or 443, url)
    try:
        ca_pem = str(health["ca_pem"])
        return Contact(url.rstrip("/"), ca_pem, fingerprint(ca_pem))
    except (KeyError, ValueError) as error:
        raise ContactError("not_a_server", url=url) from error


def _health(host: str, port: int, url: str) -> Mapping[str, Any]:
    """The health answer over a connection nobody has vouched for: it is read for the authority's public half alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=context)
    try:
        connection.request("GET", "/v1/health")
        found = json.loads(connection.getresponse().read(LONGEST))
    except (ValueError, http.client.HTTPException) as error:
        raise ContactError("not_a_server", url=url) from error
    except OSError as error:
        raise ContactError("no_answer", url=url, why=str(error)) from error
    finally:
        connection.close()
    if not isinstance(found, dict):
        raise ContactError("not_a_server", url=url)
    return found


def identity_of(given: Mapping[str, Any], contact_: Contact, hall: str = "") -> Identity:
    """The identity in an answer to a code. Raises ContactError when the answer is not what was asked for."""
    try:
        texts = {name: given[name] for name in ("id", "role", "token")}
        texts |= {"code": given.get("code") or "", "hall": given.get("hall") or hall}
    except KeyError as error:
        raise ContactError("not_a_server", url=contact_.url) from error
    if any(type(text) is not str for text in texts.values()):
        raise ContactError("not_a_server", url=contact_.url)
    return Identity(hub_url=contact_.url, **texts)


def refused(answer: Answer) -> tuple[str, Mapping[str, str | int]]:
    """Code and values of an answer that was not a success."""
    if answer.refusal is not None:
        return answer.refusal.code, answer.refusal.values
    return "unclear_answer", {"status": answer.status}
