"""How soon a call for help and a printer's trouble stand on both desks of a whole hall of real programs.

`python -m tests.benchmarks.news_to_desks [TIMES]`: from the finger on "help" (or the paper's end) to the item on
each desk, over terminal, hub and feed, as the scripted person sees it. Needs no display.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.demo.hall import DemoHall
from kiosk.demo.layout import DESKS, plan
from tests.benchmarks.figures import percentile


def main(times: int) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        hall = DemoHall(plan(Path(folder)), Path(folder), scripted=True)
        try:
            hall.start()
            ready(hall)
            told("help", [help_once(hall) for _ in range(times)], 1000)
            told("out of paper", [trouble_once(hall) for _ in range(times)], 5000)
        finally:
            hall.stop()


def ready(hall: DemoHall) -> None:
    for desk, (login, pin) in hall.logins().items():
        stage = hall.stage(desk)
        stage.item("login", 60)
        stage.touch("login")
        stage.type(login)
        stage.touch("pin")
        stage.type(pin)
        stage.touch("signIn")
        stage.item("callNext")
    hall.stage("t1").view("attract", 60)


def help_once(hall: DemoHall) -> float:
    terminal = hall.stage("t1")
    terminal.touch("help")
    return after(hall, lambda desk: hall.stage(desk).item("help", 30), answer)


def answer(hall: DemoHall) -> None:
    hall.stage("d1").touch("helpGo")
    for desk in DESKS:
        hall.stage(desk).gone("help")
    terminal = hall.stage("t1")
    terminal.touch("begin")
    terminal.view("start")
    terminal.touch("top-pass-20-45")
    terminal.view("ticket")
    terminal.touch("finish")
    terminal.view("attract")


def trouble_once(hall: DemoHall) -> float:
    hall.act("paper-out", "t1")
    return after(hall, lambda desk: hall.stage(desk).item("strip", 30), mend)


def mend(hall: DemoHall) -> None:
    hall.act("paper-in", "t1")
    for desk in DESKS:
        hall.stage(desk).gone("strip")


def after(hall: DemoHall, seen: Callable[[str], object], then: Callable[[DemoHall], None]) -> float:
    """Milliseconds until every desk has seen it; then things are put back."""
    start = time.monotonic()
    for desk in DESKS:
        seen(desk)
    took = (time.monotonic() - start) * 1000
    then(hall)
    return took


def told(what: str, found: list[float], goal: float) -> None:
    print(
        f"{what} on every desk: p50 {percentile(found, 0.5):.0f} ms, worst {max(found):.0f} ms of {len(found)} "
        f"(wanted: {goal:.0f} ms)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
