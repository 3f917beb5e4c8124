"""The terminal against a real hub process: numbers, arrivals, the hub killed while visitors come, and back again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from kiosk.access.identity import Identity
from kiosk.console.first_contact import Contact
from kiosk.demo.doors import Console
from kiosk.demo.layout import free_ports
from kiosk.sync.link import HubLink, LinkDown
from tests.terminal.conftest import Printer, Visitor, machine_for, running
from tests.terminal.support import until
from tests.terminal.test_core import in_stock, issued

Expect = Callable[[str], None]
PLACE = {"ru": "у входа", "en": "by the entrance"}
pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]


class RealHub:
    """A hub process on one port, which can be killed and started again where it was."""

    def __init__(self, folder: Path) -> None:
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self.state = folder / "hub"
        self._config = folder / "hub.toml"
        self._config.write_text(tomlkit.dumps({"serve": {"port": port}}), "utf-8")
        self._process: subprocess.Popen[str] | None = None
        self.ready: dict[str, Any] = {}

    def start(self) -> None:
        argv = [sys.executable, "-m", "kiosk", "hub", "--config", str(self._config), "--state", str(self.state)]
        self._process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        assert self._process.stdout is not None
        self.ready = json.loads(self._process.stdout.readline())

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(20)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


@pytest.fixture
def real_hub(tmp_path: Path) -> Iterator[RealHub]:
    hub = RealHub(tmp_path)
    try:
        hub.start()
        yield hub
    finally:
        hub.kill(signal.SIGTERM)


@pytest.fixture
def console(real_hub: RealHub) -> Console:
    code = str(real_hub.ready["first_administrator_code"])
    return Console(Contact(real_hub.url), real_hub.state / "console", code, "admin", "Администратор", "482915")


def waiting(link: HubLink) -> dict[str, str]:
    """Number by ticket of everybody in the line, as the hub's snapshot for desks says."""
    try:
        answer = link.get("/v1/snapshot?scope=desk")
    except LinkDown:
        return {}
    put = answer.body["put"] if answer.ok else []
    return {ident: obj["number"] for kind, ident, obj in put if kind == "ticket" and obj["state"] == "waiting"}


def test_a_ticket_from_the_hub_is_in_the_line_before_the_paper_is_taken(
    real_hub: RealHub, console: Console, printer: Printer, tmp_path: Path
) -> None:
    state = tmp_path / "terminal"
    console.enrol(state, role="terminal", place=PLACE)
    with running(machine_for(real_hub.url, printer.link), state, enrolled=True) as visitor:
        stocked(visitor, state)
        visitor.do("begin", "top:pass-20-45")
        screen = visitor.sees(lambda screen: screen.data.get("paper") == "taken")
        assert screen.data["number"] == "П\u00a0001"
        [(ticket, number)] = until(lambda: waiting(console.link)).items()
        assert number == "П001"
        assert ticket in str(printer.papers()[0]["qr"])
        visitor.do("finish")
        reprinted(visitor, console, printer, ticket)


def stocked(visitor: Visitor, state: Path) -> None:
    """Blocks leased and the hall's settings known."""
    in_stock(visitor, state)


def reprinted(visitor: Visitor, console: Console, printer: Printer, ticket: str) -> None:
    console.post(f"/v1/tickets/{ticket}/reprint", {"key": "reprint-key-1"})
    until(lambda: len(printer.papers()) == 2)
    assert "КОПИЯ" in str(printer.papers()[-1])


def test_tickets_of_two_visitors_without_a_hub_join_the_line_when_it_is_back(
    real_hub: RealHub, console: Console, printer: Printer, tmp_path: Path, expect_log: Expect
) -> None:
    expect_log("uplink|feed")
    states = [tmp_path / "one", tmp_path / "two"]
    for state in states:
        console.enrol(state, role="terminal", place=PLACE)
    assert [Identity.load(state).code for state in states] == ["К1", "К2"]
    one = running(machine_for(real_hub.url, printer.link), states[0], enrolled=True)
    two = running(machine_for(real_hub.url, None), states[1], enrolled=True)
    with one as left, two as right:
        stocked(left, states[0])
        stocked(right, states[1])
        real_hub.kill()
        numbers = [left.take_ticket(), right.take_ticket(), left.take_ticket()]
        assert len(set(numbers)) == 3
        assert {screen.view for screen in left.screens} <= {"attract", "start", "ticket"}
        real_hub.start()
        found = until(lambda: (line := waiting(console.link)) and len(line) == 3 and line, 30)
    made = [str(event["number"]) for state in states for event in issued_of(state)]
    assert sorted(found.values()) == sorted(made)


def issued_of(state: Path) -> list[dict[str, object]]:
    return issued(state, Identity.load(state).id)


def test_help_is_seen_answered_and_closed(real_hub: RealHub, console: Console, tmp_path: Path) -> None:
    state = tmp_path / "terminal"
    console.enrol(state, role="terminal", place=PLACE)
    with running(machine_for(real_hub.url, None), state, enrolled=True) as visitor:
        visitor.sees(lambda screen: screen.link)
        visitor.do("help")

        def calls() -> list[str]:
            put = console.link.get("/v1/snapshot?scope=desk").body["put"]
            return [ident for kind, ident, _ in put if kind == "help"]

        [call] = until(calls)
        console.post(f"/v1/help/{call}/answer", {"key": "answer-key-1"})
        visitor.sees(lambda screen: screen.help == "coming")
        visitor.do("begin", "leave")
        until(lambda: not calls())
