"""Doors of the hubs: their events come up, the catalogue's news go down."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response, StreamingResponse

from kiosk.central import views
from kiosk.central.centre import SCOPES, Centre
from kiosk.refusal import Refusal
from kiosk.server.http import refused
from kiosk.server.operation import Call, Operation, add, shown
from kiosk.sync.ingest import Refused
from kiosk.sync.wire import BadBatch, read_batch

BIG = 20_000  # bytes from which a batch is read beside the event loop
STREAMS = 4
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def install(app: FastAPI, centre: Centre) -> None:
    """Open these doors."""
    open_streams: Counter[str] = Counter()

    async def events(call: Call) -> Response:
        raw = await call.request.body()
        try:
            batch = await asyncio.to_thread(read_batch, raw) if len(raw) > BIG else read_batch(raw)
        except BadBatch as error:
            return refused(Refusal(error.code, {"where": error.where} if error.where else {}), error.status)
        result = await centre.take(batch, call.who.device)
        answer = shown(result.as_json(), result.status)
        if isinstance(result, Refused) and result.status == 503:
            answer.headers["Retry-After"] = "1"
        return answer

    async def cursors(call: Call) -> Response:
        return shown(await centre.cursors(call.who.device))

    async def counted(device: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The stream, ended as well when its device loses its token; counted as long as it lasts."""
        open_streams[device] += 1
        try:
            async for piece in pieces:
                known = centre.access.devices.find(device)
                if known is None or known.revoked_at is not None:
                    return
                yield piece
        finally:
            open_streams[device] -= 1

    async def stream(call: Call) -> Response:
        scope, device = call.request.query_params.get("scope", ""), call.who.device.id
        if scope not in SCOPES:
            raise Refusal("bad_request", {"where": "query.scope", "why": " | ".join(SCOPES)})
        if open_streams[device] >= STREAMS:
            raise Refusal("too_often", {"seconds": 5})
        pieces = centre.feed.subscribe(scope, call.request.headers.get("last-event-id"))
        return StreamingResponse(counted(device, pieces), headers=HEADERS, media_type="text/event-stream")

    add(app, centre, EVENTS, events)
    add(app, centre, CURSORS, cursors)
    add(app, centre, STREAM, stream)


WORD = {"type": "string", "minLength": 1, "maxLength": 128}
WHOLE = {"type": "integer"}
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["seq", "kind", "v", "at_us", "mono_us", "boot", "ticket", "body", "hash"],
    "properties": {
        "seq": {"type": "integer", "minimum": 1},
        "kind": WORD,
        "v": {"type": "integer", "minimum": 0},
        "at_us": {**WHOLE, "description": "microseconds since 1970 by the origin's clock"},
        "mono_us": WHOLE,
        "boot": {"type": "string", "maxLength": 128},
        "ticket": {"type": "string", "maxLength": 128},
        "body": {"type": "string", "description": "the body's JSON, character by character as the origin wrote it"},
        "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
BATCH: dict[str, Any] = {
    "type": "object",
    "description": "Events of one chain, contiguous; members nobody knows are passed over. docs/protocol.md",
    "required": ["origin", "lane", "epoch", "events"],
    "properties": {
        "origin": WORD,
        "lane": WORD,
        "epoch": {"type": "integer", "minimum": 1},
        "prev": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$", "description": "hash before the first event"},
        "events": {"type": "array", "minItems": 1, "maxItems": 500, "items": EVENT},
    },
}
FIRST_EVENT = {
    "seq": 1,
    "kind": "epoch.started",
    "v": 1,
    "at_us": 1795342800000000,
    "mono_us": 1200000,
    "boot": "b2f1",
    "ticket": "",
    "body": '{"boot":"b2f1","previous":null,"reason":"first start"}',
    "hash": "c4a6e9d1" * 8,
}
CURSOR = {"origin": "hub-1c2d3e4f5a6b", "lane": "ops", "epoch": 1795342800, "acked": 214, "central": 214}
BROKEN = ("gap", "bad_envelope", "chain_broken", "no_epoch_start", "fork", "quarantined", "foreign_origin", "too_large")
EVENTS = Operation(
    "POST",
    "/v1/events",
    "postEvents",
    "facts",
    "Events of one chain of the hub's hall, in order; refused only for envelope, chain, gap, fork or foreign origin",
    "events",
    None,
    {200: (views.Acked, {"acked": 214, "central": 214})},
    (*BROKEN, "busy"),
    raw_body={
        "schema": BATCH,
        "example": {"origin": "hub-1c2d3e4f5a6b", "lane": "ops", "epoch": 1795342800, "events": [FIRST_EVENT]},
    },
)
CURSORS = Operation(
    "GET",
    "/v1/cursors",
    "getCursors",
    "facts",
    "How far the centre has each chain of the hub's hall",
    "cursors",
    None,
    {200: (views.Cursors, {"cursors": [CURSOR]})},
    ("busy", "not_saved"),
)
STREAM = Operation(
    "GET",
    "/v1/stream",
    "stream",
    "facts",
    "Server-sent events: a snapshot of the scope, then deltas; a comment every 5 s",
    "stream",
    None,
    {
        200: (
            {"type": "string"},
            "id: 1795342800000.1\nevent: snapshot\n"
            'data: {"no":1,"put":[["catalogue","current",{"version":1}]],"gone":[]}\n\n',
        )
    },
    ("too_often",),
    (
        {
            "name": "scope",
            "in": "query",
            "required": True,
            "schema": {"type": "string", "enum": list(SCOPES)},
            "example": "hall",
        },
        {
            "name": "Last-Event-ID",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "description": "the id of the last message received; what is missed since is sent first",
            "example": "1795342800000.1",
        },
    ),
    media_type="text/event-stream",
)
