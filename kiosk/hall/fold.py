"""Folds the hall's own events, in their order, into its state. Never decides and never refuses: it has happened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from kiosk.hall.day import CLOSED, OPENED
from kiosk.hall.numbers import Run, parse
from kiosk.hall.settings import HallSettings
from kiosk.hall.state import KEPT_CALLS, Call, Desk, Granted, State
from kiosk.hall.ticket import CALLED, OPEN, SERVING, TRANSITIONS, WAITING, Closed, Ticket

ARRIVED = ("number", "service", "purpose", "language", "terminal", "effective_us")


class Fact(NamedTuple):
    """An event as far as a fold needs it."""

    kind: str
    ticket: str
    body: Mapping[str, Any]
    at_us: int


def apply(state: State, fact: Fact) -> None:
    """One event. A kind this program does not know belongs to somebody else and is passed over."""
    if fact.kind in TRANSITIONS:
        _moved(state, fact)
    elif fact.kind in _FOLDS:
        _FOLDS[fact.kind](state, fact)


def _day_opened(state: State, fact: Fact) -> None:
    day = fact.body["day"]
    state.day_open = True
    if day == state.day:
        return
    state.runs = _runs_around(state)
    state.day = day
    state.granted.clear()
    state.blocks.clear()
    state.closed.clear()


def _runs_around(state: State) -> dict[str, Run]:
    """Fresh numbers for every letter, around those that open tickets carry over."""
    letters = {one.letter for one in map(parse, state.numbers) if one}
    return {letter: state.run(letter, fresh=True) for letter in sorted(letters)}


def _day_closed(state: State, _: Fact) -> None:
    state.day_open = False


def _run(state: State, letter: str) -> Run:
    return state.runs.setdefault(letter, Run())


def _number_granted(state: State, fact: Fact) -> None:
    number = fact.body["number"]
    _took(state, number)
    state.granted[fact.ticket] = Granted(number, fact.body["service"], fact.body["purpose"])


def _took(state: State, number: str) -> None:
    found = parse(number)
    if found:
        _run(state, found.letter).took(found.n)


def _number_burnt(state: State, fact: Fact) -> None:
    state.granted.pop(fact.ticket, None)


def _block_leased(state: State, fact: Fact) -> None:
    _run(state, fact.body["letter"]).leased(fact.body["first"])
    state.blocks[fact.body["terminal"], fact.body["letter"]] = fact.body["first"], fact.body["last"]


def _ticket_arrived(state: State, fact: Fact) -> None:
    body = fact.body
    found = parse(body["number"])
    if body.get("granted"):
        _took(state, body["number"])
    elif found:
        _run(state, found.letter).arrived(found.n)
    state.granted.pop(fact.ticket, None)
    ticket = Ticket(fact.ticket, *(body[name] for name in ARRIVED))
    ticket.conflict = body.get("conflict", False)
    state.tickets[ticket.id] = ticket
    state.numbers.setdefault(ticket.number, []).append(ticket.id)
    state.lines.add(state.rules.line(ticket.service), ticket.place)


def _moved(state: State, fact: Fact) -> None:
    ticket = state.tickets.get(fact.ticket)
    if ticket is None:
        return
    if ticket.state == WAITING:
        state.lines.remove(state.rules.line(ticket.service), ticket.place)
    ticket.state = TRANSITIONS[fact.kind].after
    ticket.version += 1
    if ticket.state == CALLED:
        _called(state, ticket, fact)
    else:
        state.calls = [replace(call, active=False) if call.ticket == ticket.id else call for call in state.calls]
    if ticket.state == SERVING:
        ticket.started_us = fact.at_us
    if ticket.state not in OPEN:
        _closed(state, ticket)


def _called(state: State, ticket: Ticket, fact: Fact) -> None:
    desk = fact.body["desk"]
    ticket.desk, ticket.called_us = desk, fact.at_us
    ticket.calls += 1
    if desk in state.desks:
        state.desks[desk].ticket = ticket.id
    state.last_call = fact.body["call"]
    call = Call(state.last_call, ticket.id, ticket.number, desk, fact.at_us, ticket.calls)
    state.calls = [*(one for one in state.calls if one.ticket != ticket.id), call][-KEPT_CALLS:]


def _closed(state: State, ticket: Ticket) -> None:
    if ticket.desk is not None and ticket.desk in state.desks:
        state.desks[ticket.desk].ticket = None
    del state.tickets[ticket.id]
    sharing = state.numbers[ticket.number]
    sharing.remove(ticket.id)
    if not sharing:
        del state.numbers[ticket.number]
    state.closed[ticket.id] = Closed(ticket.number, ticket.state)


def _desk_opened(state: State, fact: Fact) -> None:
    number, services = fact.body["desk"], fact.body["services"]
    held = state.desks[number].ticket if number in state.desks else None
    chosen = None if services is None else tuple(services)
    state.desks[number] = Desk(number, fact.body["staff"], fact.body["name"], chosen, held)
    state.desks_changed()


def _desk_closed(state: State, fact: Fact) -> None:
    state.desks.pop(fact.body["desk"], None)
    state.desks_changed()


def _settings_changed(state: State, fact: Fact) -> None:
    state.settings_version = fact.body["version"]
    state.use_rules(state.rules.with_settings(HallSettings.model_validate(fact.body["settings"])))


_FOLDS: Mapping[str, Callable[[State, Fact], None]] = {
    OPENED: _day_opened,
    CLOSED: _day_closed,
    "number.granted": _number_granted,
    "number.burnt": _number_burnt,
    "block.leased": _block_leased,
    "ticket.arrived": _ticket_arrived,
    "desk.opened": _desk_opened,
    "desk.closed": _desk_closed,
    "settings.changed": _settings_changed,
}
