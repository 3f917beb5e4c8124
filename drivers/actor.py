"""The driver's thread: keeps the line open, runs commands one by one, polls when idle, pushes every status."""

import logging
import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from drivers.book import Done, Request, RequestBook
from drivers.lifeline import Lifeline
from drivers.transports.base import Transport, TransportError, TransportFactory
from drivers.words import NOTHING, Completion, Level, Result, State, Status

OnStatus = Callable[[Status], None]
log = logging.getLogger(__name__)


class Actor(ABC):
    """One device, one thread. Everything here runs on that thread, except where `post` or `wake` is named."""

    kind = ""
    poll_seconds = 2.0

    def __init__(
        self,
        name: str,
        transport_factory: TransportFactory,
        on_status: OnStatus,
        present: Callable[[], bool],
        longest_back_off: float,
    ) -> None:
        self.name = name
        self._on_status = on_status
        self._life = Lifeline(transport_factory, present, longest_back_off)
        self._inbox: queue.SimpleQueue[Request | Callable[[], None] | None] = queue.SimpleQueue()
        self._book = RequestBook()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"driver-{name}", daemon=True)
        self._status = Status(name, self.kind, State.ABSENT, Level.UNKNOWN)
        self.next_poll = 0.0

    @abstractmethod
    def opened(self, line: Transport) -> None:
        """The line has just been opened: say hello, ask the first status, publish it."""

    @abstractmethod
    def poll(self, line: Transport) -> None:
        """Nothing happened for a while: ask the device how it is, publish it."""

    @abstractmethod
    def received(self, data: bytes) -> None:
        """Bytes nobody asked for have come."""

    @abstractmethod
    def perform(self, line: Transport, request: Request) -> Result:
        """Do one command before `request.deadline`. A TransportError may be let through: see `lost`."""

    @abstractmethod
    def lost(self, request: Request, error: TransportError) -> Result:
        """The answer to a command during which the line went away."""

    @abstractmethod
    def refused(self, request: Request, completion: Completion, code: str) -> Result:
        """The answer to a command that was never begun."""

    @property
    def stopping(self) -> bool:
        """True when work under way should come to its end."""
        return self._stopping.is_set()

    def publish(
        self, state: State, level: Level, codes: tuple[str, ...] = (), detail: Mapping[str, Any] = NOTHING
    ) -> None:
        """Push a status if it differs from the last one."""
        status = Status(self.name, self.kind, state, level, codes, time.monotonic(), detail)
        if status.same_as(self._status):
            return
        self._status = status
        log.info("device %s: %s %s %s", self.name, state, level, ",".join(codes))
        try:
            self._on_status(status)
        except Exception:
            log.exception("device %s: the listener of its status failed", self.name)

    def post(self, item: Request | Callable[[], None] | None) -> None:
        """Put work into the inbox and let the thread look; None only lets it look. Safe from any thread."""
        self._inbox.put(item)
        self._life.wake()

    def finish(self, request: Request, result: Result) -> None:
        """Answer a request: its one completion."""
        self.tell(self._book.finish(request, result), result)

    def tell(self, waiting: list[Done], result: Result) -> None:
        """Call back; a listener's mistake is logged and stops nothing."""
        for done in waiting:
            try:
                done(result)
            except Exception:
                log.exception("device %s: the listener of a result failed", self.name)

    def _run(self) -> None:
        try:
            while not self.stopping:
                self._turn()
        finally:
            self._life.close()
            self._answer_the_rest()

    def _turn(self) -> None:
        if self._life.due:
            self._reopen()
        item = self._take(0.0 if self._life.line else self._life.pause)
        if item is not None:
            self._handle(item)
        elif self._life.line is None:
            self._life.look()
        else:
            self._guarded(self._idle)

    def _take(self, wait: float) -> Request | Callable[[], None] | None:
        try:
            return self._inbox.get(timeout=wait) if wait > 0 else self._inbox.get_nowait()
        except queue.Empty:
            return None

    def _idle(self, line: Transport) -> None:
        if time.monotonic() >= self.next_poll:
            self.next_poll = time.monotonic() + self.poll_seconds
            self.poll(line)
        elif data := line.read(self.next_poll):
            self.received(data)

    def _reopen(self) -> None:
        try:
            self._life.open()
        except TransportError as error:
            self._drop(error)
            return
        if self._status.state is State.ABSENT:
            self.publish(State.OPENING, Level.UNKNOWN)
        self.next_poll = time.monotonic() + self.poll_seconds
        self._guarded(self.opened)

    def _guarded(self, work: Callable[[Transport], None]) -> None:
        """Run work that needs the line; a lost line, or a mistake of the driver, closes it and is tried again."""
        if self._life.line is None:
            return
        try:
            work(self._life.line)
        except TransportError as error:
            self._drop(error)
        except Exception as error:
            log.exception("device %s: the driver failed", self.name)
            self._drop(TransportError(str(error), code="driver_failed"))

    def _drop(self, error: TransportError) -> None:
        self._life.lost()
        log.debug("device %s: %s", self.name, error)
        self.publish(State.ABSENT, Level.ERROR, (error.code,))

    def hang_up(self, pause: float = 0.0) -> None:
        """Give the line back and open it anew after `pause`: what the system still holds for the device is dropped."""
        self._life.close(pause)

    def _handle(self, item: Request | Callable[[], None]) -> None:
        if isinstance(item, Request):
            self._answer(item)
        else:
            item()

    def _answer(self, request: Request) -> None:
        if request.canceled:
            result = self.refused(request, Completion.CANCELED, "")
        elif time.monotonic() >= request.deadline:
            result = self.refused(request, Completion.TIME_OUT, "")
        else:
            if self._life.line is None:
                self._reopen()
            result = self._work(request)
        self.finish(request, result)

    def _work(self, request: Request) -> Result:
        line, before = self._life.line, self._status
        if line is None:
            code = before.codes[0] if before.codes else "unplugged"
            return self.refused(request, Completion.DEVICE_NOT_READY, code)
        self.publish(State.BUSY, before.level, before.codes, before.detail)
        try:
            result = self.perform(line, request)
        except TransportError as error:
            result = self.lost(request, error)
            self._drop(error)
        except Exception:
            log.exception("device %s: the driver failed", self.name)
            result = self.lost(request, TransportError("driver", code="driver_failed"))
            self._drop(TransportError("driver", code="driver_failed"))
        if self._status.state is State.BUSY:
            self.publish(before.state, before.level, before.codes, before.detail)
        self.next_poll = time.monotonic()
        return result

    def _answer_the_rest(self) -> None:
        while (item := self._take(0.0)) is not None or not self._inbox.empty():
            if isinstance(item, Request):
                self.finish(item, self.refused(item, Completion.CANCELED, ""))
            elif item is not None:
                item()
