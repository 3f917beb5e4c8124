"""The door through which news go down, the same at hub and centre: a stream of server-sent events per listener."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response, StreamingResponse

from kiosk.refusal import Refusal
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, Host, add

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
LAST_ID = "last_event_id"
Subscribe = Callable[[str, str | None], AsyncIterator[bytes]]


def install_stream(app: FastAPI, host: Host, scopes: Collection[str], subscribe: Subscribe, most: int) -> None:
    """Open `GET /v1/stream`: `subscribe(scope, last id)` gives the bytes; one device has at most `most` open."""
    open_streams: Counter[str] = Counter()

    async def counted(device: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The stream, ended as well when its device loses its token; counted as long as it lasts."""
        open_streams[device] += 1
        try:
            async for piece in pieces:
                known = host.access.devices.find(device)
                if known is None or known.revoked_at is not None:
                    return
                yield piece
        finally:
            open_streams[device] -= 1

    async def stream(call: Call) -> Response:
        scope, device = scope_of(call, scopes, LAST_ID), call.who.device.id
        if open_streams[device] >= most:
            raise Refusal("too_often", {"seconds": 5})
        last = call.request.headers.get("last-event-id") or call.request.query_params.get(LAST_ID)
        return StreamingResponse(counted(device, subscribe(scope, last)), headers=HEADERS, media_type=EVENT_STREAM)

    add(app, host, stream_operation(scopes), stream)


def scope_of(call: Call, scopes: Collection[str], *more: str) -> str:
    """The wanted scope, in a query that names nothing but it and `more`; raises Refusal `bad_request`."""
    query = call.request.query_params.multi_items()
    found = [value for name, value in query if name == "scope"]
    if len(found) != 1 or found[0] not in scopes:
        raise Refusal("bad_request", {"where": "query.scope", "why": " | ".join(scopes)})
    if any(name not in {"scope", *more} for name, _ in query):
        raise Refusal("bad_request", {"where": "query"})
    return found[0]


EVENT_STREAM = "text/event-stream"
LAST: dict[str, Any] = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "the id of the last message received; what is missed since is sent first",
    "example": "1795342800000.17",
}
LAST_IN_QUERY = {**LAST, "name": LAST_ID, "in": "query", "description": "the same, for clients without headers"}
DELTA = 'id: 1795342800000.18\nevent: delta\ndata: {"no":18,"put":[],"gone":[["call","7"]]}\n\n'


def scope_parameter(scopes: Collection[str]) -> dict[str, Any]:
    """The query parameter `scope` for the OpenAPI."""
    schema = {"type": "string", "enum": list(scopes)}
    return {"name": "scope", "in": "query", "required": True, "schema": schema, "example": next(iter(scopes))}


def stream_operation(scopes: Collection[str]) -> Operation:
    """`GET /v1/stream` in the words of the OpenAPI."""
    return Operation(
        "GET",
        "/v1/stream",
        "stream",
        "stream",
        "Server-sent events: a snapshot of the scope, then deltas; a comment every 5 s",
        "stream",
        None,
        {200: ({"type": "string"}, DELTA)},
        ("too_often",),
        (scope_parameter(scopes), LAST, LAST_IN_QUERY),
        media_type=EVENT_STREAM,
    )
