"""A real centre in this process over real HTTP, and hubs with real journals that send to it."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.access.pins import Cost
from kiosk.central.api import create
from kiosk.central.centre import Centre
from kiosk.clock import Clock, SystemClock
from kiosk.journal.journal import Journal
from kiosk.journal.reader import JournalReader
from kiosk.server.listener import listen
from kiosk.settings import Serve
from kiosk.sync.link import HubLink
from kiosk.sync.uplink import HttpTransport, Uplink
from tests.server.servers import running

CHEAP = Cost(n=16, r=1, p=1)
PIN = "402913"


class Town:
    """A centre that can be stopped and started again on the same disk, with an administrator's console at it."""

    def __init__(self, state: Path, clock: Clock, tls: str = "never") -> None:
        self.state = state
        self.clock = clock
        self.tls = tls
        self.url = ""
        self.token = ""
        self.session = ""
        self.hub = ""
        self.port = 0
        self._running = contextlib.ExitStack()
        self.start()
        self.first_code = self.centre.first_code

    def start(self) -> None:
        serve = Serve.model_validate({"port": self.port, "tls": self.tls})
        self.listener = listen(serve, self.state, self.clock)
        self.port = self.listener.bound.getsockname()[1]
        self.centre = Centre(self.state, self.clock, ca_pem=self.listener.ca_pem, pin_cost=CHEAP)
        app = create(self.centre, self.listener)
        self.app = app
        self.url = self._running.enter_context(running(app, self.listener, self.centre.end_streams))

    def stop(self) -> None:
        self._running.close()

    def restart(self) -> None:
        self.stop()
        self.start()

    def open(self) -> "Town":
        """Redeem the first administrator's code."""
        body = {"code": self.first_code, "login": "anna", "name": "Анна П.", "pin": PIN}
        given = self.ask("POST", "/v1/first-administrator", body, token="")
        assert given.status_code == 201, given.text
        self.token, self.session = given.json()["device"]["token"], given.json()["session"]
        return self

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        token: str | None = None,
        session: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        """One request as the console (or with another token and session)."""
        token, session = self.token if token is None else token, self.session if session is None else session
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        sent |= {"Kiosk-Staff": session} if session else {}
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        verify = str(self.listener.certificates.files.ca) if self.listener.certificates else True
        with requests.Session() as fresh:
            return fresh.request(
                method, self.url + path, data=data, headers={**sent, **(headers or {})}, timeout=20, verify=verify
            )

    def code(self, **what: Any) -> str:
        given = self.ask("POST", "/v1/enrolments", {"place": {}, **what})
        assert given.status_code == 201, given.text
        return str(given.json()["code"])

    def enrol(self, hall: str) -> dict[str, Any]:
        """A hub of this hall: its answer to the code."""
        given = self.ask("POST", "/v1/enrol", {"code": self.code(role="hub", hall=hall)}, token="", session="")
        assert given.status_code == 201, given.text
        return dict(given.json())

    def reader(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        """Rows of the centre's journal file."""
        with JournalReader.open(self.state / "journal.db") as reader:
            return reader.query(sql, params)

    def audit(self) -> list[tuple[str, str]]:
        """Kinds and bodies of the centre's own audit lane."""
        sql = (
            "SELECT kind, CAST(body AS TEXT) FROM journal WHERE lane = 'audit' AND origin LIKE 'central-%' ORDER BY seq"
        )
        return [(str(kind), str(body)) for kind, body in self.reader(sql)]


class HallHub:
    """The journal of a hall's hub and its real uplink to the centre."""

    def __init__(self, folder: Path, origin: str, town: Town, token: str, ca_file: Path | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{origin}.db"
        self.journal = Journal.open(self.path, origin, SystemClock())
        self.origin = origin
        self.link = HubLink(town.url, token, ca_file)
        self.uplink = Uplink(self.path, HttpTransport(self.link), least_wait=0.01, most_wait=0.1)

    def write(self, *drafts: Any, lane: str = "ops") -> None:
        with self.journal.transaction():
            self.journal.append(lane, drafts)
        self.uplink.nudge()

    def close(self) -> None:
        self.uplink.stop()
        self.link.close()
        self.journal.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path / "central", SystemClock()).open()
    yield town
    town.stop()


@pytest.fixture
def hub_of(town: Town, tmp_path: Path) -> Iterator[Callable[..., HallHub]]:
    made: list[HallHub] = []

    def make(hall: str, origin: str, token: str = "") -> HallHub:
        hub = HallHub(tmp_path / "halls" / hall, origin, town, token or town.enrol(hall)["token"])
        made.append(hub)
        return hub

    yield make
    for hub in made:
        hub.close()


def until(true: Callable[[], bool], limit: float = 20.0) -> None:
    """Wait for a condition that another thread brings about; fails after `limit` seconds."""
    waited = threading.Event()
    for _ in range(int(limit / 0.01)):
        if true():
            return
        waited.wait(0.01)
    raise AssertionError("it did not come about in time")
