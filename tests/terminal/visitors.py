"""A terminal process whose visitors take tickets without a pause, until somebody kills it: `MACHINE STATE`."""

import sys
import threading
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.settings import load_machine
from kiosk.terminal.machine import build
from kiosk.terminal.view import Intent, Screen


def main(machine: Path, state: Path) -> None:
    core = build(load_machine(machine), state, SystemClock())

    def next_touch(screen: Screen) -> None:
        if screen.busy or screen.data.get("paper") == "printing":
            return
        wish = {"attract": Intent("begin"), "start": Intent("top", "pass-20-45")}.get(screen.view, Intent("finish"))
        core.post(wish)

    core.connect(next_touch)
    core.start()
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
