"""Asks the hub for a number: one question at a time, and a hub that does not answer never holds up the next visitor."""

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kiosk.hall.numbers import parse
from kiosk.refusal import Refusal
from kiosk.sync.link import Answer, HubLink, LinkDown
from kiosk.terminal.messages import Answered, Grant, Order
from kiosk.terminal.worker import Worker

Tell = Callable[[Answered], None]
# Rules of the hall answer 409; everything else is trouble between machines and no business of the visitor.
RULES = 409
NOT_RULES = frozenset({"key_reused", "ticket_exists"})


class Asking:
    """The question to the hub on a thread of its own. Every order gets one answer; one without use is told too."""

    def __init__(self, link: HubLink, budget: float, tell: Tell, crashed: Callable[[BaseException], None]) -> None:
        """`budget`: seconds after which nobody waits for the answer any more."""
        self._link, self._budget, self._tell = link, budget, tell
        self._worker = Worker("terminal-number", crashed)

    def start(self) -> None:
        self._worker.start()

    def stop(self, seconds: float) -> None:
        self._link.close()
        self._worker.stop(seconds)

    def ask(self, order: Order) -> None:
        """Ask for a number; while an earlier question still hangs, the answer is at once that there is none."""
        if not self._worker.idle:
            self._tell(Answered(order.ticket))
            return
        self._worker.do(lambda: self._tell(self._answer(order)))

    def _answer(self, order: Order) -> Answered:
        body = {
            "key": order.ticket,
            "ticket": order.ticket,
            "service": order.service,
            "purpose": order.purpose,
            "language": order.language,
        }
        end = time.monotonic() + self._budget
        try:
            return self._asked(order, body, self._budget)
        except LinkDown as down:
            # A kept-alive connection that the hub has just closed: ask once more, the key is the same.
            if down.why != "broken":
                return Answered(order.ticket)
        try:
            return self._asked(order, body, max(0.01, end - time.monotonic()))
        except LinkDown:
            return Answered(order.ticket)

    def _asked(self, order: Order, body: Mapping[str, str], seconds: float) -> Answered:
        return read_answer(order, self._link.post("/v1/numbers", body, timeout=seconds))


def read_answer(order: Order, answer: Answer) -> Answered:
    """What the hub's answer means for this order; rubbish means no answer."""
    if answer.ok:
        return Answered(order.ticket, grant=read_grant(answer.body))
    refusal = answer.refusal
    if answer.status == RULES and refusal is not None and refusal.code not in NOT_RULES:
        return Answered(order.ticket, refusal=Refusal(refusal.code, refusal.values))
    return Answered(order.ticket)


def read_grant(body: Any) -> Grant | None:
    """A number under a hall day; None when the body says nothing that can be used."""
    if not isinstance(body, Mapping):
        return None
    number, day, ahead = body.get("number"), body.get("day"), body.get("ahead")
    if not isinstance(number, str) or parse(number) is None or not is_day(day):
        return None
    return Grant(number, str(day), ahead if type(ahead) is int and ahead >= 0 else None)


def is_day(text: object) -> bool:
    """Whether this is a hall day in ISO form."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
