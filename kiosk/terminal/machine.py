"""Puts a terminal together out of its machine file and state folder: `build` is all that a screen needs."""

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk import texts
from kiosk.access.identity import Identity
from kiosk.clock import Clock, SystemClock
from kiosk.devices import DeviceSet
from kiosk.settings import Machine
from kiosk.sync.feed import Change, Feed, FeedState
from kiosk.sync.link import HubLink, LinkDown
from kiosk.sync.uplink import HttpTransport, Uplink
from kiosk.terminal.asking import Asking, is_day
from kiosk.terminal.core import Core
from kiosk.terminal.heartbeat import Heartbeat
from kiosk.terminal.helping import Helping
from kiosk.terminal.knowledge import Knowledge
from kiosk.terminal.label_code import label_code
from kiosk.terminal.lease import HallDay
from kiosk.terminal.messages import Grant, HallState, Issued, JournalState, NewOffers, Order, Printed
from kiosk.terminal.offers import Offers
from kiosk.terminal.printing import Printing, Width, width_of
from kiosk.terminal.refill import Refill
from kiosk.terminal.scribe import Scribe
from kiosk.terminal.visit import Visit
from kiosk.terminal.worker import Worker

log = logging.getLogger(__name__)
JOURNAL = "journal.db"
FEED_CACHE = "feed.json"
STOP_SECONDS = 2.0
CRASH_STATUS = 70
Crashed = Callable[[BaseException], None]


def build(machine: Machine, state: Path, clock: Clock | None = None, *, crashed: Crashed | None = None) -> Core:
    """A terminal that only has to be connected to a screen and started.

    Raises IdentityError when this machine is not enrolled. `crashed` is told of a bug in some part, on that part's
    thread; without it the process ends with status 70 (EX_SOFTWARE), for its supervisor to start it again.
    """
    identity = Identity.load(state)
    core = Core(texts.packaged(), crashed or _end_the_process)
    terminal = Terminal(machine, state, identity, clock or SystemClock(), core)
    core.attach(terminal.visit(), terminal.start, terminal.stop, terminal.end)
    return core


