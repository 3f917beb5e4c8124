"""Decides what desks ask for: open, close, call, and each step of the visit in front of them."""

from kiosk.hall import calling
from kiosk.hall.calling import Choice
from kiosk.hall.commands import (
    AtDesk,
    CallNext,
    CallTicket,
    CancelTicket,
    CloseDesk,
    Finish,
    NoShow,
    OpenDesk,
    Recall,
    Start,
)
from kiosk.hall.numbers import shown
from kiosk.hall.state import Desk, State
from kiosk.hall.ticket import TRANSITIONS, WAITING, Ticket
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

Decision = list[Draft] | Refusal
STEPS = {
    Recall: "ticket.recalled",
    Start: "ticket.started",
    Finish: "ticket.finished",
    NoShow: "ticket.no_show",
}


def open_desk(state: State, command: OpenDesk) -> Decision:
    """Staff sits down. Whoever sits down later takes the desk over as it is, with the visitor in front of it."""
    may = state.rules.may_serve(command.desk)
    if may is None:
        return Refusal("desk_unknown", {"desk": command.desk})
    chosen = None if command.services is None else tuple(dict.fromkeys(command.services))
    wrong = next((one for one in chosen or () if not one or one not in may), None)
    if wrong is not None:
        return Refusal("desk_service", {"desk": command.desk, "service": wrong[:41]})
    now = state.desks.get(command.desk)
    if now and (now.staff, now.name, now.chosen) == (command.staff, command.name, chosen):
        return []
    services = None if chosen is None else list(chosen)
    body = {"desk": command.desk, "staff": command.staff, "name": command.name, "services": services}
    return [Draft("desk.opened", body)]


def close_desk(state: State, command: CloseDesk) -> Decision:
    """Staff leaves; not while a visitor is called or served. A desk that is closed already stays so."""
    if state.rules.may_serve(command.desk) is None and command.desk not in state.desks:
        return Refusal("desk_unknown", {"desk": command.desk})
    desk = state.desks.get(command.desk)
    if desk is None:
        return []
    if desk.ticket is not None:
        return _busy(state, desk)
    return [Draft("desk.closed", {"desk": command.desk, "staff": command.staff})]


def call_next(state: State, command: CallNext) -> Decision:
    desk = _free(state, command.desk)
    if isinstance(desk, Refusal):
        return desk
    choice = calling.next_for(state.lines, state.served(desk.number))
    if choice is None:
        return Refusal("nobody_waits")
    return [_call(state, command.desk, command.staff, choice)]


def call_ticket(state: State, command: CallTicket) -> Decision:
    """A chosen one, of the lines this desk serves; an administrator's desk may call anybody."""
    desk = _free(state, command.desk)
    if isinstance(desk, Refusal):
        return desk
    ticket = _open(state, command.ticket)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != WAITING:
        return _wrong_state(ticket)
    served = state.rules.line(ticket.service) in state.served(desk.number)
    if not served and desk.number not in state.rules.administrators:
        return Refusal("desk_service", {"desk": desk.number, "service": ticket.service})
    return [_call(state, command.desk, command.staff, calling.chosen(ticket.id, ticket.effective_us))]


def step(state: State, command: AtDesk) -> Decision:
    """Recall, start, finish, no-show: only for the ticket in front of this desk, and only in its turn."""
    desk = _desk(state, command.desk)
    if isinstance(desk, Refusal):
        return desk
    ticket = _open(state, command.ticket)
    if isinstance(ticket, Refusal):
        return ticket
    if desk.ticket != ticket.id:
        return Refusal("not_at_desk", {"number": shown(ticket.number), "desk": desk.number})
    kind = STEPS[type(command)]
    if ticket.state not in TRANSITIONS[kind].before:
        return _wrong_state(ticket)
    body: dict[str, object] = {"desk": command.desk, "staff": command.staff}
    if isinstance(command, Recall):
        body["call"] = state.last_call + 1
    return [Draft(kind, body, ticket.id)]


def cancel(state: State, command: CancelTicket) -> Decision:
    """The visitor gives up; not in the middle of being served."""
    ticket = _open(state, command.ticket)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state not in TRANSITIONS["ticket.cancelled"].before:
        return _wrong_state(ticket)
    return [Draft("ticket.cancelled", {"staff": command.staff, "desk": ticket.desk}, ticket.id)]


def _call(state: State, desk: int, staff: str, choice: Choice) -> Draft:
    body = {"desk": desk, "staff": staff, "call": state.last_call + 1, "reason": dict(choice.reason)}
    return Draft("ticket.called", body, choice.ticket)


def _desk(state: State, number: int) -> Desk | Refusal:
    desk = state.desks.get(number)
    if desk is not None:
        return desk
    known = state.rules.may_serve(number) is not None
    return Refusal("desk_closed" if known else "desk_unknown", {"desk": number})


def _free(state: State, number: int) -> Desk | Refusal:
    desk = _desk(state, number)
    return _busy(state, desk) if isinstance(desk, Desk) and desk.ticket is not None else desk


def _busy(state: State, desk: Desk) -> Refusal:
    return Refusal("desk_busy", {"desk": desk.number, "number": shown(state.tickets[desk.ticket or ""].number)})


def _open(state: State, ticket: str) -> Ticket | Refusal:
    if ticket in state.closed:
        closed = state.closed[ticket]
        return Refusal("ticket_closed", {"number": shown(closed.number), "state": closed.state})
    return state.tickets.get(ticket) or Refusal("ticket_unknown")


def _wrong_state(ticket: Ticket) -> Refusal:
    return Refusal("wrong_state", {"number": shown(ticket.number), "state": ticket.state})
