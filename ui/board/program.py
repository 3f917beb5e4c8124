"""`kiosk board`: the hall's board, fed by the hub, with a chime for each call."""

import sys
from pathlib import Path
from typing import Any

import click

from kiosk.console.words import say
from ui.options import Options, screen_options

CHIME = Path(__file__).resolve().parent.parent / "sounds" / "chime.wav"


@click.command(help=say("help.board_screen"))
@screen_options
@click.option("--frames", is_flag=True, help=say("help.frames"))
def main(frames: bool, **given: Any) -> None:
    sys.exit(run(Options(**given), frames=frames))


def run(options: Options, *, frames: bool = False) -> int:
    """Open the board and stay until it is closed; gives the exit code."""
    from kiosk import logs
    from ui.place import Place, leave_on_signals

    logs.start("board")
    place = Place.find(options, "board")

    from kiosk.clock import SystemClock
    from kiosk.sound import Player
    from kiosk.sync.feed import Feed
    from ui.app import Stage
    from ui.board.frames import Frames
    from ui.board.window import panel, show

    machine = place.machine
    stage = Stage("board", panel(machine.screen), options, dark=True)
    from ui.board.model import BoardModel

    player = Player(machine.sound.player, machine.sound.limit)
    model = BoardModel(lambda: player.play(CHIME), SystemClock(), machine.languages[0])
    window = show(stage, model, machine.languages[0])
    watch = Frames(window, model) if frames else None
    link = place.link()
    feed = Feed(link, "board", lambda state, _: model.post_feed(state), cache_path=place.state / "board.json")
    leave_on_signals(stage.app)
    feed.start()
    try:
        return stage.run()
    finally:
        feed.stop()
        link.close()
        player.stop()
        del watch
