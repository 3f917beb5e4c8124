"""Doors through which changes leave: the stream, a snapshot, and the health of the hub."""

from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.clock import to_us
from kiosk.hub import views
from kiosk.hub.hub import Hub
from kiosk.hub.outlet import SCOPES
from kiosk.refusal import Refusal
from kiosk.server.application import VERSION
from kiosk.server.http import JsonAnswer, refused
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, add, shown
from kiosk.server.streams import install_stream, scope_of, scope_parameter

STREAMS = 8


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors. Health shows the authority, so that a machine that is to be enrolled can fetch it."""

    async def snapshot(call: Call) -> Response:
        return shown(hub.outlet.snapshot(scope_of(call, SCOPES)))

    async def health(_: Call) -> Response:
        if not hub.alive:
            return refused(Refusal("starting"))
        now_us = to_us(hub.clock.now())
        told: dict[str, Any] = {
            "status": "ok",
            "version": VERSION,
            "hall_day": hub.outlet.hall.get("day"),
            "now_us": now_us,
        }
        return JsonAnswer({**told, "ca_pem": hub.ca_pem} if hub.ca_pem else told)

    install_stream(app, hub, SCOPES, hub.outlet.subscribe, STREAMS)
    add(app, hub, SNAPSHOT, snapshot)
    add(app, hub, HEALTH, health)


SHOWN = {"id": "1795342800000.17", "no": 17, "put": [["hall", "hall", {"day": "2026-11-22", "open": True}]], "gone": []}
SNAPSHOT = Operation(
    "GET",
    "/v1/snapshot",
    "snapshot",
    "stream",
    "All objects of a scope now, with the id to go on from",
    "snapshot",
    None,
    {200: (views.Snapshot, SHOWN)},
    (),
    (scope_parameter(SCOPES),),
)
HEALTH = Operation(
    "GET",
    "/v1/health",
    "health",
    "stream",
    "Whether the hub works, its clock, and the authority of its certificate",
    None,
    None,
    {200: (views.Health, {"status": "ok", "version": VERSION, "hall_day": "2026-11-22", "now_us": 1795342800000000})},
    ("starting",),
)
