"""What the staff and device commands share: the console's identity, its session, PINs from a tty or a file."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from kiosk.access.identity import Identity, IdentityError, write_private
from kiosk.console.first_contact import ContactError, refused
from kiosk.console.stopped import stopped
from kiosk.console.words import language, say
from kiosk.settings import SettingsError, load_machine, state_folder
from kiosk.sync.answer import Answer, LinkDown
from kiosk.sync.link import HubLink
from kiosk.texts import packaged, text

SESSION_FILE = "session.json"


def fail(code: str, /, **values: object) -> NoReturn:
    """End the command with exit code 1 and a phrase of the table `cli`."""
    raise click.ClickException(say(code, **values))


def fail_refused(answer: Answer) -> NoReturn:
    """End the command with the server's reason, in words."""
    code, values = refused(answer)
    if packaged().has(f"refusal.{code}"):
        raise click.ClickException(text(f"refusal.{code}", language(), **values))
    fail("unclear_answer", status=answer.status, code=code)


def folder(config: Path | None, state: Path | None) -> Path:
    """The state folder of this machine; ends the command when the machine file cannot be used."""
    try:
        return state_folder(load_machine(config), state)
    except SettingsError as error:
        raise stopped(error) from error


def pin_of(pin_file: Path | None, prompt: str, *, twice: bool) -> str:
    """A PIN from a file, else from `KIOSK_PIN`, else asked on the terminal; never from the command line, where
    everybody on the machine could read it."""
    if pin_file is not None:
        try:
            return pin_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise click.ClickException(f"{pin_file}: {error}") from error
    if os.environ.get("KIOSK_PIN"):
        return os.environ["KIOSK_PIN"]
    if not sys.stdin.isatty():
        fail("no_pin")
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=twice))


@dataclass(frozen=True, slots=True)
class Console:
    """An enrolled console and the session of whoever signed in at it last."""

    state: Path
    identity: Identity
    link: HubLink

    @classmethod
    def open(cls, state: Path) -> "Console":
        """Ends the command when this machine is not enrolled."""
        try:
            identity = Identity.load(state)
        except IdentityError as error:
            raise stopped(error) from error
        link = HubLink(identity.hub_url, identity.token, Identity.ca_file(state))
        click.get_current_context().call_on_close(link.close)
        return cls(state, identity, link)

    def get(self, path: str) -> Any:
        return self._ask(lambda session: self.link.get(path, staff=session))

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._ask(lambda session: self.link.post(path, body, staff=session))

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._ask(lambda session: self.link.put(path, body, staff=session))

    def delete(self, path: str) -> Any:
        return self._ask(lambda session: self.link.delete(path, staff=session))

    def sign_in(self, login: str, pin: str) -> None:
        """Sign in at this console and keep the session; ends the command when that is refused."""
        answer = self._reach(lambda: self.link.post("/v1/sign-in", {"login": login, "pin": pin}))
        if not answer.ok:
            fail_refused(answer)
        keep_session(self.state, answer.body["session"])

    def _ask(self, request: Callable[[str], Answer]) -> Any:
        answer = self._reach(lambda: request(session_of(self.state)))
        if answer.refusal is not None and answer.refusal.code == "sign_in_needed" and sys.stdin.isatty():
            self.sign_in(click.prompt(say("login")), click.prompt("PIN", hide_input=True))
            answer = self._reach(lambda: request(session_of(self.state)))
        if not answer.ok:
            fail_refused(answer)
        return answer.body

    def _reach(self, request: Callable[[], Answer]) -> Answer:
        try:
            return request()
        except LinkDown as error:
            fail("no_answer", url=self.identity.hub_url, why=str(error))


def fail_contact(error: ContactError) -> NoReturn:
    fail(error.code, **error.values)


def keep_session(state: Path, session: str) -> None:
    """Readable by its owner alone, like the token."""
    write_private(state / SESSION_FILE, json.dumps({"session": session}).encode())


def session_of(state: Path) -> str:
    """The kept session, "" when there is none."""
    try:
        return str(json.loads((state / SESSION_FILE).read_text("utf-8"))["session"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
