"""Doors of the hall's floor: what machines say of themselves, and calls for help."""

from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.access.rights import Kind
from kiosk.clock import to_us
from kiosk.hub import models, views
from kiosk.hub.answers import NOTHING, answer, digest
from kiosk.hub.asks import Ask, Outcome
from kiosk.hub.books import Books
from kiosk.hub.hub import Hub
from kiosk.hub.memory import Memory
from kiosk.hub.path import HELP_ID, word
from kiosk.hub.tickets import same
from kiosk.refusal import Refusal
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, add, shown


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    async def status(call: Call) -> Response:
        body: models.Status = call.body
        node = call.who.device.id
        now_us = to_us(hub.clock.now())
        devices = [device.model_dump() for device in body.devices]
        hub.live.status(node, devices, body.boot, body.sent_us, now_us, hub.clock.mono_us())
        if body.orders_done:
            outcome = await hub.work(lambda books: orders_done(books, body.orders_done, node))
            if outcome.reply is not NOTHING:
                return answer(outcome.reply)
        hall = hub.outlet.hall
        return shown({"now_us": now_us, "hall_day": hall.get("day"), "day_open": bool(hall.get("open"))})

    async def ask(call: Call) -> Response:
        terminal = call.who.device.id
        wanted = f"help-{digest(terminal, call.body.key).hex()[:16]}"

        def asked(memory: Memory) -> dict[str, Any]:
            found = memory.errands.open_call(terminal)
            return {"id": found.id if found else wanted}

        decide = lambda memory, _: memory.errands.ask(wanted, terminal)  # noqa: E731
        return answer(await hub.ask(Ask(call.body.key, same(call, "askHelp"), decide, asked, 201)))

    async def reply_to(call: Call) -> Response:
        ident, desk = word(call, "help"), call.who.device.desk
        decide = lambda memory, _: memory.errands.answer(ident, desk)  # noqa: E731
        said = lambda _: {"id": ident, "desk": desk}  # noqa: E731
        return answer(await hub.ask(Ask(call.body.key, same(call, "answerHelp", ident), decide, said)))

    async def close(call: Call) -> Response:
        ident, device = word(call, "help"), call.who.device
        terminal = device.id if device.role is Kind.TERMINAL else None
        if terminal is None and call.who.staff is None:
            raise Refusal("sign_in_needed", {"operation": "help.close"})
        decide = lambda memory, _: memory.errands.close(ident, terminal)  # noqa: E731
        over = lambda _: {"id": ident}  # noqa: E731
        return answer(await hub.ask(Ask(call.body.key, same(call, "closeHelp", ident), decide, over)))

    add(app, hub, STATUS, status)
    add(app, hub, ASK, ask)
    add(app, hub, ANSWER, reply_to)
    add(app, hub, CLOSE, close)


def orders_done(books: Books, orders: list[str], terminal: str) -> Outcome:
    """Strike out what a terminal has done."""
    drafts = books.memory.errands.done(orders, terminal)
    if not drafts:
        return Outcome(NOTHING)
    with books.saving():
        books.write(drafts)
    return Outcome(NOTHING, books.changes())


STATUS = Operation(
    "PUT",
    "/v1/status",
    "putStatus",
    "floor",
    "The latest of a machine: at each change at once, and every 2 s; after 10 s of silence a terminal counts as silent",
    "status",
    models.Status,
    {200: (views.StatusTaken, {"now_us": 1795342800000000, "hall_day": "2026-11-22", "day_open": True})},
)
ASK = Operation(
    "POST",
    "/v1/help",
    "askHelp",
    "floor",
    "A visitor at this terminal asks for help; while a call is open, the same call stands",
    "help.ask",
    models.Command,
    {201: (views.HelpAsked, {"id": "help-0c9be1d7a2f34455"})},
    ("key_reused",),
)
ANSWER = Operation(
    "POST",
    "/v1/help/{help}/answer",
    "answerHelp",
    "floor",
    "Somebody goes: only now the terminal says so",
    "help.answer",
    models.Command,
    {200: (views.HelpAnswered, {"id": "help-0c9be1d7a2f34455", "desk": 3})},
    ("help_over", "help_answered", "key_reused"),
    (HELP_ID,),
    staff=True,
)
CLOSE = Operation(
    "POST",
    "/v1/help/{help}/close",
    "closeHelp",
    "floor",
    "The call is over; a terminal ends its own, staff any",
    "help.close",
    models.Command,
    {200: (views.HelpAsked, {"id": "help-0c9be1d7a2f34455"})},
    ("help_over", "key_reused", "sign_in_needed"),
    (HELP_ID,),
)
