"""Doors for the work at a desk: open, close, call, recall, start, finish, no-show; and for the hall day."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.responses import Response

from kiosk.access.rights import Kind
from kiosk.hall import commands
from kiosk.hub import models, views
from kiosk.hub.answers import answer
from kiosk.hub.asks import hall_ask
from kiosk.hub.hub import Hub
from kiosk.hub.path import DESK_NUMBER, desk_number
from kiosk.hub.tickets import same
from kiosk.refusal import Refusal
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, add

Make = Callable[[int, str, Any], commands.Command]

TICKETS: dict[str, tuple[str, str, Make]] = {
    "call": (
        "callTicket",
        "Call this very waiting visitor",
        lambda desk, staff, body: commands.CallTicket(desk, staff, body.ticket),
    ),
    "recall": (
        "recall",
        "Call the visitor of this desk once more",
        lambda desk, staff, body: commands.Recall(desk, staff, body.ticket),
    ),
    "start": (
        "startServing",
        "The called visitor is here",
        lambda desk, staff, body: commands.Start(desk, staff, body.ticket),
    ),
    "finish": ("finish", "The visit is over", lambda desk, staff, body: commands.Finish(desk, staff, body.ticket)),
    "no-show": (
        "noShow",
        "The called visitor did not come",
        lambda desk, staff, body: commands.NoShow(desk, staff, body.ticket),
    ),
}
REFUSALS = ("desk_unknown", "desk_closed", "key_reused")
TICKET_REFUSALS = ("ticket_unknown", "ticket_closed", "wrong_state")


def own_desk(call: Call) -> int:
    """The desk of the path; a desk's device commands that one alone, a console any. Raises Refusal `no_right`."""
    number = desk_number(call)
    device = call.who.device
    if device.role is Kind.DESK and device.desk != number:
        raise Refusal("no_right", {"operation": "desk", "desk": number})
    return number


def initials(name: str) -> str:
    """What colleagues see of a name and the journal keeps of it: "Иванова Мария" is "И. М."."""
    return " ".join(f"{word[0].upper()}." for word in name.split()[:3])


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""

    def door(
        action: str, name: str, summary: str, body: type[BaseModel], refusals: tuple[str, ...], make: Make
    ) -> None:
        async def act(call: Call) -> Response:
            desk = own_desk(call)
            command = make(desk, call.who.login, call.body)
            return answer(await hub.ask(hall_ask(call.body.key, same(call, name, str(desk)), command)))

        operation = Operation(
            "POST",
            f"/v1/desks/{{desk}}/{action}",
            name,
            "desks",
            summary,
            "desk",
            body,
            {200: (views.DeskAnswer, {"ticket": views.TICKET, "desk": views.DESK})},
            (*REFUSALS, *refusals),
            (DESK_NUMBER,),
            staff=True,
        )
        add(app, hub, operation, act)

    async def open_desk(call: Call) -> Response:
        desk = own_desk(call)
        services = tuple(call.body.services) if call.body.services is not None else None
        name = initials(call.who.staff.name) if call.who.staff else ""
        command = commands.OpenDesk(desk, call.who.login, name, services)
        return answer(await hub.ask(hall_ask(call.body.key, same(call, "openDesk", str(desk)), command)))

    add(app, hub, OPEN, open_desk)
    door(
        "close",
        "closeDesk",
        "Staff leaves the desk; its visitor must be done first",
        models.Command,
        ("desk_busy",),
        lambda desk, staff, _: commands.CloseDesk(desk, staff),
    )
    door(
        "call-next",
        "callNext",
        "Call whoever is next for this desk",
        models.Command,
        ("desk_busy", "nobody_waits"),
        lambda desk, staff, _: commands.CallNext(desk, staff),
    )
    for action, (name, summary, make) in TICKETS.items():
        door(action, name, summary, models.TicketCommand, TICKET_REFUSALS, make)
    install_day(app, hub)


def install_day(app: FastAPI, hub: Hub) -> None:
    """The doors of the hall day."""

    def door(action: str, name: str, summary: str, make: Callable[[str], commands.Command]) -> None:
        async def act(call: Call) -> Response:
            return answer(await hub.ask(hall_ask(call.body.key, same(call, name), make(call.who.login))))

        operation = Operation(
            "POST",
            f"/v1/day/{action}",
            name,
            "day",
            summary,
            "day",
            models.Command,
            {200: (views.Day, {"day": "2026-11-22", "open": action == "open"})},
            ("key_reused",),
            staff=True,
        )
        add(app, hub, operation, act)

    door("open", "openDay", "Open the hall day now", commands.OpenDay)
    door("close", "closeDay", "Give no more numbers today", commands.CloseDay)


OPEN = Operation(
    "POST",
    "/v1/desks/{desk}/open",
    "openDesk",
    "desks",
    "Staff sits down at the desk",
    "desk",
    models.DeskOpened,
    {200: (views.DeskAnswer, {"ticket": None, "desk": views.DESK})},
    ("desk_unknown", "desk_service", "key_reused"),
    (DESK_NUMBER,),
    staff=True,
)
