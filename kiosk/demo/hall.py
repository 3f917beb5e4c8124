"""A whole hall on this machine: servers, fakes and screens, started, enrolled through the real doors, stopped."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import requests

from kiosk.access.pins import fresh_pin
from kiosk.demo.control import ControlError
from kiosk.demo.doors import Console, Doors, vouched
from kiosk.demo.layout import BOARD, DESKS, TERMINALS, Layout
from kiosk.demo.parts import Part, Parts
from kiosk.demo.stage import Stage
from kiosk.demo.teller import Teller

READY_LIMIT = 60.0
STAFF = {"d1": ("ivanova", "Иванова М. П.", "operator"), "d2": ("petrov", "Петров А. С.", "operator")}
ADMINISTRATOR = ("administrator", "Администратор зала")
FAULTS = ("paper-out", "paper-in", "cover-open", "cover-close", "cable-out", "cable-in")
SERVERS = ("hub-off", "hub-on")
PARTS = ("kill", "start")


class DemoHall:
    """Everything that runs in the demo. `start()` brings it up, `act()` is the second console, `stop()` ends it."""

    def __init__(self, layout: Layout, pictures: Path, *, scripted: bool) -> None:
        self.layout = layout
        self.pins = {login: fresh_pin() for login in (ADMINISTRATOR[0], *(login for login, _, _ in STAFF.values()))}
        self.parts = Parts()
        self._pictures = pictures
        self._scripted = scripted
        self._doors: Doors | None = None
        self._teller = Teller(self.parts.down, self._tell)

    def start(self) -> None:
        """Servers first, then the fakes, then every node is enrolled, then the screens. Raises PartError."""
        central = self._server("central")
        hub = self._server("hub")
        self._fakes()
        self._doors = Doors(
            self.layout,
            self._console("hub", self.layout.hub_url, hub),
            self._console("central", self.layout.central_url, central),
        )
        self._teller.start()
        for login, name, role in STAFF.values():
            self._doors.add_staff(login, name, role, self.pins[login])
        self._doors.join_centre()
        self.parts["hub"].restart()  # it reads its identity towards the centre at its start
        self.parts["hub"].answer(READY_LIMIT, _ready)
        for name, place in TERMINALS.items():
            self._doors.enrol(name, "terminal", place=place)
        for name, number in DESKS.items():
            self._doors.enrol(name, "desk", desk=number)
        self._doors.enrol(BOARD, "board")
        for name in (*TERMINALS, *DESKS, BOARD):
            self._screen(name)

    def stage(self, name: str) -> Stage:
        return Stage(self.parts[name])

    def logins(self) -> dict[str, tuple[str, str]]:
        """Login and fresh PIN of the operator of each desk."""
        return {desk: (login, self.pins[login]) for desk, (login, _, _) in STAFF.items()}

    def act(self, action: str, target: str) -> str:
        """One action of the second console; the sentence to print. Raises ControlError."""
        if action in SERVERS:
            if target:
                raise ControlError(f"{action} stands alone, without {target}")
            if "hub" not in self.parts:
                raise ControlError("the hub is not there yet")
            hub = self.parts["hub"]
            hub.hold(pull=True) if action == "hub-off" else hub.release()
            return f"{action}: done"
        if action in PARTS:
            return self._part_action(action, target)
        if action not in FAULTS:
            known = ", ".join((*SERVERS, *FAULTS, *(f"{one} PART" for one in PARTS)))
            raise ControlError(f"no such action: {action}; there are: {known}")
        terminal = target or next(iter(TERMINALS))
        if terminal not in TERMINALS:
            raise ControlError(f"no such terminal: {terminal}; there are: {', '.join(TERMINALS)}")
        self._fake("POST", f"devices/{terminal}-printer/do/{action}")
        return f"{action} at {terminal}: done"

    def _part_action(self, action: str, target: str) -> str:
        if target not in self.parts:
            raise ControlError(f"{action} which part? There are: {', '.join(self.parts.names())}")
        part = self.parts[target]
        if action == "start":
            part.release()
            self._teller.poke()
            return f"{target} runs again"
        if not part.kill():
            raise ControlError(f"{target} is not running; kiosk demo do start {target} starts it again")
        return f"{target} was killed"

    def papers(self, terminal: str) -> int:
        """How many papers the terminal's printer has let go."""
        found = self._fake("GET", f"devices/{terminal}-printer/papers").json()
        return len(found["papers"])

    def save_paper(self, terminal: str, number: int, name: str) -> None:
        """Draw one paper (from 1), from the bytes the printer received, into the pictures."""
        answer = self._fake("GET", f"devices/{terminal}-printer/papers/{number}.png")
        (self._pictures / f"{name}.png").write_bytes(answer.content)

    def centre(self, number: str) -> str:
        """The state of a ticket at the central server; "" while it is not known there."""
        return self._doors.ticket_at_centre(number) if self._doors else ""

    def stop(self) -> None:
        self._teller.stop()
        self.parts.stop()

    def _console(self, server: str, url: str, ready: dict[str, object]) -> Console:
        login, name = ADMINISTRATOR
        contact = vouched(url, str(ready.get("fingerprint", "")))
        code = str(ready["first_administrator_code"])
        return Console(contact, self.layout.folder(f"console-{server}"), code, login, name, self.pins[login])

    def _server(self, name: str) -> dict[str, object]:
        part = self._part(name, [name])
        return part.answer(READY_LIMIT, _ready)

    def _fakes(self) -> None:
        argv = [sys.executable, "-m", "drivers.fakes", str(self.layout.root / "fakes.toml")]
        self._run("fakes", argv).answer(READY_LIMIT, _ready)

    def _screen(self, name: str) -> None:
        program = "terminal" if name in TERMINALS else "desk" if name in DESKS else "board"
        more: list[str] = []
        if self._scripted:
            more += ["--play", "-", "--pictures", str(self._pictures)]
        if window := self.layout.windows.get(name):
            more += ["--at", f"{window.x},{window.y}", "--scale", f"{window.scale:.4f}"]
        self._part(name, [program, *more], steps=self._scripted)

    def _part(self, node: str, command: Sequence[str], *, steps: bool = False) -> Part:
        folder = self.layout.folder(node)
        argv = [sys.executable, "-m", "kiosk", *command, "--config", str(self.layout.machine(node))]
        return self._run(node, [*argv, "--state", str(folder / "state")], steps=steps)

    def _run(self, name: str, argv: Sequence[str], *, steps: bool = False) -> Part:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        logs = self.layout.root / "logs"
        part = Part(name, argv, environment=environment, logs=logs, on_down=self._left_down, steps=steps)
        return self.parts.add(part)

    def _left_down(self, name: str) -> None:
        self._teller.poke()

    def _tell(self, names: Sequence[str]) -> bool:
        return self._doors is not None and self._doors.tell_parts_down(names)

    def _fake(self, method: str, path: str) -> requests.Response:
        try:
            answer = requests.request(method, f"{self.layout.fakes_url}/{path}", timeout=10)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise ControlError(f"the virtual devices do not answer: {error}") from error
        return answer


def _ready(line: dict[str, object]) -> bool:
    return line.get("ready") is True