class Terminal:
    """Everything around the core: what it may set going, and what tells it something (see messages.Outside)."""

    def __init__(self, machine: Machine, state: Path, identity: Identity, clock: Clock, core: Core) -> None:
        self._machine, self._state, self._identity, self._clock, self._core = machine, state, identity, clock, core
        link = HubLink(machine.hub.url or identity.hub_url, identity.token, Identity.ca_file(state))
        self._knowledge = Knowledge(state)
        self._background_link = link.twin()
        self._background = Worker("terminal-background", core.fail)
        code = label_code(state, state / JOURNAL, identity.code)
        self._scribe = Scribe(state / JOURNAL, identity.id, code, clock, self._today, core.tell, core.fail)
        self._devices = DeviceSet(machine.devices, clock)
        self._printing = Printing(
            self._devices, texts.packaged(), lambda: self._knowledge.rules, _paper_width(machine), core.tell
        )
        self._asking = Asking(link.twin(), machine.number_budget_ms / 1000, core.tell, core.fail)
        self._helping = Helping(link.twin(), core.tell, core.fail)
        self._heartbeat = Heartbeat(link.twin(), self._report, clock, self._heard_day, core.fail)
        self._refill = Refill(
            self._background_link, self._scribe, lambda: self._knowledge.rules.letters, self._background
        )
        self._uplink = Uplink(state / JOURNAL, HttpTransport(link), on_acks=self._scribe.record_acks)
        self._feed = Feed(link, "terminal", self._heard_feed, cache_path=state / FEED_CACHE)
        self._connected = False
        self._announced: object = None
        self._devices.listen(lambda _status: self._heartbeat.poke())
        self._scribe.on_ticket = self._ticket_written
        self._scribe.disk.on_change = self._journal_changed

    def visit(self) -> Visit:
        """The core's own part, with the services known so far."""
        return Visit(self._machine, self._identity.id, self._offers(), self, self._clock)

    def start(self) -> None:
        """Set all parts going; returns at once."""
        self._background.start()
        self._asking.start()
        self._helping.start()
        self._scribe.start(self._uplink.start)
        self._devices.start()
        self._printing.look()
        self._heartbeat.start()
        self._feed.start()

    def stop(self) -> None:
        """Printer first, so that its last answers are still written; then the lines to the hub."""
        self._devices.stop()
        self._feed.stop()
        self._heartbeat.stop(STOP_SECONDS)
        self._asking.stop(STOP_SECONDS)
        self._helping.stop(STOP_SECONDS)
        self._background_link.close()
        self._background.stop(STOP_SECONDS)

    def end(self) -> None:
        """The core has said its last word: journal and uplink."""
        self._uplink.stop()
        if not self._scribe.stop(STOP_SECONDS):
            log.error("the journal is still being written at the end")

    # What the core may ask for.

    def ask_number(self, order: Order) -> None:
        self._asking.ask(order)

    def write_ticket(self, order: Order, grant: Grant | None) -> None:
        self._scribe.write_ticket(order, grant)

    def write_paper(self, printed: Printed) -> None:
        self._scribe.write_paper(printed)
        self._uplink.nudge()

    def print_ticket(self, issued: Issued, *, copy: bool, order: str = "") -> None:
        self._printing.print_ticket(issued, copy=copy, order=order)

    def find_ticket(self, order: str, ticket: str) -> None:
        self._scribe.find_ticket(order, ticket)

    def order_done(self, order: str) -> None:
        self._heartbeat.order_done(order)

    def forget_orders(self, open_orders: Sequence[str]) -> None:
        self._heartbeat.only(open_orders)

    def call_help(self, key: str) -> None:
        self._helping.call(key)

    def close_help(self, call: str) -> None:
        self._helping.close(call)

    # What the parts tell.

    def _ticket_written(self) -> None:
        self._uplink.nudge()
        self._refill.look()

    def _heard_day(self, day: str) -> None:
        self._scribe.hear(day, self._new_day)
        self._scribe.look()
        self._refill.look()

    def _new_day(self, day: HallDay) -> None:
        log.info("hall day %s", day.day)

    def _heard_feed(self, state: FeedState, _changes: tuple[Change, ...]) -> None:
        self._core.tell(HallState(state.connected, state.entities))
        if not state.connected:
            self._connected = False
            return
        hall = state.get("hall", "hall")
        if hall is None:
            return
        day, version = hall.get("day"), hall.get("settings_version")
        if is_day(day):
            self._heard_day(str(day))
        if not self._connected or version != self._announced:
            self._announced = version
            self._background.do(lambda: self._learn(version))
        if not self._connected:
            self._uplink.retry_now()
        self._connected = True

    def _learn(self, version: object) -> None:
        """On the background thread: fetch catalogue and settings, and let the screens follow."""
        try:
            changed = self._knowledge.fetch(self._background_link, version)
        except LinkDown:
            self._announced = None
            return
        if changed:
            self._core.tell(NewOffers(self._offers()))
            self._refill.look()

    def _report(self) -> list[dict[str, object]]:
        return [*self._devices.report(), *self._scribe.disk.report()]

    def _journal_changed(self, works: bool) -> None:
        self._core.tell(JournalState(works))
        self._heartbeat.poke()

    def _today(self) -> str:
        return self._clock.now().astimezone(self._knowledge.rules.settings.zone).date().isoformat()

    def _offers(self) -> Offers:
        portrait = self._machine.screen.height > self._machine.screen.width
        return Offers(self._knowledge.rules, self._machine.languages, portrait, self._clock.now())


def _paper_width(machine: Machine) -> Width:
    printers = [device.options for device in machine.devices.values() if device.driver == "escpos"]
    return width_of(printers[0] if printers else {})


def _end_the_process(_error: BaseException) -> None:
    os._exit(CRASH_STATUS)
