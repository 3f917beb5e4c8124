"""Doors through which changes leave: the stream, a snapshot, and the health of the hub."""

from collections import Counter
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response, StreamingResponse

from kiosk.clock import to_us
from kiosk.hub import views
from kiosk.hub.hub import Hub
from kiosk.hub.outlet import SCOPES
from kiosk.refusal import Refusal
from kiosk.server.http import JsonAnswer, refused
from kiosk.server.operation import Call, Operation, add, shown

VERSION = version("kiosk")
STREAMS = 8
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def scope_of(call: Call, *more: str) -> str:
    """The wanted scope, in a query that names nothing but it and `more`; raises Refusal `bad_request`."""
    query = call.request.query_params.multi_items()
    scopes = [value for name, value in query if name == "scope"]
    if len(scopes) != 1 or scopes[0] not in SCOPES:
        raise Refusal("bad_request", {"where": "query.scope", "why": " | ".join(SCOPES)})
    if any(name not in {"scope", *more} for name, _ in query):
        raise Refusal("bad_request", {"where": "query"})
    return scopes[0]


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors. Health shows the authority, so that a machine that is to be enrolled can fetch it."""
    open_streams: Counter[str] = Counter()

    async def counted(device: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The stream, ended as well when its device loses its token; counted as long as it lasts."""
        open_streams[device] += 1
        try:
            async for piece in pieces:
                known = hub.access.devices.find(device)
                if known is None or known.revoked_at is not None:
                    return
                yield piece
        finally:
            open_streams[device] -= 1

    async def stream(call: Call) -> Response:
        scope, device = scope_of(call, "last_event_id"), call.who.device.id
        if open_streams[device] >= STREAMS:
            raise Refusal("too_often", {"seconds": 5})
        last = call.request.headers.get("last-event-id") or call.request.query_params.get("last_event_id")
        pieces = hub.outlet.subscribe(scope, last)
        return StreamingResponse(counted(device, pieces), headers=HEADERS, media_type="text/event-stream")

    async def snapshot(call: Call) -> Response:
        return shown(hub.outlet.snapshot(scope_of(call)))

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

    add(app, hub, STREAM, stream)
    add(app, hub, SNAPSHOT, snapshot)
    add(app, hub, HEALTH, health)


SCOPE = {
    "name": "scope",
    "in": "query",
    "required": True,
    "schema": {"type": "string", "enum": list(SCOPES)},
    "example": "board",
}
LAST = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "the id of the last message received; what is missed since is sent first",
    "example": "1795342800000.17",
}
LAST_IN_QUERY = {**LAST, "name": "last_event_id", "in": "query", "description": "the same, for clients without headers"}
SHOWN = {"id": "1795342800000.17", "no": 17, "put": [["hall", "hall", {"day": "2026-11-22", "open": True}]], "gone": []}
STREAM = Operation(
    "GET",
    "/v1/stream",
    "stream",
    "stream",
    "Server-sent events: a snapshot of the scope, then deltas; a comment every 5 s",
    "stream",
    None,
    {
        200: (
            {"type": "string"},
            'id: 1795342800000.18\nevent: delta\ndata: {"no":18,"put":[],"gone":[["call","7"]]}\n\n',
        )
    },
    ("too_often",),
    (SCOPE, LAST, LAST_IN_QUERY),
    media_type="text/event-stream",
)
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
    (SCOPE,),
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
