"""The whole access room of one server: what the hub and the centre build their doors on.

The methods that change something run on the server's writer thread, each in a transaction of its own together with its
audit event; memory follows after the commit, so that a failed commit changes nothing. `lookup` and `current` are
dictionary reads for any thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.access.account import Account, Attempt
from kiosk.access.device import Device, Enrolled, Enrolment
from kiosk.access.devices import Devices
from kiosk.access.first_administrator import FirstAdministrator
from kiosk.access.limits import Limits
from kiosk.access.pins import Cost, Pins, open_pepper
from kiosk.access.rights import Kind
from kiosk.access.sessions import Sessions
from kiosk.access.staff import Staff
from kiosk.access.store import Store, note
from kiosk.access.tokens import new_token
from kiosk.clock import Clock


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's token and whose it is."""

    session: str = field(repr=False)
    account: Account


@dataclass(frozen=True, slots=True)
class Founded:
    """What the first administrator's code gives: an enrolled console and a session at it."""

    enrolled: Enrolled
    session: str = field(repr=False)
    account: Account


class Access:
    """Devices, staff, sessions and limits of one server, over its journal."""

    def __init__(self, store: Store, state: Path, clock: Clock, *, cost: Cost | None = None) -> None:
        """`state` holds the pepper; `cost` of PIN hashes is lowered by tests alone."""
        self._store = store
        self.clock = clock
        self.pins = Pins(open_pepper(state), cost)
        self.devices = Devices(store, clock)
        self.staff = Staff(store, clock, self.pins)
        self.sessions = Sessions(store, clock, self.staff.find)
        self.first = FirstAdministrator(store, clock)
        self.limits = Limits()

    def first_administrator_code(self) -> str | None:
        """The code to print at this start, or None when there is nothing to print."""
        return self.first.ensure(self.staff.administrator_can_sign_in())

    def found(self, code: str, account: Account, console: Enrolment) -> Founded:
        """Redeem the first administrator's code: account, console and session, all or nothing."""
        token = new_token("device")
        with self._store.transaction():
            self.first.spend(code)
            self.staff.insert(account, by="administrator_code")
            device = self.devices.insert(console, token, "device.enrolled", {"by": account.login})
            session = self.sessions.write(account, device.id)
        self.staff.remember(account)
        self.devices.remember(device, token)
        self.sessions.remember(session, account, device.id)
        return Founded(Enrolled(device, token), session, account)

    def sign_in(self, attempt: Attempt, right: bool, device: Device) -> SignedIn:
        """The end of a sign-in, after `staff.begin` and the slow look at the PIN. Raises Refusal when it was wrong."""
        if not right or not attempt.login:
            raise self.staff.failed(attempt, device.id)
        with self._store.transaction():
            account = self.staff.passed(attempt)
            session = self.sessions.write(account, device.id)
        self.staff.welcome(account)
        self.sessions.remember(session, account, device.id)
        return SignedIn(session, account)

    def note(self, kind: str, body: Mapping[str, str | int]) -> None:
        """One audit event in a transaction of its own (a missing right, a wrong token)."""
        with self._store.transaction():
            note(self._store, kind, body)


def console(name: Mapping[str, str] | None = None) -> Enrolment:
    """What the first administrator's code makes of the machine it is typed on."""
    return Enrolment(Kind.CONSOLE, name or {})
