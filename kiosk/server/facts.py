"""Doors through which facts come up, the same at hub and centre: the batch in a request, and their OpenAPI."""

import asyncio
from typing import Any

from kiosk.refusal import Refusal
from kiosk.server import views
from kiosk.server.operation import Operation
from kiosk.server.routes import Call
from kiosk.sync.ingest import Accepted, Refused
from kiosk.sync.wire import BadBatch, Batch, read_batch

BIG = 20_000  # bytes from which a batch is read beside the event loop


async def batch_of(call: Call) -> Batch:
    """The batch in the body, read as raw bytes. Raises Refusal `bad_envelope` or `too_large`."""
    raw = await call.request.body()
    try:
        return await asyncio.to_thread(read_batch, raw) if len(raw) > BIG else read_batch(raw)
    except BadBatch as error:
        raise Refusal(error.code, {"where": error.where} if error.where else {}) from error


def retry_after_s(result: Accepted | Refused) -> int:
    """Seconds after which the same batch may come again; 0 where waiting does not help."""
    return 1 if isinstance(result, Refused) and result.status == 503 else 0


WORD = {"type": "string", "minLength": 1, "maxLength": 128}
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["seq", "kind", "v", "at_us", "mono_us", "boot", "ticket", "body", "hash"],
    "properties": {
        "seq": {"type": "integer", "minimum": 1},
        "kind": WORD,
        "v": {"type": "integer", "minimum": 0},
        "at_us": {"type": "integer", "description": "microseconds since 1970 by the origin's clock"},
        "mono_us": {"type": "integer"},
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
BROKEN = ("gap", "bad_envelope", "chain_broken", "no_epoch_start", "fork", "quarantined", "foreign_origin", "too_large")


def events_operation(whose: str, origin: str, central: int) -> Operation:
    """`POST /v1/events` for the chains of `whose`; `origin` and `central` stand in the examples."""
    batch = {"origin": origin, "lane": "ops", "epoch": 1795342800, "events": [FIRST_EVENT]}
    return Operation(
        "POST",
        "/v1/events",
        "postEvents",
        "facts",
        f"Events of one chain of {whose}, in order; refused only for envelope, chain, gap, fork or foreign origin",
        "events",
        None,
        {200: (views.Acked, {"acked": 214, "central": central})},
        (*BROKEN, "busy"),
        raw_body={"schema": BATCH, "example": batch},
    )


def cursors_operation(whose: str, origin: str, central: int) -> Operation:
    """`GET /v1/cursors` for the chains of `whose`; `origin` and `central` stand in the examples."""
    cursor = {"origin": origin, "lane": "ops", "epoch": 1795342800, "acked": 214, "central": central}
    return Operation(
        "GET",
        "/v1/cursors",
        "getCursors",
        "facts",
        f"How far this server has each chain of {whose} (`acked`), and how far the centre has it (`central`)",
        "cursors",
        None,
        {200: (views.Cursors, {"cursors": [cursor]})},
        ("busy", "not_saved"),
    )
