"""Kill -9 at any moment: every paper that came out is in the journal, and no number is given twice after a restart."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomlkit

from kiosk.access.identity import Identity
from kiosk.journal.reader import JournalReader
from kiosk.printouts import read_ticket_code
from tests.terminal.conftest import ROOT, Printer, machine_for
from tests.terminal.support import NODE, HubStandIn, until

ROUNDS = 6
SEED = 20261122


def visitors(machine: Path, state: Path) -> "subprocess.Popen[str]":
    argv = [sys.executable, "-m", "tests.terminal.visitors", str(machine), str(state)]
    return subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def codes(printer: Printer) -> list[str]:
    """The ticket of every paper, by its QR code."""
    return [str(read_ticket_code(code)) for paper in printer.papers() for code in paper["qr"]]


@pytest.mark.timeout(150)
def test_no_printed_ticket_is_lost_and_no_number_comes_twice(hub: HubStandIn, printer: Printer, tmp_path: Path) -> None:
    # The hub leases blocks but never has a number in time: every number comes from a block or is a label.
    hub.answers["/v1/numbers"] = lambda _: (503, {"error": {"code": "starting", "values": {}}})
    state, config = tmp_path / "state", tmp_path / "machine.toml"
    machine = machine_for(hub.url, printer.link)
    config.write_text(tomlkit.dumps(machine.model_dump(include={"hub", "devices"})), "utf-8")
    Identity(id=NODE, role="terminal", token="t" * 43, hub_url=hub.url, code="К1").save(state)
    chance = random.Random(SEED)
    for round_no in range(ROUNDS):
        before = len(printer.papers())
        process = visitors(config, state)
        until(lambda before=before: len(printer.papers()) > before, 30)
        time.sleep(chance.uniform(0.0, 0.4))  # not a wait for anything: the moment of the kill is drawn by lot
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()
        assert process.returncode == -signal.SIGKILL, round_no
    with JournalReader.open(state / "journal.db") as reader:
        issued = [event for event in reader.events(NODE, "ops") if event.kind == "ticket.issued"]
    printed = codes(printer)
    assert len(printed) >= ROUNDS
    assert len(set(printed)) == len(printed)
    assert set(printed) <= {event.ticket for event in issued}
    numbers = [(event.data["day"], event.data["number"]) for event in issued]
    assert len(set(numbers)) == len(numbers)
    assert {event.data["source"] for event in issued} >= {"block"}
