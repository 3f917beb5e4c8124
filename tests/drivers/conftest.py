"""The fakes as a process of their own, a door to their control API, and an ear for one driver."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import drivers
from drivers.base import Driver, Result, State, Status
from drivers.ticket_printer.base import Document, Gap, Pair, Print, Qr, Rule, Text

ROOT = Path(__file__).parents[2]
FONT = ROOT / "config" / "fonts" / "Inter.ttf"
LINES = ("serial", "tcp", "file")
TICKET = Document(
    (
        Text("Мои документы", strong=True),
        Pair("Басманный район", "22.11.2026 12:47"),
        Rule(),
        Text("П\u00a0047", "number"),
        Text("Паспорт гражданина: замена", "title", strong=True),
        Text("Перед вами: 4 человека"),
        Qr("T1.0192f7a0-0000-7000-8000-000000000000.AAECAwQFBgc", (Text("Покажите код терминалу"),)),
        Gap(5),
    )
)


class Fakes:
    """The control API of a running fakes process."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """Status and body of one request."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """JSON of a request that must succeed."""
        status, answer = self.ask(method, path, json.dumps(body).encode() if body is not None else None)
        assert status == 200, answer
        return json.loads(answer)

    def about(self, device: str) -> dict[str, Any]:
        return dict(self.call("GET", f"/devices/{device}"))

    def fault(self, device: str, name: str, **settings: int) -> None:
        self.call("PUT", f"/devices/{device}/faults/{name}", settings)

    def mend(self, device: str, name: str) -> None:
        self.call("DELETE", f"/devices/{device}/faults/{name}")

    def do(self, device: str, action: str) -> None:
        self.call("POST", f"/devices/{device}/do/{action}")

    def papers(self, device: str) -> list[dict[str, Any]]:
        return list(self.call("GET", f"/devices/{device}/papers")["papers"])

    def paper(self, device: str, number: int) -> dict[str, Any]:
        return dict(self.call("GET", f"/devices/{device}/papers/{number}.json"))

    def jobs(self, device: str) -> list[dict[str, Any]]:
        return list(self.call("GET", f"/devices/{device}/ledger")["jobs"])

    def operations(self, device: str) -> dict[str, int]:
        return dict(self.call("GET", f"/devices/{device}/ledger")["operations"])

    def until(self, device: str, true: Callable[[dict[str, Any]], bool], seconds: float = 10) -> dict[str, Any]:
        """What is told of the device as soon as `true` of it."""
        deadline = time.monotonic() + seconds
        while not true(about := self.about(device)):
            assert time.monotonic() < deadline, about
            time.sleep(0.02)
        return about

    def reset(self, device: str) -> None:
        """No fault, nothing held. An armed fault may go off in between, so it is done until it is true."""
        deadline = time.monotonic() + 20
        while True:
            about = self.about(device)
            if about["plugged"] and not (about["faults"] or about["armed"] or about["held_bytes"]):
                return
            assert time.monotonic() < deadline, about
            for name in [*about["faults"], *about["armed"]]:
                self.mend(device, name)
            time.sleep(0.01)


@contextmanager
def run_fakes(folder: Path, devices: str) -> Iterator[Fakes]:
    """A fakes process with these `[[devices]]`."""
    config = folder / "fakes.toml"
    config.write_text(devices, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "drivers.fakes", str(config)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        yield Fakes(json.loads(process.stdout.readline())["api"])
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
    assert process.returncode == 0


@pytest.fixture(scope="session")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ports")


@pytest.fixture(scope="session")
def _fakes_process(ports: Path) -> Iterator[Fakes]:
    common = 'kind = "ticket_printer"\nmm_per_second = 0\n'
    config = (
        f'[[devices]]\nid = "serial"\nlink = "{ports}/serial"\n{common}'
        f'[[devices]]\nid = "tcp"\ntcp = 0\n{common}'
        f'[[devices]]\nid = "file"\nfifo = "{ports}/file"\nback = "{ports}/file-back"\n{common}'
    )
    with run_fakes(ports, config) as running:
        yield running


@pytest.fixture
def fakes(_fakes_process: Fakes) -> Fakes:
    """Three printers, one on each kind of line, all mended and idle."""
    for device in LINES:
        _fakes_process.reset(device)
    return _fakes_process


class Ear:
    """Hears everything one driver says; every wait has a deadline."""

    def __init__(self) -> None:
        self.statuses: list[Status] = []
        self.results: list[Result] = []
        self._news = threading.Condition()

    def on_status(self, status: Status) -> None:
        with self._news:
            self.statuses.append(status)
            self._news.notify_all()

    def done(self, result: Result) -> None:
        with self._news:
            self.results.append(result)
            self._news.notify_all()

    def until(self, true: Callable[[], bool], seconds: float = 10) -> None:
        with self._news:
            assert self._news.wait_for(true, seconds), (self.statuses[-5:], self.results[-3:])

    def until_state(self, state: State, code: str = "", seconds: float = 10) -> Status:
        """The last status, once it is this state with this code first."""
        self.until(
            lambda: (
                bool(self.statuses)
                and self.statuses[-1].state is state
                and (self.statuses[-1].codes or ("",))[0] == code
            ),
            seconds,
        )
        return self.statuses[-1]

    def result(self, request: str, seconds: float = 20) -> Result:
        self.until(lambda: any(result.request == request for result in self.results), seconds)
        return next(result for result in self.results if result.request == request)


class Bench:
    """One driver on one line of one fake, and the ear at it."""

    def __init__(self, device: str, fakes: Fakes, driver: Driver, ear: Ear) -> None:
        self.device, self.fakes, self.driver, self.ear = device, fakes, driver, ear

    def submit(self, request: str, document: Document = TICKET, timeout: float = 15) -> None:
        self.driver.submit(Print(document), request=request, timeout=timeout, done=self.ear.done)

    def print(self, request: str, document: Document = TICKET, timeout: float = 15) -> Result:
        self.submit(request, document, timeout)
        return self.ear.result(request)


@pytest.fixture
def line_of(ports: Path, fakes: Fakes) -> Callable[[str], dict[str, Any]]:
    """The `transport` table of a fake's line."""

    def table(device: str) -> dict[str, Any]:
        return {
            "serial": {"kind": "serial", "port": str(ports / "serial"), "baud": 115200},
            "tcp": {"kind": "tcp", "host": "127.0.0.1", "port": int(fakes.about("tcp")["address"].split(":")[1])},
            "file": {"kind": "file", "path": str(ports / "file"), "back": str(ports / "file-back")},
        }[device]

    return table


@pytest.fixture
def bench_of(fakes: Fakes, line_of: Callable[[str], dict[str, Any]]) -> Iterator[Callable[..., Bench]]:
    """Makes benches; every driver is stopped at the end."""
    running: list[Driver] = []

    def make(device: str, options: Mapping[str, Any] | None = None) -> Bench:
        ear = Ear()
        settings = {"font": str(FONT), "confirm_seconds": 2.0, **(options or {})}
        driver = drivers.find("escpos").build(device, line_of(device), settings, ear.on_status)
        running.append(driver)
        driver.start()
        return Bench(device, fakes, driver, ear)

    yield make
    for driver in running:
        driver.stop()


@pytest.fixture(params=LINES)
def bench(request: pytest.FixtureRequest, bench_of: Callable[..., Bench]) -> Bench:
    """A ready printer on each kind of line in turn."""
    made = bench_of(request.param)
    made.ear.until_state(State.READY)
    assert made.print("before").ok  # whatever an earlier test left in the printer is out of it now
    made.ear.results.clear()
    return made


@pytest.fixture
def ear() -> Ear:
    """An ear of its own."""
    return Ear()
