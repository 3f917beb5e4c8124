"""The hub of a hall put together: writer, access, live values and stream, and how the event loop speaks with them."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request

from kiosk.access.access import Access
from kiosk.access.door import worth_noting
from kiosk.access.doors import Doors
from kiosk.access.identity import own_id
from kiosk.access.pins import Cost
from kiosk.access.rights import HALL_KINDS
from kiosk.clock import Clock, to_us
from kiosk.hall.hall import Rules
from kiosk.hub.answers import NOT_SAVED, NOTHING, Reply
from kiosk.hub.books import Ask, Books, Outcome
from kiosk.hub.clocks import Clocks
from kiosk.hub.live import Live, Node
from kiosk.hub.outlet import Outlet
from kiosk.hub.secret import Secret
from kiosk.hub.upward import Upward
from kiosk.hub.writer import Work, Writer
from kiosk.journal.acks import Ack
from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal

JOURNAL = "journal.db"
SWEEP_SECONDS = 0.5

T = TypeVar("T")
log = logging.getLogger(__name__)


class Hub:
    """Everything behind the routes. Made anywhere; `start`, `stop` and all async methods belong to one event loop."""

    def __init__(
        self,
        state: Path,
        rules: Rules,
        clock: Clock,
        *,
        pin_cost: Cost | None = None,
        upward: Upward | None = None,
        on_dead_writer: Callable[[], None] | None = None,
    ) -> None:
        self.state = state
        self.clock = clock
        self.rules = rules
        self.id = own_id(state, "hub")
        self.first_code: str | None = None
        self.ca_pem = ""
        self.access: Access
        self.doors: Doors
        self.secret: Secret
        self.clocks: Clocks
        self.outlet = Outlet(clock)
        self.live = Live(self.outlet.publish, self._keep_offset)
        self._pin_cost = pin_cost
        self._upward = upward
        self._on_dead_writer = on_dead_writer
        self._writer = Writer(self._open, self._changed)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sweeper: asyncio.Task[None] | None = None

    @property
    def journal_path(self) -> Path:
        return self.state / JOURNAL

    @property
    def alive(self) -> bool:
        """False when nothing can be saved any more and the process has to be started again."""
        return self._writer.alive

    def open(self) -> None:
        """Open the journal and bring memory up to it. Raises JournalError, IdentityError, OSError."""
        if not self._writer.alive:
            self._writer.start()

    async def start(self, ca_pem: str = "") -> None:
        """Open, unless that was done, and bring the stream up to it; `ca_pem` is what devices are to pin."""
        self._loop = asyncio.get_running_loop()
        self.ca_pem = ca_pem
        await asyncio.to_thread(self.open)
        await self.work(lambda books: Outcome(NOTHING, books.everything()))
        self.doors = Doors(self.access, self.inside, kinds=HALL_KINDS, hall=self.hall_id, ca_pem=ca_pem)
        self.know_devices()
        if self._upward is not None:
            self._upward.start(self.journal_path, self._record_acks, self._linked)
        self._sweeper = self._loop.create_task(self._sweep())

    async def stop(self) -> None:
        """Finish what was accepted and close the journal."""
        if self._sweeper is not None:
            self._sweeper.cancel()
        if self._upward is not None:
            await asyncio.to_thread(self._upward.stop)
        self.outlet.close()
        self.doors.close()
        await asyncio.to_thread(self._writer.stop)

    def _open(self) -> Books:
        """On the writer's thread: the journal and all that keeps tables in it."""
        self.state.mkdir(parents=True, exist_ok=True)
        journal = Journal.open(self.journal_path, self.id, self.clock)
        try:
            self.secret = Secret(journal)
            self.clocks = Clocks(journal)
            self.live.restore_offsets(self.clocks.all())
            self.access = Access(journal, self.state, self.clock, cost=self._pin_cost)
            self.first_code = self.access.first_administrator_code()
            return Books(journal, self.rules, self.clock, self._place_of)
        except BaseException:
            journal.close()
            raise

    async def ask(self, ask: Ask) -> Reply:
        """One command through the writer; its answer, new or kept."""
        given = (await self.work(lambda books: books.perform(ask))).reply
        self.nudge()
        return given

    def nudge(self) -> None:
        """Something was committed: send it up."""
        if self._upward is not None:
            self._upward.nudge()

    async def work(self, work: Work) -> Outcome:
        """Any work on the books. Never raises for what the disk or a rule says: that is in the outcome's reply."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._writer.submit(work, lambda outcome: self._deliver(loop, future, outcome))
        return await future

    async def inside(self, act: Callable[[], T]) -> T:
        """Run a method of the access room on the writer's thread. Raises its Refusal, or `not_saved`, `internal`."""
        got: list[T] = []

        def work(_: Books) -> Outcome:
            got.append(act())
            return Outcome(NOTHING)

        outcome = await self.work(work)
        if got and outcome.reply is NOTHING:
            return got[0]
        raise outcome.refusal or Refusal("not_saved" if outcome.reply is NOT_SAVED else "internal")

    def note_refusal(self, request: Request, refusal: Refusal) -> None:
        """Write a missing right into the audit lane, at most one a minute per source; nobody waits for it."""
        body = worth_noting(self.access, refusal, request)
        if body is None:
            return

        def work(_: Books) -> Outcome:
            self.access.note("right.missing", body)
            return Outcome(NOTHING)

        self._writer.submit(work, lambda _: None)

    def know_devices(self) -> None:
        """Tell the live values which machines are enrolled; called at the start and after each change of that."""
        nodes = [
            Node(device.id, device.role.value, device.code, device.place)
            for device in self.access.devices.listed()
            if device.revoked_at is None
        ]
        self.live.know(nodes, self.clock.mono_us())

    def hall_id(self) -> str:
        """The short name of this hall, out of its settings."""
        return str(self.outlet.hall.get("id", ""))

    def _place_of(self, device_id: str) -> Mapping[str, str]:
        device = self.access.devices.find(device_id)
        return device.place if device else {}

    def _changed(self, outcome: Outcome) -> None:
        """On the writer's thread, when time alone has changed something."""
        if self._loop is not None:  # before the start nobody listens, and the start tells everything
            self._deliver(self._loop, None, outcome)

    def _deliver(
        self, loop: asyncio.AbstractEventLoop, future: asyncio.Future[Outcome] | None, outcome: Outcome
    ) -> None:
        """On the writer's thread: answer and changes reach the loop together, so nobody is answered before they do."""

        def settle() -> None:
            if future is not None and not future.done():
                future.set_result(outcome)
            if outcome.changes:
                self.outlet.publish(outcome.changes.put, outcome.changes.gone)

        try:
            loop.call_soon_threadsafe(settle)
        except RuntimeError:  # the loop is closed: nobody listens any more, and the journal has it
            log.info("an outcome came after its loop was closed")

    def _keep_offset(self, terminal: str, offset_us: int) -> None:
        def work(_: Books) -> Outcome:
            self.clocks.keep(terminal, offset_us)
            return Outcome(NOTHING)

        self._writer.submit(work, lambda _: None)

    def _record_acks(self, acks: Sequence[Ack]) -> None:
        """On the uplink's thread: what the centre has is written down by the writer."""

        def work(books: Books) -> Outcome:
            books.journal.record_acks(acks)
            return Outcome(NOTHING)

        self._writer.submit(work, lambda _: None)

    def _linked(self, connected: bool) -> None:
        """On the uplink's thread: staff see whether the city is reached."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self.outlet.extend_hall(central_link=connected))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if not self.alive and self._on_dead_writer is not None:
                log.critical("the writer is gone: the process has to be started again")
                self._on_dead_writer()
            self.live.sweep(to_us(self.clock.now()), self.clock.mono_us())
