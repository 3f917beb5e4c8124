"""A real hub in this process: uvicorn in a thread on a free port, and small clients of it over real HTTP."""

import asyncio
import contextlib
import http.client
import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.access.pins import Cost
from kiosk.clock import Clock, SystemClock
from kiosk.hub.answers import NOTHING
from kiosk.hub.api import create
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.hub.hub import Hub
from kiosk.hub.rules import load_rules
from kiosk.hub.upward import Upward
from kiosk.server.listener import listen
from kiosk.settings import Serve
from tests.server.servers import running

RULES = load_rules()
CHEAP = Cost(n=16, r=1, p=1)
PASSPORT = "pass-20-45"
PIN = "493027"


@dataclass(frozen=True)
class Said:
    """An answer: status, the exact bytes, headers by lower-case name."""

    status: int
    raw: bytes
    headers: dict[str, str]

    @property
    def body(self) -> Any:
        return json.loads(self.raw)

    @property
    def code(self) -> str:
        """The refusal's code."""
        return str(self.body["error"]["code"])


class Client:
    """A device (and maybe a person) at the hub, over one kept-alive connection for the thread that uses it."""

    def __init__(self, port: int, token: str = "", session: str = "", ident: str = "", code: str = "") -> None:
        self.port, self.token, self.session, self.id, self.code = port, token, session, ident, code
        self._connection: http.client.HTTPConnection | None = None

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Said:
        data = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
        sent = {"Content-Type": "application/json"} if data is not None else {}
        sent |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent |= {"Kiosk-Staff": self.session} if self.session else {}
        for last in (False, True):
            try:
                self._connection = self._connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                self._connection.request(method, path, data, {**sent, **(headers or {})})
                answer = self._connection.getresponse()
                said = Said(answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()})
            except (ConnectionError, http.client.HTTPException):
                self.close()
                if last:
                    raise
            else:
                if said.headers.get("connection") == "close":
                    self.close()
                return said
        raise AssertionError

    def get(self, path: str, **more: Any) -> Said:
        return self.ask("GET", path, **more)

    def put(self, path: str, body: Any = None) -> Said:
        return self.ask("PUT", path, body)

    def post(self, path: str, body: Any = None, **more: Any) -> Said:
        return self.ask("POST", path, body, **more)

    def command(self, path: str, **fields: Any) -> Said:
        """Post a command with a key of its own, unless one is given."""
        return self.post(path, {"key": new_key(), **fields})

    def ticket(self, service: str = PASSPORT, key: str = "") -> Said:
        return self.command(
            "/v1/tickets", service=service, purpose="apply", language="ru", **({"key": key} if key else {})
        )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def new_key() -> str:
    return uuid.uuid4().hex


class Served:
    """The hub of one state folder, started and stopped as often as wanted."""

    def __init__(self, state: Path, clock: Clock | None = None, *, central: str = "") -> None:
        self.state = state
        self.central = central
        self.clock = clock or SystemClock()
        self.first_code: str | None = None
        self.port = 0
        self._clients: list[Client] = []
        self.start()

    def start(self) -> None:
        listener = listen(Serve(port=self.port), self.state, self.clock)
        self.port = listener.bound.getsockname()[1]
        upward = Upward(self.central, self.state)
        self.hub = Hub(self.state, RULES, self.clock, pin_cost=CHEAP, upward=upward)
        self.app = create(self.hub, listener)
        self._running = contextlib.ExitStack()
        self._running.enter_context(running(self.app, listener, self.hub.outlet.close))
        self.first_code = self.hub.first_code or self.first_code

    def stop(self) -> None:
        for client in self._clients:
            client.close()
        self._running.close()

    def restart(self) -> None:
        self.stop()
        self.start()

    def books(self, work: Callable[[Books], Any]) -> Any:
        """Look into the books, on the writer's thread."""
        loop = self.hub._loop
        assert loop is not None
        future = asyncio.run_coroutine_threadsafe(
            self.hub.work(lambda books: Outcome(NOTHING, value=work(books))), loop
        )
        return future.result(20).value

    def client(self, token: str = "", session: str = "", ident: str = "", code: str = "") -> Client:
        client = Client(self.port, token, session, ident, code)
        self._clients.append(client)
        return client


class House:
    """A served hub with an administrator signed in at a console, who lets everybody else in."""

    def __init__(self, served: Served) -> None:
        self.served = served
        body = {"code": served.first_code, "login": "ivanova", "name": "Иванова М. П.", "pin": PIN}
        given = served.client().post("/v1/first-administrator", body)
        assert given.status == 201, given.raw
        found = given.body
        self.admin = served.client(found["device"]["token"], found["session"], found["device"]["id"])

    def enrol(self, role: str, desk: int | None = None, place: str = "у входа") -> Client:
        code = self.admin.post("/v1/enrolments", {"role": role, "place": {"ru": place}, "desk": desk})
        assert code.status == 201, code.raw
        given = self.served.client().post("/v1/enrol", {"code": code.body["code"]})
        assert given.status == 201, given.raw
        return self.served.client(given.body["token"], "", given.body["id"], given.body["code"])

    def staff(self, login: str, role: str = "operator") -> None:
        made = self.admin.post("/v1/staff", {"login": login, "name": f"{login} И. С.", "role": role, "pin": PIN})
        assert made.status == 201, made.raw

    def sign_in(self, client: Client, login: str) -> Client:
        said = client.post("/v1/sign-in", {"login": login, "pin": PIN})
        assert said.status == 200, said.raw
        client.session = said.body["session"]
        return client

    def desk(self, number: int, *, opened: bool = True) -> Client:
        """A desk's device with its own operator signed in; opened unless told otherwise."""
        self.staff(f"operator{number}")
        desk = self.sign_in(self.enrol("desk", number, f"стойка {number}"), f"operator{number}")
        if opened:
            said = desk.command(f"/v1/desks/{number}/open")
            assert said.status == 200, said.raw
        return desk


def wait_for(true: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait on a condition with a deadline."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    hub = Served(tmp_path / "state")
    yield hub
    hub.stop()


@pytest.fixture
def house(served: Served) -> House:
    return House(served)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all tests of a module that do not care what others left in it: a start costs more than a test."""
    hub = Served(tmp_path_factory.mktemp("standing") / "state")
    yield House(hub)
    hub.stop()
