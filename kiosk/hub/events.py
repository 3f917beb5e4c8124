"""Doors through which facts come up: events of terminals and nodes, and how far the hub has each of their chains."""

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.hub.answers import Reply, answer, reply
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.hub.hub import Hub
from kiosk.server.facts import batch_of, cursors_operation, events_operation, retry_after_s
from kiosk.server.routes import Call, add
from kiosk.sync.ingest import cursors
from kiosk.sync.wire import Batch, write_cursors


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    async def events(call: Call) -> Response:
        batch = await batch_of(call)
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
    given = reply(result.status, result.as_json())
    return Outcome(Reply(given.status, given.body, retry_after_s(result)), changes)


EVENTS = events_operation("this node", "terminal-8f21c6b1d2e3", 180)
CURSORS = cursors_operation("this node", "terminal-8f21c6b1d2e3", 180)
