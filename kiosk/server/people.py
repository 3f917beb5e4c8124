"""Doors for people and devices, the same at the hub and at the centre: who comes in, accounts, devices."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.access.door import STAFF_HEADER, source
from kiosk.server.doors import Doors
from kiosk.server.path import part
from kiosk.server.people_operations import OPERATIONS
from kiosk.server.routes import Call, Host, add, shown


def install(app: FastAPI, host: Host, doors: Callable[[], Doors], on_devices: Callable[[], None]) -> None:
    """Open these doors. `doors` is asked at each request; `on_devices` is told when a device came or went."""

    async def first(call: Call) -> Response:
        given = await doors().first_administrator(source(call.request), call.body)
        on_devices()
        return shown(given, 201)

    async def enrol(call: Call) -> Response:
        given = await doors().enrol(source(call.request), call.body)
        on_devices()
        return shown(given, 201)

    async def sign_in(call: Call) -> Response:
        return shown(await doors().sign_in(call.who, call.body))

    async def sign_out(call: Call) -> Response:
        await doors().sign_out(call.who, call.request.headers.get(STAFF_HEADER, "")[:200])
        return Response(status_code=204)

    async def enrolment(call: Call) -> Response:
        return shown(await doors().open_enrolment(call.who, call.body), 201)

    async def devices(_: Call) -> Response:
        return shown(doors().devices())

    async def revoke(call: Call) -> Response:
        gone = await doors().revoke(call.who, part(call, "device"))
        on_devices()
        return shown(gone)

    async def staff(_: Call) -> Response:
        return shown(doors().staff())

    async def add_staff(call: Call) -> Response:
        return shown(await doors().add_staff(call.who, call.body), 201)

    async def reset(call: Call) -> Response:
        return shown(await doors().reset_staff(call.who, part(call, "login"), call.body))

    async def disable(call: Call) -> Response:
        return shown(await doors().disable_staff(call.who, part(call, "login")))

    handlers = (first, enrol, sign_in, sign_out, enrolment, devices, revoke, staff, add_staff, reset, disable)
    for operation, handler in zip(OPERATIONS, handlers, strict=True):
        add(app, host, operation, handler)
