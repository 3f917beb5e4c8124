"""`kiosk desk`: the operator's screen, fed by the hub; its commands go there on threads of their own."""

import sys
from typing import Any

import click

from ui.options import Options, screen_options


@click.command()
@screen_options
def main(**given: Any) -> None:
    """The operator's desk: sign in, call, serve."""
    sys.exit(run(Options(**given)))


def run(options: Options) -> int:
    """Open the desk and stay until it is closed; gives the exit code."""
    from ui.place import Place, leave_on_signals, log_to_stderr

    log_to_stderr()
    place = Place.find(options, "desk")

    from kiosk import texts
    from kiosk.clock import SystemClock
    from kiosk.sync.feed import Feed
    from ui.app import Stage

    stage = Stage("desk", place.machine.screen, options)
    from ui.desk.courier import Courier, Reply
    from ui.desk.model import DeskModel
    from ui.desk.names import Names
    from ui.desk.shift import Shift
    from ui.desk.window import show

    def took(reply: Reply) -> None:
        model.post_reply(reply)

    link = place.link()
    commands, questions = Courier(link, took), Courier(link, took)
    shift = Shift(place.machine.desk.number, commands.send, questions.send, Names(place.state), SystemClock())
    model = DeskModel(shift, texts.packaged())
    show(stage, model)
    feed = Feed(link, "desk", lambda state, _: model.post_feed(state), cache_path=place.state / "desk.json")
    leave_on_signals(stage.app)
    for part in (commands, questions, feed):
        part.start()
    try:
        return stage.run()
    finally:
        feed.stop()
        link.close()
        commands.stop()
        questions.stop()
