"""`kiosk hub`: one process that serves a hall until it is told to stop."""

import gc
import json
import os
import sys
from pathlib import Path

import click

from kiosk import logs
from kiosk.access.certificates import CertificateError
from kiosk.access.identity import IdentityError
from kiosk.clock import SystemClock
from kiosk.console.stopped import stopped
from kiosk.console.words import say
from kiosk.hub.api import create
from kiosk.hub.hub import Hub
from kiosk.hub.rules import load_rules
from kiosk.hub.upward import Upward
from kiosk.journal.errors import JournalError
from kiosk.server.listener import Listener, listen
from kiosk.server.serving import serve_until_told
from kiosk.settings import Machine, SettingsError, load_machine, state_folder

# The writer and the event loop take turns at the interpreter; a shorter turn keeps a lone command's answer quick.
SWITCH_SECONDS = 0.001
DEAD_WRITER = 70


@click.command(help=say("help.hub"))
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help=say("help.config"))
@click.option("--state", type=click.Path(path_type=Path, file_okay=False), help=say("help.state"))
@click.option("--port", type=click.IntRange(0, 65535), help=say("help.port"))
@click.option("--tls", type=click.Choice(["auto", "always", "never"]), help=say("help.tls"))
def hub(config: Path | None, state: Path | None, port: int | None, tls: str | None) -> None:
    logs.start("hub")
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        machine = with_options(load_machine(config), port, tls)
        folder = state_folder(machine, state)
        folder.mkdir(parents=True, exist_ok=True)
        run(machine, folder)
    except (SettingsError, IdentityError, CertificateError, JournalError, OSError) as error:
        raise stopped(error) from error


def with_options(machine: Machine, port: int | None, tls: str | None) -> Machine:
    """The machine file with what the command line says instead."""
    said = {name: value for name, value in (("port", port), ("tls", tls)) if value is not None}
    return machine.model_copy(update={"serve": machine.serve.model_copy(update=said)})


def run(machine: Machine, state: Path) -> None:
    """Serve until SIGTERM or SIGINT."""
    clock = SystemClock()
    listener = listen(machine.serve, state, clock)
    upward = Upward(machine.central.url, state)
    # Without its writer the hub can promise nothing: it ends at once, and whoever supervises it starts it again.
    served = Hub(state, load_rules(), clock, upward=upward, on_dead_writer=lambda: os._exit(DEAD_WRITER))
    served.open()  # before anybody is let in: what is wrong with the journal is said in one line
    serve_until_told(create(served, listener), listener, lambda: announce(served, listener), served.outlet.close)


def announce(served: Hub, listener: Listener) -> None:
    """The ready line; the first administrator's code stands in it only at the start that made it."""
    gc.collect()
    gc.freeze()  # what is here now stays: no later collection has to look at it while a visitor waits
    line: dict[str, object] = {"ready": True, "url": listener.url}
    if listener.fingerprint:
        line["fingerprint"] = listener.fingerprint
    if served.first_code is not None:
        line["first_administrator_code"] = served.first_code
    click.echo(json.dumps(line))
