"""An access room over a real journal, with a clock that moves only when told and PIN hashes that cost nothing."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.access.access import Access
from kiosk.access.account import Account
from kiosk.access.device import Enrolled, Enrolment
from kiosk.access.pins import Cost
from kiosk.access.rights import Kind, Role
from kiosk.clock import ManualClock
from kiosk.journal.journal import Journal

CHEAP = Cost(n=16, r=1, p=1)
START = datetime(2026, 11, 22, 6, tzinfo=UTC)


class Room:
    """An access room that can be closed and opened again on the same disk."""

    def __init__(self, state: Path, clock: ManualClock) -> None:
        self.state = state
        self.clock = clock
        self._open()

    def _open(self) -> None:
        self.journal = Journal.open(self.state / "journal.db", "hub-1", self.clock)
        self.access = Access(self.journal, self.state, self.clock, cost=CHEAP)

    def restart(self) -> None:
        self.journal.close()
        self._open()

    def audit(self) -> list[tuple[str, Any]]:
        """Kind and body of every audit event of all epochs."""
        stands = [s for s in self.journal.heads() if (s.origin, s.lane) == ("hub-1", "audit")]
        events = [e for s in stands for e in self.journal.read(s.origin, s.lane, s.epoch, 0, 10_000)]
        return [(e.kind, json.loads(e.body)) for e in events]

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.audit() if kind != "epoch.started"]

    def account(self, login: str = "anna", pin: str = "402913", role: Role = Role.ADMINISTRATOR) -> Account:
        return Account(login, "Анна Петровна", role, self.access.pins.hash(pin))

    def device(self, role: Kind = Kind.DESK, desk: int | None = 1, **more: Any) -> Enrolled:
        code, _ = self.access.devices.make_code(Enrolment(role, desk=desk, **more), "anna")
        return self.access.devices.enrol(code)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path, ManualClock(START))
    yield room
    room.journal.close()


@pytest.fixture
def sign_in(room: Room) -> Callable[[str, str, Enrolled], Any]:
    """The three steps of a sign-in, as a server runs them."""

    def steps(login: str, pin: str, at: Enrolled) -> Any:
        attempt = room.access.staff.begin(login)
        return room.access.sign_in(attempt, room.access.pins.check(pin, attempt.pin_hash), at.device)

    return steps
