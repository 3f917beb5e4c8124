"""Who stands at the door: the device behind a bearer token, the person behind a session, and whether they may."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kiosk.access.access import Access
from kiosk.access.account import Account
from kiosk.access.device import Device
from kiosk.access.rights import Role, missing
from kiosk.refusal import Refusal

STAFF_HEADER = "Kiosk-Staff"
SECRET_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """An enrolled device, and who is signed in at it."""

    device: Device
    staff: Account | None = None

    @property
    def login(self) -> str:
        return self.staff.login if self.staff else ""

    @property
    def administrator(self) -> bool:
        return self.staff is not None and self.staff.role is Role.ADMINISTRATOR


def bearer(connection: HTTPConnection) -> str:
    """The token of the `Authorization` header; raises Refusal `no_token`."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    token = token.strip()
    if kind.lower() != "bearer" or not 0 < len(token) <= SECRET_LONGEST:
        raise Refusal("no_token")
    return token


def source(connection: HTTPConnection) -> str:
    """Where a request without a token comes from: the address of the other side."""
    return connection.client.host if connection.client else "local"


def caller(access: Access, connection: HTTPConnection, operation: str) -> Caller:
    """The device and person behind a request, when they may do `operation`; raises Refusal.

    Refusals of codes `bad_token` and `no_right` belong into the audit lane: see `worth_noting`.
    """
    token = bearer(connection)
    device = access.devices.lookup(token)
    if device is None:
        raise Refusal("bad_token")
    session = connection.headers.get(STAFF_HEADER, "")
    account = access.sessions.current(session, device.id) if 0 < len(session) <= SECRET_LONGEST else None
    refusal = missing(operation, device.role, account.role if account else None)
    if refusal is not None:
        raise refusal
    return Caller(device, account)


def worth_noting(access: Access, refusal: Refusal, connection: HTTPConnection) -> dict[str, str | int] | None:
    """The body of the audit event `right.missing` for this refusal; None when there is nothing to note.

    At most one a minute per source, so that a loud stranger cannot fill the journal.
    """
    if refusal.code not in {"no_token", "bad_token", "no_right", "sign_in_needed"}:
        return None
    device = _known(access, connection)
    who = device.id if device else source(connection)
    if access.limits.take("audit", who, access.clock.mono_us()):
        return None
    body: dict[str, str | int] = {"code": refusal.code, "device": device.id if device else ""}
    operation = refusal.values.get("operation")
    return body | ({"operation": operation} if operation else {})


def _known(access: Access, connection: HTTPConnection) -> Device | None:
    try:
        return access.devices.lookup(bearer(connection))
    except Refusal:
        return None
