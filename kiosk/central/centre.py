"""The centre put together: one writer over the journal, access, origins, catalogue, the city's tables, the feed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request

from kiosk import paths
from kiosk.access.access import Access
from kiosk.access.device import Device
from kiosk.access.door import worth_noting
from kiosk.access.identity import own_id
from kiosk.access.pins import Cost
from kiosk.access.rights import Kind
from kiosk.central.catalogue import Catalogue, Catalogues
from kiosk.central.city import City
from kiosk.central.origins import Origins
from kiosk.clock import Clock, to_us
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.event import Event
from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal
from kiosk.server.doors import Doors
from kiosk.sync import ingest
from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.wire import Batch, write_cursors

JOURNAL = "journal.db"
CITY = "city.db"
SCOPES = {"hall": {"catalogue"}}
ENROLS = frozenset({Kind.HUB, Kind.CONSOLE})
WAITING = 256  # pieces of work in the queue of the writer; each is at most one batch
T = TypeVar("T")
log = logging.getLogger(__name__)


class Centre:
    """`start` and `stop` and all async methods belong to one event loop; nothing but the writer thread writes."""

    def __init__(self, state: Path, clock: Clock, *, ca_pem: str = "", pin_cost: Cost | None = None) -> None:
        self.state = state
        self.clock = clock
        self.ca_pem = ca_pem
        self.first_code: str | None = None
        self.access: Access
        self.origins: Origins
        self.catalogues: Catalogues
        self.doors: Doors
        self.city: City
        self.feed: Broadcaster
        self._pin_cost = pin_cost
        self._journal: Journal
        self._writer = ThreadPoolExecutor(1, "centre writer")
        self._waiting = 0
        self._heard: dict[str, int] = {}  # hall -> monotonic microseconds of its hub's last word
        self._notes: set[asyncio.Future[None]] = set()

    async def start(self) -> None:
        """Open the journal and everything over it. Raises JournalError, OSError, ValueError when that fails."""
        await asyncio.get_running_loop().run_in_executor(self._writer, self._open)
        self.doors = Doors(self.access, self.run, kinds=ENROLS, hall=str, ca_pem=self.ca_pem)
        self.city = City(self.state / CITY, self.state / JOURNAL, self.origins.hall_of)
        await asyncio.to_thread(self.city.start)
        # A new number space at each start: whoever followed the last one gets a snapshot.
        self.feed = Broadcaster(to_us(self.clock.now()) // 1000, SCOPES)
        self.publish_catalogue()

    def end_streams(self) -> None:
        """Let nobody wait for changes any more: a server that stops would wait for its listeners."""
        self.feed.close()

    async def stop(self) -> None:
        """Finish what was accepted, then close the journal."""
        self.end_streams()
        self.doors.close()
        await asyncio.to_thread(self.city.stop)
        await asyncio.get_running_loop().run_in_executor(self._writer, self._journal.close)
        self._writer.shutdown()

    def _open(self) -> None:
        self.state.mkdir(parents=True, exist_ok=True)
        journal = Journal.open(self.state / JOURNAL, own_id(self.state, "central"), self.clock)
        try:
            self.access = Access(journal, self.state, self.clock, cost=self._pin_cost)
            self.origins = Origins(journal, self.clock)
            tables = [(paths.defaults() / name).read_text("utf-8") for name in ("services.csv", "sections.csv")]
            self.catalogues = Catalogues(journal, *tables)
            self.first_code = self.access.first_administrator_code()
        except BaseException:
            journal.close()
            raise
        self._journal = journal

    async def run(self, work: Callable[[], T], /) -> T:
        """Do `work` on the writer thread. Raises its Refusal, `not_saved` (the disk), or `busy` when too much waits."""
        if self._waiting >= WAITING:
            raise Refusal("busy", {"seconds": 2})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, work)
        except JournalUnavailable as error:
            log.error("not saved", extra={"cause": str(error)})
            raise Refusal("not_saved") from error
        finally:
            self._waiting -= 1

    def note_refusal(self, request: Request, refusal: Refusal) -> None:
        """A missing right goes into the audit lane, at most one a minute per source; nobody waits for it."""
        body = worth_noting(self.access, refusal, request)
        if body is not None:
            task = asyncio.ensure_future(_quietly(self.run(lambda: self.access.note("right.missing", body))))
            self._notes.add(task)
            task.add_done_callback(self._notes.discard)

    async def take(self, batch: Batch, hub: Device) -> ingest.Accepted | ingest.Refused:
        """Store a batch that a hub brought: its own events and those of the nodes below it."""
        self._heard[hub.hall] = self.clock.mono_us()
        result = await self.run(lambda: self._take(batch, hub))
        self.city.nudge()
        return result

    def _take(self, batch: Batch, hub: Device) -> ingest.Accepted | ingest.Refused:
        origin = batch.stream.origin
        unbound = self.origins.hall_of(origin) is None

        def bind(_: Event) -> None:
            if unbound:
                self.origins.bind(origin, hub.hall, hub.id)

        allowed: Callable[[str], bool] = lambda one: self.origins.may_bring(one, hub.hall)  # noqa: E731
        result = ingest.accept(self._journal, batch, allowed=allowed, on_event=bind, top=True)
        if unbound:
            self.origins.refresh(origin)
        return result

    async def cursors(self, hub: Device) -> dict[str, Any]:
        """How far the centre has each chain of the hub's hall."""
        self._heard[hub.hall] = self.clock.mono_us()

        def known() -> dict[str, Any]:
            acks = ingest.cursors(self._journal, allowed=lambda one: self.origins.hall_of(one) == hub.hall, top=True)
            return write_cursors(acks)

        return await self.run(known)

    async def quarantined(self) -> dict[str, str]:
        """Origins whose history forked, with the reason; nothing more is taken from them until a person looks."""
        rows = await self.run(lambda: self._journal.execute("SELECT origin, reason FROM quarantine").fetchall())
        return dict(rows)

    def link_age_s(self, hall: str) -> float | None:
        """Seconds since a hub of this hall last spoke; None when none has since the start."""
        heard = self._heard.get(hall)
        return None if heard is None else (self.clock.mono_us() - heard) / 1e6

    async def change_catalogue(self, base: int, services: str, sections: str, author: str) -> Catalogue:
        """A new version of the catalogue for all halls. Raises Refusal."""
        current = await self.run(lambda: self.catalogues.change(base, services, sections, author))
        self.publish_catalogue()
        return current

    def publish_catalogue(self) -> None:
        """Tell the halls which version there is."""
        self.feed.publish([("catalogue", "current", self.catalogues.current.entity)])


async def _quietly(work: Awaitable[None]) -> None:
    try:
        await work
    except Refusal as refusal:
        log.warning("an audit event was lost", extra={"cause": refusal.code})
