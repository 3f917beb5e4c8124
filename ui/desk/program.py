"""`kiosk desk`: the operator's screen, fed by the hub; its commands go there on threads of their own."""

import sys
from typing import Any

import click

from kiosk.console.words import say
from ui.options import Options, screen_options


@click.command(help=say("help.desk_screen"))
@screen_options
def main(**given: Any) -> None:
    sys.exit(run(Options(**given)))


def run(options: Options) -> int:
    """Open the desk and stay until it is closed; gives the exit code."""
    from kiosk import logs
    from ui.place import Place, leave_on_signals

    logs.start("desk")
    place = Place.find(options, "desk")

    from ui.app import Stage

    stage = Stage("desk", place.machine.screen, options)
    from kiosk import texts
    from kiosk.clock import SystemClock
    from ui.desk.window import show
    from ui.desk.wiring import Wiring

    wiring = Wiring(place.machine.desk.number, place.link(), place.state, texts.packaged(), SystemClock())
    show(stage, wiring.model)
    leave_on_signals(stage.app)
    wiring.start()
    try:
        return stage.run()
    finally:
        wiring.stop()
