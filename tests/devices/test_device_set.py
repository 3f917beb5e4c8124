"""The devices of a machine: a broken entry is reported and the others work; a dead driver comes back."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from drivers.base import Capabilities, Completion, ConfigError, Driver, Level, Manifest, Request, Result, State, Status
from drivers.transports.base import TransportError
from kiosk.clock import ManualClock
from kiosk.devices import DeviceSet, entry
from kiosk.settings import Device

Expect = Callable[[str], None]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Wire:
    """A line that is open and says nothing."""

    answers = True

    def __init__(self) -> None:
        self._wake = threading.Event()

    def read(self, deadline: float) -> bytes:
        self._wake.wait(max(0.0, min(0.05, deadline - time.monotonic())))
        self._wake.clear()
        return b""

    def write(self, data: bytes, deadline: float) -> None:
        raise TransportError("nothing is written here")

    def wake(self) -> None:
        self._wake.set()

    def close(self) -> None:
        """Nothing to give back."""


class Lamp(Driver):
    """A device that is well as soon as it is open, and whose driver can be made to die."""

    kind = "lamp"
    poll_seconds = 0.05

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("lamp", "none")

    def opened(self, line: Any) -> None:
        self.publish(State.READY, Level.OK)

    def poll(self, line: Any) -> None:
        """Nothing to ask."""

    def received(self, data: bytes) -> None:
        """Nothing is ever said."""

    def perform(self, line: Any, request: Request) -> Result:
        return Result(request.id, Completion.SUCCESS)

    def die(self) -> None:
        """End the thread as a bug would."""

        def bug() -> None:
            raise SystemExit

        self.post(bug)


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> list[Lamp]:
    """Every lamp that was built; `dark` is refused by its own driver, `ghost` is no driver at all."""
    built: list[Lamp] = []

    def build(
        name: str, transport: Mapping[str, Any], options: Mapping[str, Any], on_status: Callable[[Status], None]
    ) -> Driver:
        if options.get("dark"):
            raise ConfigError("a lamp cannot be dark")
        built.append(Lamp(name, Wire, options, on_status))  # type: ignore[arg-type]
        return built[-1]

    lamp = Manifest("lamp", "lamp", "Lamp", ("none",), {"properties": {"font": {}}}, {}, {}, build)

    def find(driver: str) -> Manifest:
        if driver != "lamp":
            raise ConfigError(f"no driver {driver!r}")
        return lamp

    monkeypatch.setattr(entry, "find", find)
    return built


def device(driver: str = "lamp", **options: Any) -> Device:
    return Device(driver=driver, transport={}, options=options)


@pytest.fixture
def make(lamps: list[Lamp]) -> Iterator[Callable[..., DeviceSet]]:
    made: list[DeviceSet] = []

    def devices(**entries: Device) -> DeviceSet:
        made.append(DeviceSet(entries, ManualClock(NOON)))
        return made[-1]

    yield devices
    for one in made:
        one.stop()


def until(true: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.01)


def test_a_broken_entry_is_reported_and_the_others_work(make: Callable[..., DeviceSet], expect_log: Expect) -> None:
    expect_log("cannot be used")
    heard: list[Status] = []
    devices = make(left=device(), dark=device(dark=True), ghost=device("no-such-driver"), right=device())
    devices.listen(heard.append)
    devices.start()
    until(lambda: [one["level"] for one in devices.report()] == ["ok", "error", "error", "ok"])
    report = {one["name"]: one for one in devices.report()}
    assert report["dark"]["codes"] == report["ghost"]["codes"] == ["bad_config"]
    assert devices.problems == {"dark": "a lamp cannot be dark", "ghost": "no driver 'no-such-driver'"}
    assert {status.device for status in heard} == {"left", "right", "dark", "ghost"}
    assert [status.device for status in devices.statuses("lamp")] == ["left", "dark", "right"]


def test_the_report_has_the_form_of_a_status_report(make: Callable[..., DeviceSet]) -> None:
    devices = make(left=device())
    [before] = devices.report()
    assert before["level"] == "unknown"
    devices.start()
    until(lambda: devices.report()[0]["level"] == "ok")
    assert devices.report() == [
        {"name": "left", "state": "ready", "level": "ok", "codes": [], "since": "2026-11-22T12:00:00+00:00"}
    ]


def test_the_first_working_device_of_a_kind_is_found(make: Callable[..., DeviceSet], expect_log: Expect) -> None:
    expect_log("cannot be used")
    devices = make(dark=device(dark=True), left=device(), right=device())
    found = devices.first("lamp")
    assert found is not None
    assert found.name == "left"
    assert devices.first("printer") is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # that is how it dies
def test_a_driver_that_died_is_reported_and_built_anew(
    make: Callable[..., DeviceSet], lamps: list[Lamp], expect_log: Expect
) -> None:
    expect_log("its driver died")
    devices = make(left=device(), right=device())
    heard: list[tuple[str, ...]] = []
    devices.listen(lambda status: heard.append(status.codes))
    devices.start()
    until(lambda: all(one["level"] == "ok" for one in devices.report()))
    lamps[0].die()
    until(lambda: devices.report()[0]["codes"] == ["driver_died"])
    assert devices.report()[1]["level"] == "ok"
    until(lambda: devices.report()[0]["level"] == "ok")
    assert len(lamps) == 3
    assert ("driver_died",) in heard


def test_a_driver_that_draws_gets_the_shipped_font_and_an_own_one_is_kept(
    make: Callable[..., DeviceSet], lamps: list[Lamp]
) -> None:
    make(left=device(), right=device(font="/own.ttf"))
    fonts = [lamp.options["font"] for lamp in lamps]  # type: ignore[index]
    assert fonts == [str(entry.FONT), "/own.ttf"]
    assert entry.FONT.is_file()


@pytest.mark.parametrize(
    ("transport", "options"),
    [
        ({"kind": "serial"}, {}),
        ({"kind": "pigeon"}, {}),
        ({}, {}),
        ({"kind": "tcp", "host": "127.0.0.1", "port": "x"}, {}),
        ({"kind": "serial", "port": "/dev/null"}, {"code_page": "EBCDIC"}),
        ({"kind": "serial", "port": "/dev/null"}, {"unknown": 1}),
    ],
)
def test_rubbish_in_the_machine_file_costs_one_device_only(
    transport: dict[str, Any], options: dict[str, Any], expect_log: Expect
) -> None:
    expect_log("device bad cannot be used")
    bad = Device(driver="escpos", transport=transport, options=options)
    devices = DeviceSet({"bad": bad}, ManualClock(NOON))
    devices.start()
    try:
        [report] = devices.report()
        assert (report["level"], report["codes"]) == ("error", ["bad_config"])
        assert devices.problems["bad"]
    finally:
        devices.stop()
