"""The terminal's screen: start of the real program to its first picture, pictures a second while pages move.

Run: `xvfb-run -a -s "-screen 0 1920x1920x24" python -m tests.benchmarks.terminal_screen [start|portrait|landscape]`.
Prints figures, fails never. The memory after visits is measured by `finger_to_paper`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import percentile, report

WARM_RUNS = 10
ROUNDS = 5
PAGE_SECONDS = 0.6  # longer than any page moves
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
ORDER = ("start", "sections", "services", "service", "ticket", "error", "timeout", "attract")
NODE = {"id": "0190b2c0-0000-7000-8000-000000000001", "role": "terminal", "token": "t", "code": "К1", "hall": "hall"}


def conditions() -> str:
    """What else counted: panel, and how busy the machine was."""
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    return f"software renderer, {platform}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def start_ms(folder: Path, size: tuple[int, int]) -> float:
    """Milliseconds from the creation of a `kiosk terminal` (enrolled at a hub that is away) to its first picture."""
    (folder / "identity.json").write_text(json.dumps({**NODE, "hub_url": "http://127.0.0.1:9"}), "utf-8")
    machine = folder / "machine.toml"
    machine.write_text(f"[screen]\nfullscreen = false\nwidth = {size[0]}\nheight = {size[1]}\n", "utf-8")
    argv = [sys.executable, "-m", "kiosk", "terminal", "--config", str(machine), "--state", str(folder)]
    began = time.monotonic_ns()
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
    return (int(json.loads(line)["swapped_ns"]) - began) / 1e6


def starts() -> None:
    """The first start fills the caches and is not counted."""
    for name, size in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            runs = [start_ms(Path(folder), size) for _ in range(WARM_RUNS + 1)][1:]
        figures = {"median, ms": percentile(runs, 0.5), "worst, ms": max(runs)}
        report(f"terminal: start to the first picture, {name}", figures, f"{WARM_RUNS} warm starts, {conditions()}")


def items(root: Any) -> Iterator[Any]:
    """An item and everything on it."""
    yield root
    for child in root.childItems():
        yield from items(child)


def transitions(orientation: str) -> None:
    """Pictures that differ (place of the page, depth of the veil) and the gaps between them while pages slide in."""
    from kiosk.clock import ManualClock
    from kiosk.settings import Screen as Panel
    from ui.app import Stage
    from ui.terminal.model import TerminalModel, first_screen
    from ui.terminal.pictures import HALL_ZONE, LANGUAGES, NOON, screens
    from ui.terminal.window import show

    width, height = SIZES[orientation]
    stage = Stage("terminal", Panel(width=width, height=height, fullscreen=False))
    model = TerminalModel(first_screen("ru"), LANGUAGES, ManualClock(NOON), HALL_ZONE, ticking=False)
    window = show(stage, model)
    shown = dict(screens("ru", {}, portrait=height > width))
    host = next(item for item in items(window.contentItem()) if item.property("sliding") is not None)
    page, veil = host.childItems()[:2]
    seen: dict[tuple[int, int], float] = {}  # what was drawn -> when it was first swapped

    def swapped() -> None:
        if window.property("sliding"):
            seen.setdefault((round(page.x()), round(255 * veil.opacity())), time.monotonic())

    window.frameSwapped.connect(swapped)
    gaps: list[float] = []
    rates: list[float] = []
    for number, name in enumerate(ORDER * ROUNDS, start=1):
        seen.clear()
        model.publish(replace(shown[name], no=number))
        until = time.monotonic() + PAGE_SECONDS
        while time.monotonic() < until:
            stage.app.processEvents()
            time.sleep(0.0005)
        moments = list(seen.values())
        gaps += [1000 * (later - earlier) for earlier, later in pairwise(moments)]
        rates.append((len(moments) - 1) / (moments[-1] - moments[0]))
    stage.close()
    figures = {
        "distinct pictures/s, median page": percentile(rates, 0.5),
        "distinct pictures/s, worst page": min(rates),
        "gap p50, ms": percentile(gaps, 0.5),
        "gap p95, ms": percentile(gaps, 0.95),
        "gap worst, ms": max(gaps),
    }
    report(f"terminal: pages move, {orientation}", figures, f"{len(rates)} page changes, {conditions()}")


def main(wanted: str) -> None:
    if wanted in ("", "start"):
        starts()
    for orientation in SIZES:
        if wanted == orientation:
            transitions(orientation)
        elif not wanted:
            # A process each: the size of the panel belongs to the process.
            subprocess.run([sys.executable, "-m", "tests.benchmarks.terminal_screen", orientation], check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
