"""`Driver`: what the rest of the program sees of a device. Submit a command, get one answer; statuses are pushed."""

import threading
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from drivers.actor import Actor, OnStatus
from drivers.book import Done, Request
from drivers.lifeline import LONGEST_BACK_OFF
from drivers.transports.base import TransportError, TransportFactory
from drivers.words import NOTHING, Capabilities, CheckHealth, Completion, Fault, Health, Result, Status


def always() -> bool:
    """A line whose name cannot be looked for (a network address) is always worth a try."""
    return True


class Driver(Actor):
    """Base of all drivers. `on_status` and `done` are called on the driver's thread and must not wait."""

    faults: Mapping[str, Fault] = NOTHING
    """Every code this driver's statuses and results may carry."""

    def __init__(
        self,
        name: str,
        transport_factory: TransportFactory,
        options: object,
        on_status: OnStatus,
        *,
        present: Callable[[], bool] = always,
        longest_back_off: float = LONGEST_BACK_OFF,
    ) -> None:
        super().__init__(name, transport_factory, on_status, present, longest_back_off)
        self.options = options
        self._owner = ""
        self._owner_lock = threading.Lock()

    @property
    def status(self) -> Status:
        """The last pushed status."""
        return self._status

    @property
    def alive(self) -> bool:
        """True while the driver works: from `start` until `stop` (or a bug that ended its thread)."""
        return self._thread.is_alive()

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities:
        """What the device can do, as far as it is known."""

    def start(self) -> None:
        """Begin: open the line, and keep trying for ever."""
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> None:
        """End: everything not answered is answered `canceled`, the line is given back. Safe to call twice."""
        self._stopping.set()
        self.post(None)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def submit(self, command: object, *, request: str, timeout: float, done: Done, owner: str = "") -> None:
        """Queue a command. `done` gets exactly one Result; the same `request` again gets the first answer.

        `timeout` (seconds) counts from now and includes the wait in the queue. While somebody has claimed the
        device, commands of other owners are answered `sequenceError`, code `claimed`.
        """
        entry = Request(request, command, time.monotonic() + timeout)
        new, answer = self._book.open(entry, done)
        if not new:
            if answer is not None:
                self._now_or_later(lambda: self.tell([done], answer))
        elif self._stopping.is_set():
            self.finish(entry, self.refused(entry, Completion.CANCELED, ""))
        elif self._owner not in ("", owner):
            self._now_or_later(lambda: self.finish(entry, self.refused(entry, Completion.SEQUENCE_ERROR, "claimed")))
        else:
            self.post(entry)

    def _now_or_later(self, work: Callable[[], None]) -> None:
        """Call back on the driver's thread, or here when that thread has ended."""
        if self._stopping.is_set():
            work()
        else:
            self.post(work)

    def cancel(self, request: str) -> bool:
        """Ask that a waiting command be dropped; one that already moves the device runs on. False when unknown."""
        return self._book.cancel(request)

    def claim(self, owner: str) -> bool:
        """Take the device for one owner (a visit, the service mode). False when another has it."""
        with self._owner_lock:
            if self._owner not in ("", owner):
                return False
            self._owner = owner
            return True

    def release(self, owner: str) -> None:
        """Give the device back; does nothing when somebody else has it."""
        with self._owner_lock:
            if self._owner == owner:
                self._owner = ""

    def check_health(self, level: Health, *, request: str, timeout: float, done: Done, owner: str = "") -> None:
        """Look at the device: `internal` asks it, `external` moves something, `interactive` needs a person."""
        self.submit(CheckHealth(level), request=request, timeout=timeout, done=done, owner=owner)

    def diagnostics(self) -> dict[str, Any]:
        """What a technician may carry away: nothing of a visitor, no secret."""
        status = self._status
        return {
            "device": self.name,
            "kind": self.kind,
            "state": str(status.state),
            "level": str(status.level),
            "codes": list(status.codes),
            "detail": dict(status.detail),
            "features": dict(self.capabilities.features),
        }

    def lost(self, request: Request, error: TransportError) -> Result:
        """See Actor.lost."""
        completion = Completion.INTERNAL_ERROR if error.code == "driver_failed" else Completion.CONNECTION_LOST
        return Result(request.id, completion, error.code)

    def refused(self, request: Request, completion: Completion, code: str) -> Result:
        """See Actor.refused."""
        return Result(request.id, completion, code)
