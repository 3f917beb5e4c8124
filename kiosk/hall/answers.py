"""What the hall tells whoever gave a command, once its events are in."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.hall import commands as c
from kiosk.hall import views
from kiosk.hall.state import State

Answer = dict[str, Any]


def answer(state: State, command: c.Command) -> Answer:
    """Plain JSON, by the kind of the command."""
    return _ANSWERS[type(command)](state, command)


def _granted(state: State, command: c.GrantNumber) -> Answer:
    """`ahead`: everybody who waits now, for this visitor is still at the printer."""
    lines = state.around(state.rules.line(command.service))
    ahead = state.lines.waiting(lines) if lines else None
    return {"number": state.granted[command.ticket].number, "day": state.day, "ahead": ahead}


def _ticket(state: State, command: c.IssueTicket | c.TicketArrived | c.CancelTicket) -> Answer:
    return {"ticket": _shown(state, command.ticket), "ahead": views.ahead(state, command.ticket)}


def _shown(state: State, ticket: str) -> Answer | None:
    """An open ticket whole; of a closed one what is remembered."""
    whole = views.view(state, "ticket", ticket)
    if whole is None and ticket in state.closed:
        closed = state.closed[ticket]
        return {"id": ticket, "number": closed.number, "state": closed.state}
    return whole


def _block(state: State, command: c.LeaseBlock) -> Answer:
    first, last = state.blocks[command.terminal, command.letter]
    return {"day": state.day, "letter": command.letter, "first": first, "last": last}


def _desk(state: State, command: c.OpenDesk | c.CloseDesk | c.CallNext) -> Answer:
    """The desk, and the ticket in front of it."""
    desk = views.desk_view(state, command.desk)
    held = desk["ticket"] if desk else None
    return {"ticket": _shown(state, held) if held else None, "desk": desk}


def _step(state: State, command: c.AtDesk | c.CallTicket) -> Answer:
    """The desk, and the ticket the command was about, open or closed by it."""
    return {"ticket": _shown(state, command.ticket), "desk": views.desk_view(state, command.desk)}


def _day(state: State, _: object) -> Answer:
    return {"day": state.day or None, "open": state.day_open}


def _version(state: State, _: object) -> Answer:
    return {"version": state.settings_version}


_ANSWERS: Mapping[type, Callable[[State, Any], Answer]] = {
    c.GrantNumber: _granted,
    c.TicketArrived: _ticket,
    c.IssueTicket: _ticket,
    c.CancelTicket: _ticket,
    c.LeaseBlock: _block,
    c.OpenDesk: _desk,
    c.CloseDesk: _desk,
    c.CallNext: _desk,
    c.CallTicket: _step,
    c.Recall: _step,
    c.Start: _step,
    c.Finish: _step,
    c.NoShow: _step,
    c.OpenDay: _day,
    c.CloseDay: _day,
    c.Tick: _day,
    c.ChangeSettings: _version,
}
