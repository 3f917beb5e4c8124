"""What a desk or a board stands on: machine file, state folder, who it is in the hall, the way to the hub."""

import signal
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click

from kiosk.access.identity import Identity, IdentityError
from kiosk.console.stopped import stopped
from kiosk.console.words import say
from kiosk.settings import Machine, SettingsError, load_machine, state_folder
from kiosk.sync.link import HubLink
from ui.options import Options


@dataclass(frozen=True)
class Place:
    """Everything a program reads before it opens its window."""

    machine: Machine
    state: Path
    identity: Identity

    @classmethod
    def find(cls, options: Options, role: str) -> "Place":
        """Read it all; raises click.ClickException, which says what is missing and what to do."""
        try:
            machine = load_machine(options.config)
            state = state_folder(machine, options.state)
            identity = Identity.load(state)
        except (SettingsError, IdentityError) as error:
            raise stopped(error) from error
        if identity.role != role:
            raise click.ClickException(say("other_role", folder=state, role=identity.role, wanted=role))
        return cls(machine, state, identity)

    def link(self) -> HubLink:
        """The hub: where the machine file says it is, else where this machine was enrolled."""
        url = self.machine.hub.url or self.identity.hub_url
        return HubLink(url, self.identity.token, Identity.ca_file(self.state))


def leave_on_signals(app: Any) -> None:
    """SIGTERM and SIGINT end the program as closing the window does. Python hears them at the next tick of a timer."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        app.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
