"""`kiosk device …`: enrolment codes, the list of devices, revocation."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from kiosk.access.rights import Kind
from kiosk.console.console import Console, folder
from kiosk.console.options import config_option, json_option, show, state_option
from kiosk.console.words import say


@click.group(help=say("help.device"))
def device() -> None:
    pass


@device.command("code", help=say("help.device_code"))
@click.option("--role", type=click.Choice([kind.value for kind in Kind]), required=True, help=say("help.device_role"))
@click.option("--place", "places", multiple=True, metavar="LANGUAGE=TEXT", help=say("help.place"))
@click.option("--desk", type=click.IntRange(1, 999), help=say("help.desk"))
@click.option("--hall", help=say("help.hall"))
@config_option
@state_option
def device_code(
    role: str, places: tuple[str, ...], desk: int | None, hall: str | None, config: Path | None, state: Path | None
) -> None:
    body: dict[str, Any] = {"role": role, "place": _places(places), "desk": desk}
    if hall is not None:
        body["hall"] = hall
    console = Console.open(folder(config, state))
    given = console.post("/v1/enrolments", body)
    click.echo(say("code_made", code=given["code"], url=console.identity.hub_url))


@device.command("list", help=say("help.device_list"))
@json_option
@config_option
@state_option
def device_list(as_json: bool, config: Path | None, state: Path | None) -> None:
    found = Console.open(folder(config, state)).get("/v1/devices")["devices"]
    show(found, ("id", "role", "code", "desk", "place", "enrolled_at", "revoked_at"), as_json)


@device.command("revoke", help=say("help.device_revoke"))
@click.argument("device_id", metavar="DEVICE")
@config_option
@state_option
def device_revoke(device_id: str, config: Path | None, state: Path | None) -> None:
    Console.open(folder(config, state)).delete(f"/v1/devices/{quote(device_id, safe='')}")
    click.echo(say("device_revoked", id=device_id))


def _places(given: tuple[str, ...]) -> dict[str, str]:
    places = {}
    for one in given:
        language, sign, place = one.partition("=")
        if not sign:
            raise click.BadParameter(say("bad_place", given=one))
        places[language] = place
    return places
