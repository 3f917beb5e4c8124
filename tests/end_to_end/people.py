"""What visitors and operators do in the tests of a whole hall, and what the hub knows meanwhile."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kiosk.access.identity import Identity
from kiosk.demo.cast import shown_number
from kiosk.demo.hall import DemoHall
from kiosk.demo.stage import Stage
from kiosk.demo.visits import TOP, begin, sign_in
from kiosk.sync.link import HubLink, LinkDown

T = TypeVar("T")


class People:
    """Hands and eyes in a running hall."""

    def __init__(self, hall: DemoHall) -> None:
        self.hall = hall
        self.stages: dict[str, Stage] = {name: hall.stage(name) for name in ("t1", "t2", "d1", "d2", "board")}
        self._desk = self._link(hall.layout.folder("d1") / "state")

    def close(self) -> None:
        """Nobody asks the hub any more."""
        self._desk.close()

    def sign_in(self) -> None:
        for name, (login, pin) in self.hall.logins().items():
            sign_in(self.stages[name], login, pin)

    def ticket(self, name: str) -> str:
        """A visitor takes a ticket at this terminal; the number as it is sent (`П001`)."""
        terminal = self.stages[name]
        begin(terminal, "ru")
        terminal.touch(f"top-{TOP}")
        return self.number_on(name)

    def number_on(self, name: str) -> str:
        """The number on the ticket's page, which is then left."""
        terminal = self.stages[name]
        terminal.view("ticket")
        number = shown_number(terminal).replace(" ", "")
        terminal.touch("finish")
        return number

    def told(self, kind: str) -> dict[str, Any]:
        """What the hub tells every desk of this kind of thing, by id; nothing while it is away."""
        try:
            answer = self._desk.get("/v1/snapshot?scope=desk")
        except LinkDown:
            return {}
        return {ident: thing for found, ident, thing in answer.body["put"] if found == kind} if answer.ok else {}

    def waiting(self) -> list[str]:
        """Numbers of those who wait."""
        return [one["number"] for one in self.told("ticket").values() if one["state"] == "waiting"]

    @staticmethod
    def _link(state: Path) -> HubLink:
        identity = Identity.load(state)
        return HubLink(identity.hub_url, identity.token, Identity.ca_file(state))


def until(look: Callable[[], T], wanted: Callable[[T], bool], limit: float = 20.0) -> T:
    """Look until it is as wanted, at most `limit` seconds; fails with what was seen last."""
    end = time.monotonic() + limit
    while True:
        seen = look()
        if wanted(seen):
            return seen
        assert time.monotonic() < end, f"not in {limit:.0f} s; last seen: {seen}"
        time.sleep(0.05)
