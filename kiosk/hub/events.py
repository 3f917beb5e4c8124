"""Doors through which facts come up: events of terminals and nodes, and how far the hub has each of their chains."""

import asyncio
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.hub import views
from kiosk.hub.answers import Reply, answer, reply
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.hub.hub import Hub
from kiosk.refusal import Refusal
from kiosk.server.http import refused
from kiosk.server.operation import Call, Operation, add
from kiosk.sync.ingest import Refused, cursors
from kiosk.sync.wire import BadBatch, Batch, read_batch, write_cursors

BIG = 20_000


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    async def events(call: Call) -> Response:
        raw = await call.request.body()
        try:
            batch = await asyncio.to_thread(read_batch, raw) if len(raw) > BIG else read_batch(raw)
        except BadBatch as error:
            values = {"where": error.where} if error.where else {}
            return refused(Refusal(error.code, values), error.status)
        terminal = call.who.device.id
        outcome = await hub.work(lambda books: taken(books, batch, terminal, hub.live.offset_us(terminal)))
        hub.nudge()
        return answer(outcome.reply)

    async def known(call: Call) -> Response:
        own = call.who.device.id
        outcome = await hub.work(
            lambda books: Outcome(
                reply(200, write_cursors(cursors(books.journal, allowed=lambda origin: origin == own)))
            )
        )
        return answer(outcome.reply)

    add(app, hub, EVENTS, events)
    add(app, hub, CURSORS, known)


def taken(books: Books, batch: Batch, origin: str, offset_us: int | None) -> Outcome:
    """Store a batch of this origin, and nobody else's."""
    result, changes = books.ingest(batch, lambda found: found == origin, offset_us)
    body = result.as_json()
    retry = 1 if isinstance(result, Refused) and result.status == 503 else 0
    given = reply(result.status, body)
    return Outcome(Reply(given.status, given.body, retry), changes)


EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["seq", "kind", "v", "at_us", "mono_us", "boot", "ticket", "body", "hash"],
    "properties": {
        "seq": {"type": "integer", "minimum": 1},
        "kind": {"type": "string"},
        "v": {"type": "integer"},
        "at_us": {"type": "integer", "description": "microseconds since 1970 by the origin's clock"},
        "mono_us": {"type": "integer"},
        "boot": {"type": "string"},
        "ticket": {"type": "string"},
        "body": {"type": "string", "description": "the body's JSON, character by character as the origin wrote it"},
        "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
BATCH: dict[str, Any] = {
    "type": "object",
    "required": ["origin", "lane", "epoch", "events"],
    "properties": {
        "origin": {"type": "string"},
        "lane": {"type": "string", "examples": ["ops"]},
        "epoch": {"type": "integer", "minimum": 1},
        "prev": {"type": ["string", "null"], "description": "hash of the event before the first"},
        "events": {"type": "array", "minItems": 1, "maxItems": 500, "items": EVENT},
    },
}
BATCH_EXAMPLE: dict[str, Any] = {
    "origin": "terminal-8f21c6b1d2e3",
    "lane": "ops",
    "epoch": 1795342800,
    "events": [
        {
            "seq": 1,
            "kind": "epoch.started",
            "v": 1,
            "at_us": 1795342800000000,
            "mono_us": 1200000,
            "boot": "b2f1",
            "ticket": "",
            "body": '{"boot":"b2f1","previous":null,"reason":"first start"}',
            "hash": "00" * 32,
        }
    ],
}
EVENTS = Operation(
    "POST",
    "/v1/events",
    "postEvents",
    "facts",
    "Events of one chain of this node, in order; refused only for envelope, chain, gap, fork or foreign origin",
    "events",
    None,
    {200: (views.Acked, {"acked": 214, "central": 180})},
    ("gap", "bad_envelope", "chain_broken", "no_epoch_start", "fork", "quarantined", "foreign_origin", "too_large"),
    raw_body={"schema": BATCH, "example": BATCH_EXAMPLE},
)
CURSORS = Operation(
    "GET",
    "/v1/cursors",
    "getCursors",
    "facts",
    "How far the hub and the centre have each chain of this node",
    "cursors",
    None,
    {
        200: (
            views.Cursors,
            {
                "cursors": [
                    {
                        "origin": "terminal-8f21c6b1d2e3",
                        "lane": "ops",
                        "epoch": 1795342800,
                        "acked": 214,
                        "central": 180,
                    }
                ]
            },
        )
    },
)
