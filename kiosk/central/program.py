"""`kiosk central`: the server of a city as a program."""

import json
from pathlib import Path

import click

from kiosk import logs
from kiosk.access.certificates import CertificateError
from kiosk.access.identity import IdentityError
from kiosk.central.api import create
from kiosk.central.centre import Centre
from kiosk.clock import SystemClock
from kiosk.console.stopped import stopped
from kiosk.console.words import say
from kiosk.server.listener import Listener, listen
from kiosk.server.serving import serve_until_told
from kiosk.settings import SettingsError, load_machine, state_folder

PATH = click.Path(path_type=Path)


@click.command(help=say("help.central_server"))
@click.option("--config", type=PATH, help=say("help.config"))
@click.option("--state", type=PATH, help=say("help.state"))
@click.option("--port", type=click.IntRange(0, 65535), help=say("help.port"))
@click.option("--tls", type=click.Choice(["auto", "always", "never"]), help=say("help.tls"))
def central(config: Path | None, state: Path | None, port: int | None, tls: str | None) -> None:
    logs.start("central")
    clock = SystemClock()
    try:
        machine = load_machine(config)
        folder = state_folder(machine, state)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        given = {name: value for name, value in (("port", port), ("tls", tls)) if value is not None}
        listener = listen(machine.serve.model_copy(update=given), folder, clock)
    except (SettingsError, CertificateError, IdentityError, OSError) as error:
        raise stopped(error) from error
    centre = Centre(folder, clock, ca_pem=listener.ca_pem)
    serve_until_told(create(centre, listener), listener, lambda: _ready(centre, listener), centre.end_streams)


def _ready(centre: Centre, listener: Listener) -> None:
    """One line of JSON for whoever started it; the first administrator's code stands in it at the very first start."""
    line: dict[str, object] = {"ready": True, "url": listener.url}
    if listener.fingerprint:
        line["fingerprint"] = listener.fingerprint
    if centre.first_code:
        line["first_administrator_code"] = centre.first_code
    click.echo(json.dumps(line))
