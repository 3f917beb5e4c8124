"""Tells the hub how this terminal is, at each change at once and every two seconds, and hears the hall day from it."""

import logging
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from importlib.metadata import version

from kiosk.clock import Clock, to_us
from kiosk.journal.lock import boot_id
from kiosk.sync.link import Answer, HubLink, LinkDown
from kiosk.terminal.asking import is_day

log = logging.getLogger(__name__)
EVERY_SECONDS = 2.0
ANSWER_SECONDS = 2.0
MOST_ORDERS = 50


@dataclass
class _Done:
    """Orders that are over, until the hub has struck them off its list."""

    orders: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Heartbeat:
    """A thread. A hub that is away or answers nonsense is simply told again."""

    def __init__(
        self,
        link: HubLink,
        report: Callable[[], list[dict[str, object]]],
        clock: Clock,
        heard_day: Callable[[str], None],
        crashed: Callable[[BaseException], None],
    ) -> None:
        """`report` gives the devices, `heard_day` gets the hall day the hub names (on this thread)."""
        self._link, self._report, self._clock, self._heard_day = link, report, clock, heard_day
        self._crashed = crashed
        self._done = _Done()
        self._wake = threading.Event()
        self._stopping = False
        self._boot, self._version = boot_id(), version("kiosk")
        self._refused = ""
        self._thread = threading.Thread(target=self._run, name="terminal-heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float) -> None:
        self._stopping = True
        self._link.close()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def poke(self) -> None:
        """Something changed: tell it at once."""
        self._wake.set()

    def order_done(self, order: str) -> None:
        """Report this order as done until the hub has struck it off."""
        with self._done.lock:
            self._done.orders.add(order)
        self.poke()

    def only(self, listed: Collection[str]) -> None:
        """These orders are on the hub's list; the others need no report any more."""
        with self._done.lock:
            self._done.orders &= set(listed)

    def _run(self) -> None:
        try:
            self._beat()
        except BaseException as error:
            log.critical("the heartbeat failed", exc_info=error)
            self._crashed(error)

    def _beat(self) -> None:
        while not self._stopping:
            begun = time.monotonic()
            try:
                self._read(self._link.put("/v1/status", self._body(), timeout=ANSWER_SECONDS))
            except LinkDown as down:
                log.debug("the hub did not hear the status: %s", down)
            self._wake.wait(max(0.05, EVERY_SECONDS - (time.monotonic() - begun)))
            self._wake.clear()

    def _body(self) -> dict[str, object]:
        with self._done.lock:
            orders = sorted(self._done.orders)[:MOST_ORDERS]
        return {
            "devices": self._report(),
            "boot": self._boot,
            "sent_us": to_us(self._clock.now()),
            "version": self._version,
            "orders_done": orders,
        }

    def _read(self, answer: Answer) -> None:
        if not answer.ok:
            self._note(f"{answer.status} {answer.refusal.code if answer.refusal else ''}")
            return
        self._note("")
        day = answer.body.get("hall_day") if isinstance(answer.body, dict) else None
        if is_day(day):
            self._heard_day(str(day))

    def _note(self, refused: str) -> None:
        """Say once, not every two seconds, that the hub refuses the status."""
        if refused and refused != self._refused:
            log.warning("the hub refuses the status of this terminal: %s", refused)
        self._refused = refused
