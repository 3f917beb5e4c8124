"""A real hub as a process of its own for benchmarks, with an administrator's console, desks and streams."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from kiosk.access.identity import Identity
from kiosk.console.first_contact import Contact
from kiosk.demo.doors import Console
from kiosk.demo.layout import free_ports
from kiosk.demo.parts import Part


@dataclass
class Hub:
    """A running hub and the console of its first administrator."""

    port: int
    folder: Path
    part: Part
    console: Console

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, role: str, desk: int | None = None) -> str:
        """A fresh device of this role; its token."""
        state = self.folder / f"{role}-{os.urandom(4).hex()}"
        self.console.enrol(state, role=role, place={"ru": "Зал", "en": "Hall"}, desk=desk)
        return Identity.load(state).token


@contextmanager
def running_hub(folder: Path) -> Iterator[Hub]:
    """A hub without TLS on loopback, its state in `folder`."""
    [port] = free_ports(1)
    machine = folder / "hub.toml"
    machine.write_text(tomlkit.dumps({"node": {"name": "hub"}, "serve": {"port": port}}), "utf-8")
    argv = [sys.executable, "-m", "kiosk", "hub", "--config", str(machine), "--state", str(folder / "state")]
    part = Part("hub", argv, environment=dict(os.environ), logs=folder, on_down=lambda name: None)
    part.start()
    try:
        ready = part.answer(30, lambda line: line.get("ready") is True)
        code = str(ready["first_administrator_code"])
        server = Contact(f"http://127.0.0.1:{port}")
        console = Console(server, folder / "console", code, "admin", "Администратор", "482915")
        yield Hub(port, folder, part, console)
    finally:
        part.stop()
