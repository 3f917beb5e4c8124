"""A whole terminal without its screen: the real core, a printer of the fakes' process on a pty, and a hub to choose."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.access.identity import Identity
from kiosk.clock import SystemClock
from kiosk.settings import Machine
from kiosk.terminal.core import Core
from kiosk.terminal.machine import build
from kiosk.terminal.view import Intent, Screen
from tests.terminal.support import NODE, HubStandIn, hub_stand_in, until

ROOT = Path(__file__).parents[2]


class Printer:
    """The fake printer through its control API."""

    def __init__(self, link: Path, api: int) -> None:
        self.link = link
        self._url = f"http://127.0.0.1:{api}/devices/printer"

    def _ask(self, method: str, path: str) -> Any:
        data = b"{}" if method in {"PUT", "POST"} else None
        request = urllib.request.Request(self._url + path, data=data, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def do(self, action: str) -> None:
        self._ask("POST", f"/do/{action}")

    def papers(self) -> list[dict[str, Any]]:
        """Every paper so far, as decoded from its bytes."""
        return [self._ask("GET", f"/papers/{paper['number']}.json") for paper in self._ask("GET", "/papers")["papers"]]


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    link = tmp_path / "printer"
    config = tmp_path / "fakes.toml"
    config.write_text(f'[[devices]]\nid = "printer"\nkind = "ticket_printer"\nlink = "{link}"\nmm_per_second = 0\n')
    process = subprocess.Popen(
        [sys.executable, "-m", "drivers.fakes", str(config)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        yield Printer(link, json.loads(process.stdout.readline())["api"])
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.fixture
def hub() -> Iterator[HubStandIn]:
    with hub_stand_in() as found:
        yield found


class Visitor:
    """Who stands before the core: posts what fingers do, sees every screen."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.screens: list[Screen] = []
        self.crashes: list[BaseException] = []
        core.connect(self.screens.append)

    @property
    def screen(self) -> Screen:
        return self.screens[-1]

    def do(self, *intents: str) -> None:
        for intent in intents:
            name, _, value = intent.partition(":")
            self.core.post(Intent(name, value))

    def sees(self, true: Callable[[Screen], object], seconds: float = 10.0) -> Screen:
        """The newest screen as soon as `true` of it."""
        until(lambda: self.screens and true(self.screens[-1]), seconds)
        return self.screens[-1]

    def take_ticket(self) -> str:
        """From the inviting screen to a number; returns it."""
        self.do("begin", "top:pass-20-45")
        number = str(self.sees(lambda screen: screen.view in {"ticket", "error"}).data["number"])
        self.sees(lambda screen: screen.data.get("paper") != "printing")
        self.do("finish")
        self.sees(lambda screen: screen.view == "attract")
        return number


def machine_for(url: str, printer: Path | None, **more: Any) -> Machine:
    devices = {"printer": {"driver": "escpos", "transport": {"kind": "serial", "port": str(printer)}}}
    return Machine.model_validate({"hub": {"url": url}, "devices": devices if printer else {}, **more})


@contextmanager
def running(machine: Machine, state: Path, *, enrolled: bool = False) -> Iterator[Visitor]:
    """A running terminal; without `enrolled` it gets an identity by hand."""
    if not enrolled:
        Identity(id=NODE, role="terminal", token="t" * 43, hub_url=machine.hub.url, code="К1").save(state)
    crashes: list[BaseException] = []
    core = build(machine, state, SystemClock(), crashed=crashes.append)
    visitor = Visitor(core)
    visitor.crashes = crashes
    core.start()
    try:
        yield visitor
    finally:
        core.stop()
    assert crashes == []
