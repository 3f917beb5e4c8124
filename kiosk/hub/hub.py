"""The hub of a hall put together: writer, access, live values and stream, and how the event loop speaks with them."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from starlette.requests import Request

from kiosk.access.access import Access
from kiosk.access.door import worth_noting
from kiosk.access.identity import own_id
from kiosk.access.pins import Cost
from kiosk.access.rights import HALL_KINDS
from kiosk.clock import Clock, to_us
from kiosk.hall.hall import Rules
from kiosk.hub.answers import NOTHING
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.hub.bridge import Bridge
from kiosk.hub.clocks import Clocks
from kiosk.hub.live import Live, Node
from kiosk.hub.outlet import Outlet
from kiosk.hub.secret import Secret
from kiosk.hub.upward import Upward
from kiosk.journal.acks import Ack
from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal
from kiosk.server.doors import Doors

JOURNAL = "journal.db"
SWEEP_SECONDS = 0.5

log = logging.getLogger(__name__)


class Hub(Bridge):
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
        super().__init__(self._open, Outlet(clock), self.nudge)
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
        self.live = Live(self.outlet.publish, self._keep_offset)
        self._pin_cost = pin_cost
        self._upward = upward
        self._on_dead_writer = on_dead_writer
        self._sweeper: asyncio.Task[None] | None = None

    @property
    def journal_path(self) -> Path:
        return self.state / JOURNAL

    async def start(self, ca_pem: str = "") -> None:
        """Open, unless that was done, and bring the stream up to it; `ca_pem` is what devices are to pin."""
        self.bind(asyncio.get_running_loop())
        self.ca_pem = ca_pem
        await asyncio.to_thread(self.open)
        await self.work(lambda books: Outcome(NOTHING, books.everything()))
        self.doors = Doors(self.access, self.inside, kinds=HALL_KINDS, hall=self.hall_id, ca_pem=ca_pem)
        self.know_devices()
        if self._upward is not None:
            self._upward.start(self.journal_path, self._record_acks, self._linked)
        self._sweeper = asyncio.create_task(self._sweep())

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

    def nudge(self) -> None:
        """Something was committed: send it up."""
        if self._upward is not None:
            self._upward.nudge()

    def note_refusal(self, request: Request, refusal: Refusal) -> None:
        """Write a missing right into the audit lane, at most one a minute per source; nobody waits for it."""
        body = worth_noting(self.access, refusal, request)
        if body is None:
            return
        self.quietly(lambda _: self.access.note("right.missing", body))

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

    def _keep_offset(self, terminal: str, offset_us: int) -> None:
        self.quietly(lambda _: self.clocks.keep(terminal, offset_us))

    def _record_acks(self, acks: Sequence[Ack]) -> None:
        """On the uplink's thread: what the centre has is written down by the writer."""
        self.quietly(lambda books: books.journal.record_acks(acks))

    def _linked(self, connected: bool) -> None:
        """On the uplink's thread: staff see whether the city is reached."""
        self.soon(lambda: self.outlet.extend_hall(central_link=connected))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if not self.alive and self._on_dead_writer is not None:
                log.critical("the writer is gone: the process has to be started again")
                self._on_dead_writer()
            self.live.sweep(to_us(self.clock.now()), self.clock.mono_us())
