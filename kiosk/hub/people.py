"""Doors for people and devices: first administrator, enrolment, sign-in, accounts; the access room does it."""

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.access import models as bodies
from kiosk.access.door import STAFF_HEADER, source
from kiosk.access.operation import Call, Operation, add, shown
from kiosk.hub import views
from kiosk.hub.hub import Hub
from kiosk.hub.path import DEVICE_ID, LOGIN, word

DEVICE = {
    "id": "terminal-8f21c6b1d2e3",
    "role": "terminal",
    "code": "К1",
    "desk": None,
    "place": {"ru": "у входа"},
    "hall": "",
    "enrolled_at": "2026-11-22T05:00:00+00:00",
    "revoked_at": None,
}
ACCOUNT = {
    "login": "petrov",
    "name": "Петров И. С.",
    "role": "operator",
    "source": "hall",
    "active": True,
    "locked": False,
}
PEM = "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    async def first(call: Call) -> Response:
        given = await hub.doors.first_administrator(source(call.request), call.body)
        hub.know_devices()
        return shown(given, 201)

    async def enrol(call: Call) -> Response:
        given = await hub.doors.enrol(source(call.request), call.body)
        hub.know_devices()
        return shown(given, 201)

    async def sign_in(call: Call) -> Response:
        return shown(await hub.doors.sign_in(call.who, call.body))

    async def sign_out(call: Call) -> Response:
        await hub.doors.sign_out(call.who, call.request.headers.get(STAFF_HEADER, "")[:200])
        return Response(status_code=204)

    async def enrolment(call: Call) -> Response:
        return shown(await hub.doors.open_enrolment(call.who, call.body), 201)

    async def devices(_: Call) -> Response:
        return shown(hub.doors.devices())

    async def revoke(call: Call) -> Response:
        gone = await hub.doors.revoke(call.who, word(call, "device"))
        hub.know_devices()
        return shown(gone)

    async def staff(_: Call) -> Response:
        return shown(hub.doors.staff())

    async def add_staff(call: Call) -> Response:
        return shown(await hub.doors.add_staff(call.who, call.body), 201)

    async def reset(call: Call) -> Response:
        return shown(await hub.doors.reset_staff(call.who, word(call, "login"), call.body))

    async def disable(call: Call) -> Response:
        return shown(await hub.doors.disable_staff(call.who, word(call, "login")))

    handlers = (first, enrol, sign_in, sign_out, enrolment, devices, revoke, staff, add_staff, reset, disable)
    for operation, handler in zip(OPERATIONS, handlers, strict=True):
        add(app, hub, operation, handler)


FOUNDED = {
    "device": {"id": "console-1c2d3e4f5a6b", "token": "kiosk-device-…", "role": "console"},
    "session": "kiosk-session-…",
    "hall": "arbat",
    "ca_pem": PEM,
}
ENROLLED = {
    "id": "terminal-8f21c6b1d2e3",
    "role": "terminal",
    "code": "К1",
    "token": "kiosk-device-…",
    "hall": "arbat",
    "desk": None,
    "ca_pem": PEM,
}
SIGNED_IN = {"session": "kiosk-session-…", "login": "ivanova", "name": "Иванова М. П.", "role": "administrator"}
PIN_RULES = ("pin_too_short", "pin_not_digits", "pin_too_easy")
OPERATIONS = (
    Operation(
        "POST",
        "/v1/first-administrator",
        "firstAdministrator",
        "people",
        "The printed code of the first start makes the first account, console and session",
        None,
        bodies.FirstAdministrator,
        {201: (views.Founded, FOUNDED)},
        ("code_unknown", "too_often", "busy", "bad_login", "bad_name", "login_taken", *PIN_RULES),
    ),
    Operation(
        "POST",
        "/v1/enrol",
        "enrol",
        "people",
        "A one-time code gives a device its identity and token",
        None,
        bodies.Enrol,
        {201: (views.Enrolled, ENROLLED)},
        ("code_unknown", "too_often", "no_terminal_codes"),
    ),
    Operation(
        "POST",
        "/v1/sign-in",
        "signIn",
        "people",
        "Staff signs in by PIN at an enrolled desk or console",
        "sign-in",
        bodies.SignIn,
        {200: (views.SignedIn, SIGNED_IN)},
        ("sign_in_wrong", "locked", "wait", "too_often", "busy"),
    ),
    Operation(
        "POST",
        "/v1/sign-out",
        "signOut",
        "people",
        "End the session at this device",
        "sign-out",
        None,
        {204: (None, None)},
    ),
    Operation(
        "POST",
        "/v1/enrolments",
        "openEnrolment",
        "people",
        "A one-time code for one device, good for ten minutes",
        "enrolment",
        bodies.EnrolmentWanted,
        {201: (views.EnrolmentCode, {"code": "7QK2M-9XPT4", "expires_at": "2026-11-22T09:24:00+00:00"})},
        ("too_many_codes", "wrong_role"),
        staff=True,
    ),
    Operation(
        "GET",
        "/v1/devices",
        "listDevices",
        "people",
        "All devices ever enrolled",
        "devices.read",
        None,
        {200: (views.Devices, {"devices": [DEVICE]})},
        staff=True,
    ),
    Operation(
        "DELETE",
        "/v1/devices/{device}",
        "revokeDevice",
        "people",
        "The device's token is worth nothing from now on",
        "devices.revoke",
        None,
        {200: (views.Device, DEVICE)},
        ("device_unknown",),
        (DEVICE_ID,),
        staff=True,
    ),
    Operation(
        "GET",
        "/v1/staff",
        "listStaff",
        "people",
        "All accounts",
        "staff.read",
        None,
        {200: (views.Staff, {"staff": [ACCOUNT]})},
        staff=True,
    ),
    Operation(
        "POST",
        "/v1/staff",
        "addStaff",
        "people",
        "A new account of this hall",
        "staff.write",
        bodies.StaffWanted,
        {201: (views.Account, ACCOUNT)},
        ("login_taken", "too_many_accounts", "bad_login", "bad_name", "busy", *PIN_RULES),
        staff=True,
    ),
    Operation(
        "POST",
        "/v1/staff/{login}/reset",
        "resetStaff",
        "people",
        "A new PIN; unlocks and enables",
        "staff.write",
        bodies.PinWanted,
        {200: (views.Account, ACCOUNT)},
        ("staff_unknown", "staff_read_only", "busy", *PIN_RULES),
        (LOGIN,),
        staff=True,
    ),
    Operation(
        "POST",
        "/v1/staff/{login}/disable",
        "disableStaff",
        "people",
        "Nobody signs in with this login any more",
        "staff.write",
        None,
        {200: (views.Account, ACCOUNT)},
        ("staff_unknown", "staff_read_only", "last_administrator"),
        (LOGIN,),
        staff=True,
    ),
)
