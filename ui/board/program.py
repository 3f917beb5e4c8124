"""`kiosk board`: the hall's board, fed by the hub, with a chime for each call."""

import sys
from pathlib import Path
from typing import Any

import click

from ui.options import Options, screen_options

CHIME = Path(__file__).resolve().parent.parent / "sounds" / "chime.wav"


@click.command()
@screen_options
@click.option("--frames", is_flag=True, help="print a JSON line when a new call is first on the screen")
def main(frames: bool, **given: Any) -> None:
    """The board of the hall: last calls, newest marked, with a chime."""
    sys.exit(run(Options(**given), frames=frames))


def run(options: Options, *, frames: bool = False) -> int:
    """Open the board and stay until it is closed; gives the exit code."""
    from ui.place import Place, leave_on_signals, log_to_stderr

    log_to_stderr()
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
