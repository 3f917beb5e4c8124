"""`kiosk staff …`: the first administrator, and accounts of the people of a hall."""

from pathlib import Path
from urllib.parse import quote

import click

from kiosk.access.rights import Role
from kiosk.console.console import Console, fail, folder, keep_session, pin_of
from kiosk.console.enrol import first_contact, free_folder, redeem, save
from kiosk.console.options import (
    again_option,
    config_option,
    fingerprint_option,
    json_option,
    pin_option,
    plain_option,
    show,
    state_option,
)
from kiosk.console.words import say


@click.group(help=say("help.staff"))
def staff() -> None:
    pass


@staff.command("first", help=say("help.staff_first"))
@click.argument("url")
@click.argument("code")
@click.option("--login", required=True, help=say("help.login"))
@click.option("--name", required=True, help=say("help.name"))
@pin_option
@config_option
@state_option
@fingerprint_option
@plain_option
@again_option
def staff_first(
    url: str,
    code: str,
    login: str,
    name: str,
    pin_file: Path | None,
    config: Path | None,
    state: Path | None,
    fingerprint: str | None,
    plain: bool,
    again: bool,
) -> None:
    where = free_folder(config, state, again)
    pin = pin_of(pin_file, say("new_pin"), twice=True)
    server = first_contact(url, fingerprint, plain)
    body = {"code": code, "login": login, "name": name, "pin": pin}
    given = redeem(server, "/v1/first-administrator", body)
    device = given.get("device")
    if not isinstance(device, dict) or type(given.get("session")) is not str:
        fail("not_a_server", url=url)
    hall = given.get("hall")
    identity = save(device, server, where, hall=hall if type(hall) is str else "")
    keep_session(where, given["session"])
    click.echo(say("founded", login=login, id=identity.id, folder=where))


@staff.command("sign-in", help=say("help.sign_in"))
@click.argument("login")
@pin_option
@config_option
@state_option
def staff_sign_in(login: str, pin_file: Path | None, config: Path | None, state: Path | None) -> None:
    console = Console.open(folder(config, state))
    console.sign_in(login, pin_of(pin_file, "PIN", twice=False))
    click.echo(say("signed_in", login=login))


@staff.command("add", help=say("help.staff_add"))
@click.argument("login")
@click.option("--name", required=True, help=say("help.name"))
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help=say("help.role"))
@pin_option
@config_option
@state_option
def staff_add(login: str, name: str, role: str, pin_file: Path | None, config: Path | None, state: Path | None) -> None:
    console = Console.open(folder(config, state))
    pin = pin_of(pin_file, say("new_pin"), twice=True)
    console.post("/v1/staff", {"login": login, "name": name, "role": role, "pin": pin})
    click.echo(say("staff_added", login=login))


@staff.command("reset", help=say("help.staff_reset"))
@click.argument("login")
@pin_option
@config_option
@state_option
def staff_reset(login: str, pin_file: Path | None, config: Path | None, state: Path | None) -> None:
    console = Console.open(folder(config, state))
    console.post(f"/v1/staff/{quote(login, safe='')}/reset", {"pin": pin_of(pin_file, say("new_pin"), twice=True)})
    click.echo(say("staff_reset", login=login))


@staff.command("disable", help=say("help.staff_disable"))
@click.argument("login")
@config_option
@state_option
def staff_disable(login: str, config: Path | None, state: Path | None) -> None:
    Console.open(folder(config, state)).post(f"/v1/staff/{quote(login, safe='')}/disable", {})
    click.echo(say("staff_disabled", login=login))


@staff.command("list", help=say("help.staff_list"))
@json_option
@config_option
@state_option
def staff_list(as_json: bool, config: Path | None, state: Path | None) -> None:
    found = Console.open(folder(config, state)).get("/v1/staff")["staff"]
    show(found, ("login", "name", "role", "source", "active", "locked"), as_json)
