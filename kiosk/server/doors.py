"""What happens behind the doors for people and devices: the same at the hub and at the centre, whoever serves them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from kiosk.access.access import Access, console
from kiosk.access.account import Account, clean_login, clean_name
from kiosk.access.device import Enrolled, Enrolment
from kiosk.access.door import Caller
from kiosk.access.pins import check_rules
from kiosk.access.rights import Kind, Role
from kiosk.refusal import Refusal
from kiosk.server.models import Enrol, EnrolmentWanted, FirstAdministrator, PinWanted, SignIn, StaffWanted

WAITING_PINS = 16  # sign-ins in the queue for the one thread that hashes; beyond that: come again
T = TypeVar("T")


class Run(Protocol):
    """Does a piece of work on the server's writer thread and gives its value, or raises what it raised."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]: ...


class Doors:
    """The doors of one server. `kinds` are the devices it enrols; `hall` names the hall they belong to."""

    def __init__(
        self, access: Access, run: Run, *, kinds: frozenset[Kind], hall: Callable[[], str], ca_pem: str = ""
    ) -> None:
        self._access = access
        self._run = run
        self._kinds = kinds
        self._hall = hall
        self._ca_pem = ca_pem
        self._pin_thread = ThreadPoolExecutor(1, "pin")
        self._waiting = 0

    def close(self) -> None:
        """End the PIN thread."""
        self._pin_thread.shutdown(wait=False, cancel_futures=True)

    async def first_administrator(self, source: str, body: FirstAdministrator) -> dict[str, Any]:
        """Account, enrolled console and session for the printed code. Raises Refusal."""
        self._knock("first-administrator", source)
        account = await self._account(body.login, body.name, Role.ADMINISTRATOR, body.pin)
        async with self._noting_wrong_codes("administrator_code.failed", source):
            founded = await self._run(lambda: self._access.found(body.code, account, console()))
        device = founded.enrolled.device
        given = {"id": device.id, "token": founded.enrolled.token, "role": device.role.value}
        return {"device": given, "session": founded.session, "hall": self._hall(), "ca_pem": self._ca_pem}

    async def enrol(self, source: str, body: Enrol) -> dict[str, Any]:
        """Identity for a one-time code. Raises Refusal."""
        self._knock("enrol", source)
        async with self._noting_wrong_codes("enrolment.failed", source):
            enrolled: Enrolled = await self._run(lambda: self._access.devices.enrol(body.code))
        device = enrolled.device
        return {
            "id": device.id,
            "role": device.role.value,
            "code": device.code,
            "token": enrolled.token,
            "hall": device.hall or self._hall(),
            "desk": device.desk,
            "ca_pem": self._ca_pem,
        }

    async def sign_in(self, caller: Caller, body: SignIn) -> dict[str, Any]:
        """A session at the caller's device. The try is counted before the PIN is looked at. Raises Refusal."""
        self._knock("sign-in", caller.device.id)
        login = body.login.strip().lower()
        attempt = await self._run(lambda: self._access.staff.begin(login))
        right = await self._slow(lambda: self._access.pins.check(body.pin, attempt.pin_hash))
        signed_in = await self._run(lambda: self._access.sign_in(attempt, right, caller.device))
        account = signed_in.account
        return {
            "session": signed_in.session,
            "login": account.login,
            "name": account.name,
            "role": account.role.value,
        }

    async def sign_out(self, caller: Caller, session: str) -> None:
        """End the session of this device; nothing to end is no error."""
        await self._run(lambda: self._access.sessions.close(session, caller.device.id))

    async def open_enrolment(self, caller: Caller, body: EnrolmentWanted) -> dict[str, Any]:
        """A one-time code for one device. Raises Refusal."""
        if body.role not in self._kinds:
            raise Refusal("wrong_role", {"role": body.role.value})
        if (body.role is Kind.DESK) != (body.desk is not None):
            raise Refusal("bad_request", {"where": "desk", "why": "a desk has a number, nothing else has one"})
        if (body.role is Kind.HUB) != (body.hall is not None):
            raise Refusal("bad_request", {"where": "hall", "why": "a hub stands for a hall, nothing else does"})
        what = Enrolment(body.role, body.place, body.desk, body.hall or "")
        code, ends = await self._run(lambda: self._access.devices.make_code(what, caller.login))
        return {"code": code, "expires_at": ends.isoformat()}

    def devices(self) -> dict[str, Any]:
        """All devices ever enrolled, revoked ones too."""
        return {"devices": [device.as_json() for device in self._access.devices.listed()]}

    async def revoke(self, caller: Caller, device_id: str) -> dict[str, Any]:
        """The device's token is worth nothing from now on. Raises Refusal `device_unknown`."""
        return (await self._run(lambda: self._access.devices.revoke(device_id, caller.login))).as_json()

    def staff(self) -> dict[str, Any]:
        """All accounts, without anything secret."""
        return {"staff": [account.as_json() for account in self._access.staff.listed()]}

    async def add_staff(self, caller: Caller, body: StaffWanted) -> dict[str, Any]:
        """A new account. Raises Refusal, also for a PIN nobody should have."""
        account = await self._account(body.login, body.name, body.role, body.pin)
        return (await self._run(lambda: self._access.staff.add(account, caller.login))).as_json()

    async def reset_staff(self, caller: Caller, login: str, body: PinWanted) -> dict[str, Any]:
        """A new PIN; unlocks, enables, and ends the sessions the old PIN opened. Raises Refusal."""
        found = self._access.staff.find(login)
        if found is None:
            raise Refusal("staff_unknown", {"login": login[:64]})
        check_rules(body.pin, found.role)
        pin_hash = await self._slow(lambda: self._access.pins.hash(body.pin))
        return (await self._run(lambda: self._access.staff.reset(login, pin_hash, caller.login))).as_json()

    async def disable_staff(self, caller: Caller, login: str) -> dict[str, Any]:
        """Nobody signs in with this login, and its sessions end. Raises Refusal."""
        return (await self._run(lambda: self._access.staff.disable(login, caller.login))).as_json()

    async def _account(self, login: str, name: str, role: Role, pin: str) -> Account:
        clean = clean_login(login), clean_name(name)
        check_rules(pin, role)
        return Account(*clean, role, await self._slow(lambda: self._access.pins.hash(pin)))

    def _knock(self, door: str, source: str) -> None:
        seconds = self._access.limits.take(door, source, self._access.clock.mono_us())
        if seconds:
            raise Refusal("too_often", {"seconds": int(seconds) + 1})

    @contextlib.asynccontextmanager
    async def _noting_wrong_codes(self, kind: str, source: str) -> AsyncIterator[None]:
        try:
            yield
        except Refusal as refusal:
            loud = self._access.limits.take("audit", source, self._access.clock.mono_us())
            if refusal.code == "code_unknown" and not loud:
                await self._run(lambda: self._access.note(kind, {}))
            raise

    async def _slow(self, work: Callable[[], T]) -> T:
        """Hashing takes a fifth of a second of one core: one at a time, beside the event loop and the writer."""
        if self._waiting >= WAITING_PINS:
            raise Refusal("busy", {"seconds": 2})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pin_thread, work)
        finally:
            self._waiting -= 1
