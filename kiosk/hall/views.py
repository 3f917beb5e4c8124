"""How others see the hall: entities of desks, tickets, calls and the hall itself, as plain JSON."""

from typing import Any

from kiosk.clock import from_us
from kiosk.hall.rules import LOST
from kiosk.hall.state import Call, State
from kiosk.hall.ticket import WAITING, Ticket

HALL = "hall"
View = dict[str, Any]


def moment(us: int | None) -> str | None:
    """Microseconds since 1970 as ISO 8601 in UTC."""
    return None if us is None else from_us(us).isoformat(timespec="milliseconds")


def hall_view(state: State) -> View:
    """`day` is the newest hall day, None before the first; `open`: numbers are given now."""
    settings = state.settings
    return {
        "id": settings.id,
        "name": settings.name,
        "place": settings.place,
        "day": state.day or None,
        "open": state.day_open,
        "time_zone": settings.time_zone,
        "settings_version": state.settings_version,
        "waiting": len(state.lines),
        "desks_open": len(state.desks),
    }


def desk_view(state: State, number: int) -> View | None:
    """A desk of the settings, open or closed, or one still open that the settings no longer have."""
    known, open_ = state.settings.desk(number), state.desks.get(number)
    if known is None and open_ is None:
        return None
    served = state.served(number) if open_ else state.rules.may_serve(number) or frozenset()
    return {
        "desk": number,
        "open": open_ is not None,
        "operator": open_.name if open_ else None,
        "services": sorted(served - {LOST}),
        "ticket": open_.ticket if open_ else None,
        "administrator": number in state.rules.administrators,
        "place": dict(known.place) if known else {},
    }


def ticket_view(ticket: Ticket) -> View:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "purpose": ticket.purpose,
        "language": ticket.language,
        "state": ticket.state,
        "at": moment(ticket.effective_us),
        "desk": ticket.desk,
        "called_at": moment(ticket.called_us),
        "started_at": moment(ticket.started_us),
        "calls": ticket.calls,
        "terminal": ticket.terminal,
        "conflict": ticket.conflict,
    }


def call_view(call: Call) -> View:
    return {
        "no": call.no,
        "number": call.number,
        "desk": call.desk,
        "at": moment(call.at_us),
        "calls": call.calls,
        "active": call.active,
    }


def view(state: State, kind: str, key: str) -> View | None:
    """One entity by kind and key (keys are text), or None when there is no such thing any more."""
    if kind == HALL:
        return hall_view(state)
    if kind == "ticket":
        ticket = state.tickets.get(key)
        return ticket_view(ticket) if ticket else None
    if kind == "desk":
        return desk_view(state, int(key))
    if kind == "call":
        return next((call_view(call) for call in state.calls if str(call.no) == key), None)
    raise KeyError(kind)


def all_views(state: State) -> list[tuple[str, str, View]]:
    """Every entity with its kind and key."""
    desks = dict.fromkeys((*(desk.number for desk in state.settings.desks), *state.desks))
    found: list[tuple[str, str, View | None]] = [(HALL, HALL, hall_view(state))]
    found += [("desk", str(number), desk_view(state, number)) for number in desks]
    found += [("ticket", ticket.id, ticket_view(ticket)) for ticket in state.tickets.values()]
    found += [("call", str(call.no), call_view(call)) for call in state.calls]
    return [(kind, key, entity) for kind, key, entity in found if entity is not None]


def ahead(state: State, ticket: str) -> int | None:
    """People before a waiting ticket; None: no open desk serves it, or it does not wait."""
    one = state.tickets.get(ticket)
    return state.ahead(one) if one and one.state == WAITING else None
