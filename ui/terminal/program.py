"""`kiosk terminal`: the visitor's screen of one terminal. The window comes first, the core behind it a moment later."""

import gc
import json
import logging
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kiosk import logs
from kiosk.console.words import say
from ui.options import Options, screen_options

log = logging.getLogger(__name__)


@click.command(help=say("help.terminal_screen"))
@screen_options
def main(**given: Any) -> None:
    logs.start("terminal")
    sys.exit(run(Options(**given)))


def run(options: Options) -> int:
    """Show the window, start the core off the GUI thread, run; returns the exit code."""
    from PySide6.QtCore import Qt

    from kiosk.clock import SystemClock
    from kiosk.settings import SettingsError, load_machine, state_folder
    from ui.app import Stage
    from ui.terminal.model import TerminalModel, first_screen
    from ui.terminal.reminder import Reminder
    from ui.terminal.window import show

    try:
        machine = load_machine(options.config)
    except SettingsError as error:
        from kiosk.console.stopped import stopped

        raise stopped(error) from error
    if options.size is not None:
        width, height = options.size
        machine = machine.model_copy(
            update={"screen": machine.screen.model_copy(update={"width": width, "height": height})}
        )
    stage = Stage("terminal", machine.screen, options)
    model = TerminalModel(first_screen(machine.languages[0]), machine.languages, SystemClock())
    window = show(stage, model)
    if place := machine.node.place.get(machine.languages[0]):
        window.setTitle(place)  # whoever looks at several terminals at once tells them apart
    sounds = Sounds(machine.sound)
    reminder = Reminder(sounds.play)
    model.changed.connect(lambda: reminder.see(model.screen))
    behind = Behind(model, lambda: _build(machine, state_folder(machine, options.state)))
    # The core's libraries take half a second to load: the visitor sees the screen meanwhile.
    at_first_picture(window, behind.start)
    # Told on the starting thread, heard on this one.
    model.failed.connect(stage.leave, Qt.ConnectionType.QueuedConnection)
    code = stage.run()
    sounds.stop()
    behind.stop()
    return code


def at_first_picture(window: Any, then: Callable[[], None]) -> None:
    """Once this window's first picture is on the panel: say so on standard output as one line of JSON, then `then()`.

    The line is `{"ready": true, "swapped_ns": NS}`, NS by the monotonic clock.
    """

    def swapped() -> None:
        now = time.monotonic_ns()
        window.frameSwapped.disconnect(swapped)
        sys.stdout.write(json.dumps({"ready": True, "swapped_ns": now}) + "\n")
        sys.stdout.flush()
        then()

    window.frameSwapped.connect(swapped)


def _build(machine: Any, state: Path) -> Any:
    from kiosk.clock import SystemClock
    from kiosk.terminal.machine import build

    return build(machine, state, SystemClock())


class Sounds:
    """The player program of the machine's file, made when there is something to play: the first picture comes first."""

    def __init__(self, settings: Any) -> None:
        self._settings = settings
        self._player: Any = None

    def play(self, file: Path) -> None:
        """Ask for a sound; returns at once."""
        if self._player is None:
            from kiosk.sound import Player

            self._player = Player(self._settings.player, self._settings.limit)
        self._player.play(file)

    def stop(self) -> None:
        """Silence."""
        if self._player is not None:
            self._player.stop()


class Behind:
    """The core, and the thread that builds it. A core that cannot start ends the program, for its supervisor to see."""

    def __init__(self, model: Any, build: Any) -> None:
        self._model, self._build = model, build
        self._thread: threading.Thread | None = None
        self._core: Any = None

    def start(self) -> None:
        """Begin building; further calls do nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="start of the core")
            self._thread.start()

    def _work(self) -> None:
        try:
            self._core = self._build()
            self._core.connect(self._model.publish)
            self._core.start()
        except Exception as error:  # whatever it is, it ends this program and not just this thread
            log.error("the terminal cannot start: %s", error)
            log.debug("why it cannot start", exc_info=True)
            self._model.failed.emit(1)
            return
        self._model.attach(self._core.post)
        # The first code on a screen must not wait for its library.
        import_module("segno")
        # What is loaded by now stays: later collections need not walk it while a page moves.
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Wait for the start to be over, then stop the core."""
        if self._thread is not None:
            self._thread.join()
        if self._core is not None:
            self._core.stop()
