"""What stands in the demo hall: its nodes, their machine files, ports and windows."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit

from kiosk.demo.windows import Window

TERMINALS = {"t1": {"ru": "Терминал 1, у входа", "en": "Terminal 1, at the entrance"},
             "t2": {"ru": "Терминал 2, слева", "en": "Terminal 2, on the left"}}  # fmt: skip
DESKS = {"d1": 1, "d2": 2}
BOARD = "board"
PANELS = {"t1": (1080, 1920), "t2": (1920, 1080), "d1": (1366, 768), "d2": (1366, 768), BOARD: (1920, 1080)}


@dataclass(frozen=True)
class Layout:
    """Ports and folders of one demo hall; every node has `<root>/<name>/machine.toml` and its state beside it."""

    root: Path
    hub: int
    central: int
    fakes: int
    windows: Mapping[str, Window] = field(default_factory=dict)
    tls: str = "auto"

    def folder(self, node: str) -> Path:
        return self.root / node

    def machine(self, node: str) -> Path:
        return self.root / node / "machine.toml"

    def printer_port(self, terminal: str) -> Path:
        """The serial port of a terminal's printer (made by the fakes)."""
        return self.root / "ports" / f"{terminal}-printer"

    @property
    def hub_url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.hub}"

    @property
    def central_url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.central}"

    @property
    def fakes_url(self) -> str:
        return f"http://127.0.0.1:{self.fakes}"

    @property
    def _scheme(self) -> str:
        return "https" if self.tls == "always" else "http"


def plan(root: Path, windows: Mapping[str, Window] | None = None, *, tls: str = "auto") -> Layout:
    """Choose free ports and write every machine file below `root`. `tls`: always, or auto (none on loopback)."""
    hub, central, fakes = free_ports(3)
    layout = Layout(root, hub, central, fakes, windows or {}, tls)
    (root / "logs").mkdir(parents=True, exist_ok=True)
    (root / "ports").mkdir(exist_ok=True)
    for node, machine in machines(layout).items():
        layout.folder(node).mkdir(exist_ok=True)
        layout.machine(node).write_text(tomlkit.dumps(machine), "utf-8")
    (root / "fakes.toml").write_text(tomlkit.dumps(fakes_config(layout)), "utf-8")
    return layout


def machines(layout: Layout) -> dict[str, dict[str, Any]]:
    """The machine file of every node, as data."""
    hub = {"url": layout.hub_url}
    found: dict[str, dict[str, Any]] = {
        "central": {"node": {"name": "central"}, "serve": {"port": layout.central, "tls": layout.tls}},
        "hub": {
            "node": {"name": "hub"},
            "serve": {"port": layout.hub, "tls": layout.tls},
            "central": {"url": layout.central_url},
        },
        BOARD: {"node": {"name": BOARD}, "hub": hub, "screen": _screen(BOARD, 1.577, theme="dark")},
    }
    for name, place in TERMINALS.items():
        found[name] = {
            "node": {"name": name, "place": place},
            "hub": hub,
            "screen": _screen(name, 4.0),
            "devices": {"printer": _printer(layout.printer_port(name))},
        }
    for name, number in DESKS.items():
        found[name] = {
            "node": {"name": name},
            "hub": hub,
            "desk": {"number": number},
            "screen": _screen(name, 3.8),
        }
    return found


def fakes_config(layout: Layout) -> dict[str, Any]:
    """The other side: one thermal printer at each terminal, on a pseudo-terminal."""
    return {
        "api": {"port": layout.fakes},
        "devices": [
            {"id": f"{name}-printer", "kind": "ticket_printer", "link": str(layout.printer_port(name))}
            for name in TERMINALS
        ],
    }


def _screen(name: str, px_per_mm: float, **more: object) -> dict[str, object]:
    width, height = PANELS[name]
    return {"width": width, "height": height, "px_per_mm": px_per_mm, "fullscreen": False, **more}


def _printer(port: Path) -> dict[str, object]:
    return {"driver": "escpos", "transport": {"kind": "serial", "port": str(port), "baud": 115200}, "options": {}}


def free_ports(count: int) -> list[int]:
    """Free loopback TCP ports, all different (held open together while they are chosen)."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()
