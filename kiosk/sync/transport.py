"""How batches reach the server above: the small interface of the uplink, and its HTTP form."""

from typing import Protocol

from kiosk.sync.answer import Answer
from kiosk.sync.link import HubLink


class Transport(Protocol):
    """One way to the parent. Both calls may block for as long as their time-out, and raise LinkDown without an answer.

    The answers are those of `docs/protocol.md`, whatever carries them.
    """

    def send(self, batch: bytes) -> Answer: ...

    def cursors(self) -> Answer: ...

    def close(self) -> None:
        """Give up at once, also in the middle of a call in another thread."""


class HttpTransport:
    """POST /v1/events and GET /v1/cursors over connections of its own."""

    def __init__(self, link: HubLink, *, timeout: float = 10.0) -> None:
        self._link = link.twin()
        self._timeout = timeout

    def send(self, batch: bytes) -> Answer:
        return self._link.post("/v1/events", batch, timeout=self._timeout)

    def cursors(self) -> Answer:
        return self._link.get("/v1/cursors", timeout=self._timeout)

    def close(self) -> None:
        self._link.close()
