"""Doors for visitors' tickets: numbers and blocks for terminals, tickets for staff, cancelling, printing again."""

from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.hall.commands import CancelTicket, GrantNumber, IssueTicket, LeaseBlock
from kiosk.hub import models, views
from kiosk.hub.answers import answer, digest
from kiosk.hub.asks import Ask, hall_ask
from kiosk.hub.hub import Hub
from kiosk.hub.memory import Memory
from kiosk.hub.path import TICKET_ID, ticket_id
from kiosk.ids import uuid7
from kiosk.refusal import Refusal
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, add

SERVICE_REFUSALS = (
    "service_unknown",
    "service_hidden",
    "service_no_ticket",
    "service_closed",
    "service_portal",
    "service_elsewhere",
    "service_no_desk",
    "service_booking_only",
    "purpose_unknown",
    "hall_closed",
    "hall_closed_today",
    "ticket_exists",
    "day_not_open",
    "key_reused",
)


def same(call: Call, name: str, place: str = "") -> bytes:
    """What makes two requests of one operation the same: the device, the operation, its path, its body."""
    return digest(call.who.device.id, name, place, call.body.model_dump_json())


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    async def issue(call: Call) -> Response:
        body: models.TicketWanted = call.body
        ticket = uuid7(hub.clock)
        command = IssueTicket(ticket, body.service, body.purpose, body.language, call.who.device.id)
        return answer(await hub.ask(hall_ask(body.key, same(call, "issueTicket"), command, 201)))

    async def number(call: Call) -> Response:
        body: models.NumberWanted = call.body
        terminal = call.who.device.id
        command = GrantNumber(body.ticket, body.service, body.purpose, body.language, terminal)
        return answer(await hub.ask(hall_ask(body.key, same(call, "grantNumber"), command)))

    async def block(call: Call) -> Response:
        body: models.BlockWanted = call.body
        terminal = call.who.device.id
        lease = LeaseBlock(body.letter, terminal)

        def leased(memory: Memory) -> dict[str, Any]:
            given = memory.hall.answer(lease)
            return {**given, "qr_key": hub.secret.qr_key(terminal, given["day"])}

        return answer(
            await hub.ask(
                Ask(body.key, same(call, "leaseBlock"), lambda memory, now: memory.hall.decide(lease, now), leased)
            )
        )

    async def cancel(call: Call) -> Response:
        ticket = ticket_id(call)
        command = CancelTicket(ticket, call.who.login)
        return answer(await hub.ask(hall_ask(call.body.key, same(call, "cancelTicket", ticket), command)))

    async def reprint(call: Call) -> Response:
        ticket = ticket_id(call)
        order = f"order-{digest(call.body.key).hex()[:16]}"

        def decide(memory: Memory, _: object) -> Any:
            found = memory.hall.state.tickets.get(ticket)
            if found is None:
                return Refusal("ticket_unknown")
            if not found.terminal:
                return Refusal("no_terminal")
            return memory.errands.order(order, found.terminal, ticket)

        def made(memory: Memory) -> dict[str, Any]:
            return {"order": next(one.id for one in memory.errands.orders.values() if one.ticket == ticket)}

        return answer(await hub.ask(Ask(call.body.key, same(call, "reprintTicket", ticket), decide, made)))

    add(app, hub, ISSUE, issue)
    add(app, hub, NUMBER, number)
    add(app, hub, BLOCK, block)
    add(app, hub, CANCEL, cancel)
    add(app, hub, REPRINT, reprint)


ISSUE = Operation(
    "POST",
    "/v1/tickets",
    "issueTicket",
    "tickets",
    "The hall issues a ticket for a client without a journal of its own",
    "ticket.issue",
    models.TicketWanted,
    {201: (views.Issued, {"ticket": views.TICKET, "ahead": 3})},
    SERVICE_REFUSALS,
    staff=True,
)
NUMBER = Operation(
    "POST",
    "/v1/numbers",
    "grantNumber",
    "tickets",
    "The next dense number for a ticket that a terminal is about to issue",
    "number",
    models.NumberWanted,
    {200: (views.Granted, {"number": "П047", "day": "2026-11-22", "ahead": 3})},
    SERVICE_REFUSALS,
)
BLOCK = Operation(
    "POST",
    "/v1/blocks",
    "leaseBlock",
    "tickets",
    "Numbers of one letter for the time without a hub, taken from the last down, and the day's key of ticket codes",
    "block",
    models.BlockWanted,
    {200: (views.Leased, {"day": "2026-11-22", "letter": "П", "first": 988, "last": 999, "qr_key": "5f" * 32})},
    ("letter_unknown", "day_not_open", "key_reused"),
)
CANCELLED = {"id": models.TICKET, "number": "П047", "state": "cancelled"}
CANCEL = Operation(
    "POST",
    "/v1/tickets/{ticket}/cancel",
    "cancelTicket",
    "tickets",
    "The visitor does not want the ticket any more",
    "ticket.cancel",
    models.Command,
    {200: (views.Cancelled, {"ticket": CANCELLED, "ahead": None})},
    ("ticket_unknown", "ticket_closed", "wrong_state", "key_reused"),
    (TICKET_ID,),
    staff=True,
)
REPRINT = Operation(
    "POST",
    "/v1/tickets/{ticket}/reprint",
    "reprintTicket",
    "tickets",
    "Order the terminal that issued a ticket to print it once more, marked as a copy",
    "ticket.reprint",
    models.Command,
    {200: (views.Ordered, {"order": "order-1f0c2b7a99d4e310"})},
    ("ticket_unknown", "no_terminal", "key_reused"),
    (TICKET_ID,),
    staff=True,
)
