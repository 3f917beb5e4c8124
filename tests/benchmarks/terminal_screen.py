"""Terminal's screen: start to first picture, pictures a second while pages move, memory. Prints figures, fails never.

Run: `python tests/benchmarks/terminal_screen.py` (under Xvfb when there is no display: `xvfb-run -a python ...`).
"""

import resource
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise

WARM_RUNS = 5
ROUNDS = 3
ORDER = ("start", "sections", "services", "service", "ticket", "error", "timeout", "attract")
FIRST = """
import sys, time
sys.argv = ["terminal"]
from ui.app import Stage
from kiosk.clock import SystemClock
from kiosk.settings import Screen
from ui.terminal.model import TerminalModel, first_screen
from ui.terminal.window import show
stage = Stage("terminal", Screen(width={width}, height={height}, fullscreen=False))
model = TerminalModel(first_screen("ru"), ("ru", "en"), SystemClock())
window = show(stage, model)
def swapped():
    print(time.clock_gettime_ns(time.CLOCK_MONOTONIC), flush=True)
    stage.app.exit(0)
window.frameSwapped.connect(swapped)
stage.run()
"""


def start_ms(width: int, height: int) -> float:
    """Milliseconds from the creation of the process to its first swapped frame."""
    began = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    program = FIRST.format(width=width, height=height)
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return (int(done.stdout.split()[0]) - began) / 1e6


def transitions(orientation: str) -> str:
    """Distinct pictures a second and gaps between them while pages slide in."""
    from kiosk.clock import ManualClock
    from kiosk.settings import Screen as Panel
    from ui.app import Stage
    from ui.terminal.model import TerminalModel, first_screen
    from ui.terminal.pictures import HALL_ZONE, LANGUAGES, NOON, SIZES, screens
    from ui.terminal.window import show

    width, height = SIZES[orientation]
    stage = Stage("terminal", Panel(width=width, height=height, fullscreen=False))
    model = TerminalModel(first_screen("ru"), LANGUAGES, ManualClock(NOON), HALL_ZONE, ticking=False)
    window = show(stage, model)
    shown = dict(screens("ru", {}, portrait=height > width))
    frames: list[tuple[float, bool]] = []
    window.frameSwapped.connect(lambda: frames.append((time.monotonic(), bool(window.property("sliding")))))
    gaps: list[float] = []
    rates: list[float] = []
    for number, name in enumerate(ORDER * ROUNDS, start=1):
        frames.clear()
        model.publish(replace(shown[name], no=number))
        until = time.monotonic() + 0.6
        while time.monotonic() < until:
            stage.app.processEvents()
            time.sleep(0.0005)
        moving = [moment for moment, sliding in frames if sliding]
        gaps += [later - earlier for earlier, later in pairwise(moving)]
        if len(moving) > 2:
            rates.append((len(moving) - 1) / (moving[-1] - moving[0]))
    stage.close()
    gaps.sort()
    rates.sort()
    return (
        f"{orientation}: {rates[len(rates) // 2]:.1f} pictures/s (worst page {rates[0]:.1f}), "
        f"gap p95 {1000 * gaps[int(len(gaps) * 0.95)]:.1f} ms"
    )


def main() -> None:
    for width, height in ((1080, 1920), (1920, 1080)):
        runs = sorted(start_ms(width, height) for _ in range(WARM_RUNS + 1))
        sys.stdout.write(f"start to first frame {width}x{height}: {runs[len(runs) // 2]:.0f} ms (best {runs[0]:.0f})\n")
    for orientation in ("portrait", "landscape"):
        sys.stdout.write(transitions(orientation) + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory of the screen alone: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
