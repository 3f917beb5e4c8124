"""`kiosk demo`: the whole hall on this machine, for hands and eyes, or played by a scripted visitor."""

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import click
import requests
from rich.console import Console

from kiosk.console.words import say
from kiosk.demo.cast import Cast, StoryError
from kiosk.demo.control import Control, ControlError, ask
from kiosk.demo.doors import DoorError
from kiosk.demo.hall import DemoHall
from kiosk.demo.layout import DESKS, PANELS, Layout, plan
from kiosk.demo.parts import PartError
from kiosk.demo.stage import StageError
from kiosk.demo.story import play
from kiosk.demo.summary import Summary
from kiosk.demo.windows import SMALLEST, screen_size, tile

FAILURES = (PartError, StageError, StoryError, DoorError, ControlError, requests.RequestException, OSError)


@click.group(invoke_without_command=True, help=say("help.demo"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo-pictures"), help=say("help.demo_out"))
@click.option("--play", "played", type=click.Choice(["visit", "all"]), help=say("help.demo_play"))
@click.option("--screen", default="", help=say("help.demo_screen"))
@click.option("--tls", type=click.Choice(["auto", "always"]), default="auto", help=say("help.demo_tls"))
@click.option("--keep", is_flag=True, help=say("help.demo_keep"))
@click.pass_context
def demo(context: click.Context, out: Path, played: str | None, screen: str, tls: str, keep: bool) -> None:
    if context.invoked_subcommand:
        return
    out.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
    shown = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not shown:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    layout = plan(root, tile(_pixels(screen), PANELS) if shown else None, tls=tls)
    passed = (_played if played or not shown else _by_hand)(layout, out.resolve())
    if passed and not keep:
        shutil.rmtree(root, ignore_errors=True)
    else:
        click.echo(say("demo.kept", folder=root), err=True)
    sys.exit(0 if passed else 1)


@demo.command("do", help=say("help.demo_do"))
@click.argument("action")
@click.argument("target", default="")
def do_action(action: str, target: str) -> None:
    try:
        click.echo(ask(action, target))
    except ControlError as error:
        raise click.ClickException(str(error)) from error


def _pixels(screen: str) -> tuple[int, int]:
    if not screen:
        return screen_size()
    try:
        width, height = (int(part) for part in screen.lower().split("x"))
    except ValueError:
        raise click.BadParameter(f"{screen}: expected WIDTHxHEIGHT, as 1366x768") from None
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise click.BadParameter(f"{screen}: at least {SMALLEST[0]}x{SMALLEST[1]}")
    return width, height


def _played(layout: Layout, out: Path) -> bool:
    """The scripted visitor; True when everything was seen."""
    for stale in out.glob("*.png"):
        stale.unlink()
    summary = Summary()
    hall = DemoHall(layout, out, scripted=True)

    def show() -> None:
        with summary.timed("the whole hall is started and enrolled"):
            hall.start()
        names = ("t1", "t2", *DESKS, "board")
        cast = Cast(
            {name: hall.stage(name) for name in names},
            hall.logins(),
            hall.papers,
            hall.save_paper,
            hall.centre,
            hall.act,
        )
        play(cast, summary)

    if not _guarded(hall, show) and summary.passed:  # it failed between two things that are timed
        summary.add("the story was not played to its end", None, "see above")
    for name in hall.parts.down():
        summary.add(f"{name} kept dying and was left down", None, f"{layout.root}/logs/{name}.log")
    summary.show(Console(), out)
    return summary.passed


def _by_hand(layout: Layout, out: Path) -> bool:
    """Windows for hands and eyes, until Ctrl+C; True when nothing was left down."""
    hall = DemoHall(layout, out, scripted=False)
    ended = threading.Event()

    def show() -> None:
        hall.start()
        click.echo(say("demo.open"))
        for desk, (login, pin) in hall.logins().items():
            click.echo(say("demo.desk", desk=DESKS[desk], login=login, pin=pin))
        click.echo(say("demo.console"))
        click.echo(say("demo.end"))
        for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(told, lambda *_: ended.set())
        ended.wait()

    passed = _guarded(hall, show)
    for name in hall.parts.down():
        click.echo(say("demo.left_down", name=name), err=True)
    return passed and not hall.parts.down()


def _guarded(hall: DemoHall, show: Callable[[], None]) -> bool:
    """Run `show` with the second console's door open; whatever happens, nothing of the hall is left running."""
    control = Control(hall.act)
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda number, _: sys.exit(128 + number))
    try:
        control.start()
        show()
    except FAILURES as error:
        click.echo(f"demo: {type(error).__name__}: {error}", err=True)
        return False
    finally:
        control.stop()
        hall.stop()
    return True
