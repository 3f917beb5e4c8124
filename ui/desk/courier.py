"""Carries the desk's commands to the hub on a thread of its own, so that the screen never waits for the network."""

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.sync.link import Answer, LinkDown

log = logging.getLogger(__name__)

TIMEOUT_S = 3.0
PATIENCE_S = 8.0


@dataclass(frozen=True)
class Order:
    """One request. With `key` it is a command: sent again with the same key until answered or out of patience."""

    name: str
    path: str
    body: Mapping[str, Any] | None = None
    key: str = ""
    staff: str = ""


@dataclass(frozen=True)
class Reply:
    """What came of an order: status 0 = no answer, and nobody knows whether it was done."""

    order: Order
    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return 200 <= self.status < 300


class Link(Protocol):
    """The part of HubLink the courier uses."""

    def post(self, path: str, body: Mapping[str, Any], *, timeout: float, staff: str | None = None) -> Answer: ...

    def retry_post(
        self, path: str, body: Mapping[str, Any], *, timeout: float, deadline: float, staff: str | None = None
    ) -> Answer: ...

    def get(self, path: str, *, timeout: float) -> Answer: ...


class Courier:
    """One worker, orders in the order they were given, exactly one reply for each (called on the worker's thread)."""

    def __init__(self, link: Link, on_reply: Callable[[Reply], None]) -> None:
        self._link = link
        self._on_reply = on_reply
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def send(self, order: Order) -> None:
        """Returns at once."""
        self._orders.put(order)

    def stop(self, wait: float = 1.0) -> None:
        """No further orders; one under way is left to its time-out (the thread ends with the process)."""
        self._orders.put(None)
        if self._thread.is_alive():
            self._thread.join(wait)

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            self._on_reply(self._carry(order))

    def _carry(self, order: Order) -> Reply:
        try:
            answer = self._ask(order)
        except LinkDown as error:
            log.info("no answer to %s: %s", order.name, error)
            return Reply(order)
        body = answer.body if isinstance(answer.body, Mapping) else {}
        if answer.refusal is not None:
            return Reply(order, answer.status, body, answer.refusal.code, dict(answer.refusal.values))
        return Reply(order, answer.status, body, "" if 200 <= answer.status < 300 else "not_understood")

    def _ask(self, order: Order) -> Answer:
        staff = order.staff or None
        if order.body is None:
            return self._link.get(order.path, timeout=TIMEOUT_S)
        if not order.key:
            return self._link.post(order.path, order.body, timeout=TIMEOUT_S, staff=staff)
        body = {**order.body, "key": order.key}
        return self._link.retry_post(order.path, body, timeout=TIMEOUT_S, deadline=PATIENCE_S, staff=staff)
