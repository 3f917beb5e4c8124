"""From the release of the finger on "take ticket" to the first byte of the ticket at the printer.

Run: `python -m tests.benchmarks.finger_to_paper [VISITS] [here|refused|silent]`. A real terminal program (software
renderer) with a printer on a pseudo-terminal; the time ends when the fake printer reads the first byte that is no
status query. `here`: the hub answers; `refused`: nobody listens on its port; `silent`: it accepts and never answers.
Also prints the memory of the terminal after the visits.
"""

import json
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
import tomlkit

from kiosk.demo.layout import free_ports
from kiosk.demo.parts import Part
from kiosk.demo.stage import Stage
from tests.benchmarks.figures import percentile, report
from tests.benchmarks.servers import Hub, running_hub

SERVICE = "top-pass-20-45"
MODES = ("here", "refused", "silent")


@contextmanager
def fake_printer(folder: Path) -> Iterator[tuple[Path, str]]:
    """The fakes program with one printer; gives its port and the ledger's address."""
    [api] = free_ports(1)
    link = folder / "printer"
    config = {"api": {"port": api}, "devices": [{"id": "p", "kind": "ticket_printer", "link": str(link)}]}
    (folder / "fakes.toml").write_text(tomlkit.dumps(config), "utf-8")
    argv = [sys.executable, "-m", "drivers.fakes", str(folder / "fakes.toml")]
    part = Part("fakes", argv, environment=dict(os.environ), logs=folder, on_down=print)
    part.start()
    try:
        part.answer(20, lambda line: line.get("ready") is True)
        yield link, f"http://127.0.0.1:{api}/devices/p/ledger"
    finally:
        part.stop()


def silence(port: int) -> None:
    """Accept everybody on the hub's port and never answer."""
    server = socket.create_server(("127.0.0.1", port), backlog=512)
    held: list[socket.socket] = []

    def accept() -> None:
        while True:
            held.append(server.accept()[0])

    threading.Thread(target=accept, daemon=True).start()


def screen() -> dict[str, str]:
    """On the X display when there is one (Xvfb), else drawn off screen; always by the software renderer."""
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    return {**os.environ, "QT_QPA_PLATFORM": platform, "QT_QUICK_BACKEND": "software"}


@contextmanager
def terminal(folder: Path, hub: Hub, printer: Path) -> Iterator[Part]:
    """The real terminal program, enrolled, playing steps from its standard input."""
    state = folder / "terminal"
    hub.console.enrol(state, role="terminal", place={"ru": "Терминал", "en": "Terminal"})
    machine = {
        "node": {"name": "t1"},
        "hub": {"url": hub.url},
        "screen": {"fullscreen": False},
        "devices": {
            "printer": {"driver": "escpos", "transport": {"kind": "serial", "port": str(printer), "baud": 115200}}
        },
    }
    (folder / "terminal.toml").write_text(tomlkit.dumps(machine), "utf-8")
    argv = [sys.executable, "-m", "kiosk", "terminal", "--config", str(folder / "terminal.toml")]
    argv += ["--state", str(state), "--play", "-"]
    part = Part("terminal", argv, environment=screen(), logs=folder, on_down=print, steps=True)
    part.start()
    try:
        yield part
    finally:
        part.stop()


def visit(stage: Stage) -> int:
    """One ticket; the moment of the finger, monotonic nanoseconds."""
    stage.view("attract", 60)
    stage.touch("begin")
    stage.view("start")
    touched: int = stage.touch(SERVICE)["at_ns"]
    stage.view("ticket")
    stage.item("paper", text="~Возьмите талон")
    stage.touch("finish")
    return touched


def resident(pid: int) -> float:
    """Resident memory of a process, MB."""
    with Path(f"/proc/{pid}/status").open() as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def main(count: int, mode: str) -> None:
    artifacts = Path(__file__).resolve().parents[1] / "artifacts"
    artifacts.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=artifacts) as name:
        folder = Path(name)
        with running_hub(folder) as hub, fake_printer(folder) as (link, ledger), terminal(folder, hub, link) as part:
            stage = Stage(part)
            visit(stage)  # the printer is known, the day is heard, blocks are leased
            if mode != "here":
                hub.part.hold()
            if mode == "silent":
                silence(hub.port)
            touched = [visit(stage) for _ in range(count)]
            jobs = requests.get(ledger, timeout=10).json()["jobs"][1:]
            memory = resident(part.pid or 0)
    if len(jobs) != count:
        raise SystemExit(f"{count} tickets, but {len(jobs)} papers: {json.dumps(jobs[-3:])}")
    times = [(job["first_byte_ns"] - at) / 1e6 for job, at in zip(jobs, touched, strict=True)]
    figures = {f"p{round(share * 100)}, ms": percentile(times, share) for share in (0.5, 0.95, 0.99)}
    report(
        f"finger to paper, hub {mode}",
        {**figures, "worst, ms": max(times), f"resident after {count} visits, MB": memory},
        f"{count} visits, 1080x1920, {screen()['QT_QPA_PLATFORM']}, software renderer, printer on a pty",
    )


if __name__ == "__main__":
    chosen = sys.argv[2] if len(sys.argv) > 2 else "here"
    if chosen not in MODES:
        raise SystemExit(f"one of {', '.join(MODES)}")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300, chosen)
