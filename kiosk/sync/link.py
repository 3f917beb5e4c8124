"""The way to the server above: HTTP with a token and a pinned CA, time-outs that hold, and the same key sent again."""

import json
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import requests

from kiosk.sync.answer import Answer, LinkDown, Streaming, answer_of, down, pieces
from kiosk.sync.backoff import Backoff
from kiosk.sync.sockets import Sockets

__all__ = ["Answer", "HubLink", "LinkDown"]

STAFF_HEADER: Final = "Kiosk-Staff"
CONNECT: Final = 3.0
READ: Final = 10.0
Headers = Mapping[str, str]
NO_HEADERS: Final[Headers] = MappingProxyType({})


class HubLink:
    """A server and this node's token for it. Any thread may use it: each keeps its own kept-alive connections.

    Time-outs are seconds: to connect (at most CONNECT), between two pieces of the answer, and for all of the answer.
    """

    def __init__(self, base_url: str, token: str = "", ca_file: Path | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.token = token
        self.ca_file = ca_file
        self._sockets = Sockets()
        self._local = threading.local()
        self._lock = threading.Lock()
        self._sessions: weakref.WeakSet[requests.Session] = weakref.WeakSet()
        self._closed = threading.Event()

    def twin(self) -> "HubLink":
        """The same server and token with connections of its own, so that closing one does not close the other."""
        return HubLink(self.base_url, self.token, self.ca_file)

    def get(
        self, path: str, *, timeout: float = READ, staff: str | None = None, headers: Headers = NO_HEADERS
    ) -> Answer:
        return self.request("GET", path, timeout=timeout, staff=staff, headers=headers)

    def post(self, path: str, body: Any, *, timeout: float = READ, staff: str | None = None) -> Answer:
        return self.request("POST", path, body, timeout=timeout, staff=staff)

    def put(self, path: str, body: Any, *, timeout: float = READ, staff: str | None = None) -> Answer:
        return self.request("PUT", path, body, timeout=timeout, staff=staff)

    def delete(self, path: str, *, timeout: float = READ, staff: str | None = None) -> Answer:
        return self.request("DELETE", path, timeout=timeout, staff=staff)

    def request(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        timeout: float = READ,
        staff: str | None = None,
        headers: Headers = NO_HEADERS,
    ) -> Answer:
        """Any answer of the server, also a refusal. `body`: something JSON can say, or bytes that are JSON already.

        Raises LinkDown when there is no answer in time, or when what answers is not our server.
        """
        deadline = time.monotonic() + timeout
        response = self._send(method, path, body, timeout, headers, staff)
        try:
            raw = b"".join(pieces(response, deadline))
        finally:
            response.close()
        return answer_of(response, raw)

    @contextmanager
    def stream(self, path: str, *, silence: float, headers: Headers = NO_HEADERS) -> Iterator[Streaming]:
        """An answer without an end, piece by piece; LinkDown (timeout) after `silence` seconds without a byte."""
        response = self._send("GET", path, None, silence, headers, None)
        try:
            yield Streaming(response.status_code, response.headers, pieces(response, None))
        finally:
            response.close()

    def retry_post(
        self, path: str, body: Mapping[str, Any], *, deadline: float, timeout: float = READ, staff: str | None = None
    ) -> Answer:
        """Post a command until it is answered, with the same key each time, for at most `deadline` seconds.

        Tries again after no answer, 429 and 5xx. Raises LinkDown when the time is over, ValueError without a key.
        """
        if not body.get("key"):
            raise ValueError("only a command with a key may be sent twice")
        end = time.monotonic() + deadline
        backoff = Backoff(0.05, 2.0)
        while True:
            left = end - time.monotonic()
            try:
                answer = self.post(path, body, timeout=max(0.05, min(timeout, left)), staff=staff)
                if answer.status != 429 and answer.status < 500:
                    return answer
                error = LinkDown("busy", str(answer.status))
                wait = backoff.next(answer.retry_after)
            except LinkDown as down:
                error = down
                wait = backoff.next()
            if time.monotonic() + wait >= end or self._closed.wait(wait):
                raise error

    def close(self) -> None:
        """Cut every connection now; a request under way, in whatever thread, raises LinkDown, and so do later ones."""
        self._closed.set()
        self._sockets.cut()
        with self._lock:
            sessions = list(self._sessions)
        for session in sessions:  # connections at rest; one that is under way goes when its request raises
            session.close()

    def _send(
        self, method: str, path: str, body: Any, timeout: float, headers: Headers, staff: str | None
    ) -> requests.Response:
        if self._closed.is_set():
            raise LinkDown("closed")
        sent = {"Accept-Encoding": "identity", **headers}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if staff:
            sent[STAFF_HEADER] = staff
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        try:
            return self._session().request(
                method,
                self.base_url + path,
                data=body,
                headers=sent,
                timeout=(min(CONNECT, timeout), timeout),
                stream=True,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise down(error) from error
        except OSError as error:
            # The pinned file is missing or cannot be read: then nobody is believed.
            raise LinkDown("tls", str(error)) from error

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            # No proxy, no .netrc, no CA bundle out of the environment: only what was pinned.
            session.trust_env = False
            session.verify = str(self.ca_file) if self.ca_file else True
            for scheme in ("http://", "https://"):
                session.mount(scheme, self._sockets.adapter())
            self._local.session = session
            with self._lock:
                self._sessions.add(session)
        return session
