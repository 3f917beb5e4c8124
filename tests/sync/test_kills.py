"""Two terminals, a hub and a centre, killed again and again: the centre ends with every promised event, once."""

import random
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.journal import check
from kiosk.journal.event import Event
from kiosk.journal.journal import JournalReader
from kiosk.journal.rows import Stream

PARTS = Path(__file__).with_name("kill_parts.py")


class City:
    """The processes, and what the terminals have promised."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        hub, centre = _free_port(), _free_port()
        self.commands = {
            "centre": ["centre", folder / "centre.db", centre, 0],
            "hub": ["hub", folder / "hub.db", hub, centre],
            "t-1": ["terminal", folder / "t-1.db", 0, hub],
            "t-2": ["terminal", folder / "t-2.db", 0, hub],
        }
        self.running: dict[str, subprocess.Popen[str]] = {}
        self.promised: dict[str, set[tuple[int, int, str]]] = {"t-1": set(), "t-2": set()}
        self._listeners: list[threading.Thread] = []

    def start(self, name: str) -> None:
        argv = [sys.executable, str(PARTS), *map(str, self.commands[name])]
        process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        self.running[name] = process
        listener = threading.Thread(target=self._listen, args=(name, process))
        listener.start()
        self._listeners.append(listener)

    def _listen(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                epoch, seq, digest = line.split()
                self.promised[name].add((int(epoch), int(seq), digest))
        process.stdout.close()

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for name in list(self.running):
            self.kill(name)
        for listener in self._listeners:
            listener.join(10)

    def events(self, file: str, origin: str) -> list[Event]:
        with JournalReader.open(self.folder / f"{file}.db") as reader:
            return list(reader.events(origin, "ops"))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    for name in made.commands:
        made.start(name)
    yield made
    made.end()


def killed(city: City, rounds: int, eventually: Callable[..., None]) -> None:
    """Kill somebody, wait until both terminals have promised more, begin again; then let everything arrive."""
    chance = random.Random(20261122)
    for _ in range(rounds):
        seen = {name: len(promises) for name, promises in city.promised.items()}
        eventually(lambda seen=seen: all(len(city.promised[name]) > seen[name] + 5 for name in seen), within=30)
        victim = chance.choice(sorted(city.commands))
        city.kill(victim)
        threading.Event().wait(chance.uniform(0, 0.1))  # how long it stays dead is what is drawn here
        city.start(victim)
    for name in ("t-1", "t-2"):
        city.kill(name)
    heads = {name: len(city.events(name, name)) for name in ("t-1", "t-2")}
    for name in heads:  # nobody writes any more: a short start only to send what is left
        city.start(name)
    eventually(lambda: all(len(city.events("centre", name)) > heads[name] for name in heads), within=30)
    for name in heads:
        city.kill(name)


def judge(city: City) -> None:
    for name, promised in city.promised.items():
        own = city.events(name, name)
        centre = city.events("centre", name)
        assert promised <= {(event.epoch, event.seq, event.hash.hex()) for event in own}
        assert centre == own[: len(centre)]
        hub = city.events("hub", name)
        assert hub == own[: len(hub)]
        followed = Counter(
            (event.data["epoch"], event.data["seq"])
            for event in city.events("hub", "hub")
            if event.kind == "ticket.arrived" and event.data["of"] == name
        )
        assert followed == Counter((event.epoch, event.seq) for event in hub if event.kind == "ticket.issued")
    with JournalReader.open(city.folder / "centre.db") as reader:
        for stand in reader.heads():
            assert not list(check.faults(reader._connection, Stream(*stand[:3])))


def test_no_promised_event_is_lost_or_doubled_when_everybody_is_killed(
    city: City, eventually: Callable[..., None]
) -> None:
    killed(city, 10, eventually)
    city.end()
    judge(city)


@pytest.mark.long("sync")
@pytest.mark.timeout(1500)
def test_nothing_is_lost_or_doubled_in_three_hundred_kills(city: City, eventually: Callable[..., None]) -> None:
    killed(city, 300, eventually)
    city.end()
    judge(city)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
