"""`kiosk enrol`: a one-time code becomes the identity of this machine; the first administrator comes in so as well."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kiosk.access.identity import CENTRAL_FILE, FILE, Identity
from kiosk.console.console import fail, fail_contact, fail_refused, folder
from kiosk.console.first_contact import Contact, ContactError, contact, identity_of
from kiosk.console.options import again_option, config_option, fingerprint_option, plain_option, state_option
from kiosk.console.words import say
from kiosk.sync.answer import LinkDown


@click.command(help=say("help.enrol"))
@click.argument("url")
@click.argument("code")
@click.option("--central", is_flag=True, help=say("help.central"))
@config_option
@state_option
@fingerprint_option
@plain_option
@again_option
def enrol(
    url: str,
    code: str,
    central: bool,
    config: Path | None,
    state: Path | None,
    fingerprint: str | None,
    plain: bool,
    again: bool,
) -> None:
    where = free_folder(config, state, again, central=central)
    server = first_contact(url, fingerprint, plain)
    given = redeem(server, "/v1/enrol", {"code": code})
    identity = save(given, server, where, central=central)
    click.echo(say("enrolled", id=identity.id, role=identity.role, code=identity.code or "—", folder=where))


def free_folder(config: Path | None, state: Path | None, again: bool, *, central: bool = False) -> Path:
    """The state folder, when it has no such identity yet or the old one may go; else the command ends."""
    where = folder(config, state)
    file = where / (CENTRAL_FILE if central else FILE)
    if file.exists() and not again:
        fail("enrolled_before", file=file)
    return where


def first_contact(url: str, expected: str | None, plain: bool) -> Contact:
    """Reach the server and have its authority vouched for: by `expected`, else by a person; else the command ends."""
    try:
        server = contact(url, plain=plain)
    except ContactError as error:
        fail_contact(error)
    if not server.ca_pem:
        return server
    if expected is not None:
        if not server.matches(expected):
            fail("foreign_authority", fingerprint=server.fingerprint)
        return server
    click.echo(say("fingerprint", fingerprint=server.fingerprint))
    if not sys.stdin.isatty():
        fail("compare_fingerprint")
    if not click.confirm(say("same_fingerprint")):
        fail("not_enrolled")
    return server


def redeem(server: Contact, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bring a code to the server that was vouched for; ends the command when that fails."""
    try:
        with server.link() as link:
            answer = link.post(path, body)
    except LinkDown as error:
        fail("no_answer", url=server.url, why=str(error))
    if not answer.ok:
        fail_refused(answer)
    if not isinstance(answer.body, dict):
        fail("not_a_server", url=server.url)
    return answer.body


def save(given: Mapping[str, Any], server: Contact, where: Path, *, hall: str = "", central: bool = False) -> Identity:
    """Keep what the server gave. The authority pinned is the one that was vouched for, whatever the answer says."""
    try:
        identity = identity_of(given, server, hall)
    except ContactError as error:
        fail_contact(error)
    identity.save(where, ca_pem=server.ca_pem, central=central)
    return identity
