"""The uplink: a thread that carries every chain of a journal, own and relayed, to the server above."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kiosk.journal.acks import Ack
from kiosk.journal.errors import JournalError
from kiosk.journal.reader import JournalReader
from kiosk.journal.rows import Stand
from kiosk.sync.answer import LinkDown
from kiosk.sync.backoff import LEAST, MOST, Backoff
from kiosk.sync.course import Busy, Course
from kiosk.sync.transport import HttpTransport, Transport
from kiosk.sync.turn import Turn
from kiosk.sync.uplink_state import Report, UplinkState
from kiosk.sync.wire import BadBatch, read_cursors, write_batch

__all__ = ["HttpTransport", "Transport", "Uplink", "UplinkState"]

# Without a nudge: how often the journal is looked at, and the parent is asked whether the centre has caught up.
LOOK_SECONDS: Final = 1.0
ASK_CENTRAL_SECONDS: Final = 10.0

log = logging.getLogger(__name__)


class Uplink:
    """No answer makes it drop an event. It reads the journal through a connection of its own and never writes there:
    `on_acks` gets (on this thread, at most once a second) what the owner of the journal may pass to `record_acks`.
    """

    def __init__(
        self,
        db_path: Path,
        transport: Transport,
        *,
        on_acks: Callable[[Sequence[Ack]], None] | None = None,
        on_state: Callable[[UplinkState], None] | None = None,
        least_wait: float = LEAST,
        most_wait: float = MOST,
    ) -> None:
        self._db_path = db_path
        self._transport = transport
        self._backoff = Backoff(least_wait, most_wait)
        self._course = Course()
        self._report = Report(self._course, on_acks, on_state)
        self._asked_at = float("-inf")
        self._known = False
        self._turn = Turn()
        self._thread = threading.Thread(target=self._run, name="uplink", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread now, whatever the parent does. What was not acknowledged is sent after the next start."""
        self._turn.stop()
        self._transport.close()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def nudge(self) -> None:
        """Something was committed: send it at once, unless the parent is away and a wait is running."""
        self._turn.nudge()

    def retry_now(self) -> None:
        """The parent was seen alive (say, by the feed): cut the wait short."""
        self._turn.retry()

    def state(self) -> UplinkState:
        """The newest state; any thread may ask."""
        return self._report.state

    def _run(self) -> None:
        while not self._turn.stopped:
            try:
                with JournalReader.open(self._db_path) as reader:
                    self._course.cursors = {ack.stream: ack for ack in reader.acks()}
                    self._serve(reader)
            except (JournalError, sqlite3.Error) as error:
                log.warning("uplink: the journal cannot be read: %s", error)
                self._report.show((), "journal")
            except Exception:
                # A dead uplink would be noticed by nobody: say it, and try again.
                log.exception("uplink: stopped by a mistake in the program")
                self._report.show((), "fault")
            self._turn.wait(self._backoff.next(), wakes=False)
        self._report.hand_over(at_once=True)

    def _serve(self, reader: JournalReader) -> None:
        while not self._turn.stopped:
            stands: list[Stand] = reader.heads()
            try:
                more = self._round(reader, stands)
                wait = 0.0 if more else LOOK_SECONDS
                self._backoff.reset()
                self._report.show(stands, "ok")
            except Busy as busy:
                if busy.why != self._report.state.last:
                    log.warning("uplink: the parent does not take events (%s)", busy.why)
                wait = self._trouble(stands, busy.why, busy.wait)
            except LinkDown as down:
                if down.why != self._report.state.last:
                    log.info("uplink: no line (%s)", down)
                wait = self._trouble(stands, down.why, 0.0)
            self._report.hand_over(at_once=False)
            if wait:
                self._turn.wait(wait, wakes=self._report.state.connected)

    def _round(self, reader: JournalReader, stands: list[Stand]) -> bool:
        """One batch of every chain that has something to send; whether there is more."""
        if not self._known or self._central_lags(stands):
            self._ask(stands)
        due = self._course.due(stands, time.monotonic())
        for stand in due:
            if self._turn.stopped:
                return False
            events = reader.read(*stand[:3], self._course.acked(stand).hub, self._course.limit(stand))
            batch, count = write_batch(events)
            answer = self._transport.send(batch)
            sent = events[0].seq, events[count - 1].seq
            self._course.answered(stand, sent, answer, time.monotonic())
            if answer.status != 200:
                level = logging.INFO if answer.status in {409, 413} else logging.WARNING
                log.log(level, "uplink: %s/%s/%d from %d: answer %d", *stand[:3], sent[0], answer.status)
        return bool(due)

    def _central_lags(self, stands: list[Stand]) -> bool:
        """Whether it is time to ask again how far the centre has come with what the parent already has."""
        if time.monotonic() - self._asked_at < ASK_CENTRAL_SECONDS:
            return False
        return any(ack.central < ack.hub for ack in map(self._course.acked, stands))

    def _ask(self, stands: list[Stand]) -> None:
        self._asked_at = time.monotonic()
        answer = self._transport.cursors()
        if not answer.ok:
            raise Busy(answer.refusal.code if answer.refusal else str(answer.status), answer.retry_after)
        try:
            self._course.heard(read_cursors(answer.body), stands)
        except BadBatch as error:
            raise Busy("rubbish") from error
        self._known = True

    def _trouble(self, stands: list[Stand], why: str, at_least: float) -> float:
        self._report.show(stands, why)
        # Another server may answer next time, or the same one after a restore: ask it what it has.
        self._known = False
        return self._backoff.next(at_least)
