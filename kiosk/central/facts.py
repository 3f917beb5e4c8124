"""Doors of the hubs: their events come up, the catalogue's news go down."""

from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.central.centre import SCOPES, Centre
from kiosk.server.facts import batch_of, cursors_operation, events_operation, retry_after_s
from kiosk.server.routes import Call, add, shown
from kiosk.server.streams import install_stream

STREAMS = 4


def install(app: FastAPI, centre: Centre) -> None:
    """Open these doors."""

    async def events(call: Call) -> Response:
        result = await centre.take(await batch_of(call), call.who.device)
        answer = shown(result.as_json(), result.status)
        if wait := retry_after_s(result):
            answer.headers["Retry-After"] = str(wait)
        return answer

    async def cursors(call: Call) -> Response:
        return shown(await centre.cursors(call.who.device))

    def subscribe(scope: str, last_id: str | None) -> AsyncIterator[bytes]:
        return centre.feed.subscribe(scope, last_id)  # looked up here: the feed comes with the centre's start

    add(app, centre, EVENTS, events)
    add(app, centre, CURSORS, cursors)
    install_stream(app, centre, SCOPES, subscribe, STREAMS)


EVENTS = events_operation("the hub's hall", "hub-1c2d3e4f5a6b", 214)
CURSORS = cursors_operation("the hub's hall", "hub-1c2d3e4f5a6b", 214)
