"""The hub's whole journal reaches a real centre, relayed events too, and staff see whether the city is there."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.access.identity import Identity
from kiosk.access.pins import Cost
from kiosk.central.api import create as create_centre
from kiosk.central.centre import Centre
from kiosk.clock import SystemClock
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal
from kiosk.journal.reader import JournalReader
from kiosk.server.listener import listen
from kiosk.settings import Serve
from kiosk.sync.wire import write_batch
from tests.hub.conftest import Client, House, Served, wait_for
from tests.server.servers import running

PIN = "493027"
PASSPORT = "pass-20-45"


class City:
    """A real centre in a thread."""

    def __init__(self, state: Path, port: int = 0) -> None:
        self.state = state
        clock = SystemClock()
        listener = listen(Serve(port=port), state, clock)
        self.port = listener.bound.getsockname()[1]
        self.centre = Centre(state, clock, pin_cost=Cost(n=16, r=1, p=1))
        app = create_centre(self.centre, listener)
        self._running = contextlib.ExitStack()
        self._running.enter_context(running(app, listener, self.centre.end_streams))

    def stop(self) -> None:
        self._running.close()

    def enrol_hub(self, state: Path) -> None:
        """Give the hub of this state folder its identity towards the centre."""
        body = {"code": self.centre.first_code, "login": "anna", "name": "Анна П.", "pin": PIN}
        first = Client(self.port)
        founded = first.post("/v1/first-administrator", body).body
        admin = Client(self.port, founded["device"]["token"], founded["session"])
        code = admin.post("/v1/enrolments", {"role": "hub", "place": {}, "hall": "basmanny"}).body["code"]
        given = first.post("/v1/enrol", {"code": code}).body
        first.close()
        admin.close()
        url = f"http://127.0.0.1:{self.port}"
        Identity(given["id"], "hub", given["token"], url, hall="basmanny").save(state, central=True)

    def bodies(self) -> set[tuple[str, str, int, bytes, bytes]]:
        return bodies(self.state / "journal.db", "origin NOT LIKE 'central-%'")


def bodies(path: Path, where: str) -> set[tuple[str, str, int, bytes, bytes]]:
    with JournalReader.open(path) as reader:
        return set(reader.query(f"SELECT origin, lane, seq, body, hash FROM journal WHERE {where}"))


@contextmanager
def city(state: Path, port: int = 0) -> Iterator[City]:
    made = City(state, port)
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def central_link(house: Any) -> object:
    put = house.admin.get("/v1/snapshot?scope=board").body["put"]
    return next(value.get("central_link") for kind, _, value in put if kind == "hall")


def test_everything_reaches_the_centre_byte_by_byte_also_after_it_was_away(
    tmp_path: Path, state: Path, expect_log: Any
) -> None:
    expect_log("uplink")
    with city(tmp_path / "centre") as first:
        port = first.port
        state.mkdir()
        first.enrol_hub(state)
        served = Served(state, central=f"http://127.0.0.1:{port}")
        try:
            house = House(served)
            terminal = house.enrol("terminal")
            journal = Journal.open(tmp_path / "terminal.db", terminal.id, SystemClock())
            body = {"number": "П990", "service": PASSPORT, "purpose": "apply", "language": "ru"}
            with journal.transaction():
                journal.append("ops", [Draft("ticket.issued", body, "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40")])
            epoch, _ = journal.cursor(terminal.id, "ops")
            raw = write_batch(journal.read(terminal.id, "ops", epoch))[0]
            assert terminal.post("/v1/events", raw=raw).status == 200
            here = state / "journal.db"
            wait_for(lambda: bodies(here, "1") <= first.bodies())
            wait_for(lambda: central_link(house) is True)
            wait_for(lambda: terminal.post("/v1/events", raw=raw).body["central"] == 2, 30)
            first.stop()
            wait_for(lambda: house.admin.ticket().status == 201 and central_link(house) is False, 30)
            with city(tmp_path / "centre", port) as second:
                wait_for(lambda: bodies(here, "1") <= second.bodies(), 40)
                wait_for(lambda: central_link(house) is True)
            journal.close()
        finally:
            served.stop()


def test_a_hub_that_is_not_enrolled_at_its_centre_works_and_says_that_the_city_is_not_there(
    state: Path, expect_log: Any
) -> None:
    expect_log("not enrolled at the centre")
    served = Served(state, central="http://127.0.0.1:9")
    try:
        house = House(served)
        assert house.admin.ticket().status == 201
        assert central_link(house) is False
    finally:
        served.stop()


def test_a_hall_without_a_centre_says_nothing_of_it(house: Any) -> None:
    assert central_link(house) is None
