"""Decides about numbers and tickets that come in: grant, arrive, lease a block, issue at once."""

from datetime import datetime

from kiosk.clock import to_us
from kiosk.hall import day
from kiosk.hall.commands import GrantNumber, IssueTicket, Issuing, LeaseBlock, TicketArrived
from kiosk.hall.numbers import Run, dense
from kiosk.hall.state import State
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

OTHER_NUMBER = "other_number"
Decision = list[Draft] | Refusal


def grant(state: State, command: GrantNumber, now: datetime) -> Decision:
    """The next dense number for a ticket. Asked again for the same ticket, the same number: no draft."""
    rolled = roll(state, now)
    earlier = None if rolled else state.granted.get(command.ticket)
    if earlier and (earlier.service, earlier.purpose) == (command.service, command.purpose):
        return []
    number = _number(state, command, now, rolled, taken=earlier is not None)
    if isinstance(number, Refusal):
        return number
    body = {
        "number": number,
        "service": command.service,
        "purpose": command.purpose,
        "terminal": command.terminal,
        "language": command.language,
    }
    return [*rolled, Draft("number.granted", body, command.ticket)]


def issue(state: State, command: IssueTicket, now: datetime) -> Decision:
    """A ticket for a client without a journal: number and place in the line at once."""
    rolled = roll(state, now)
    number = _number(state, command, now, rolled, taken=False)
    if isinstance(number, Refusal):
        return number
    body = {
        "number": number,
        "service": command.service,
        "purpose": command.purpose,
        "language": command.language,
        "terminal": "",
        "source": command.source,
        "effective_us": to_us(now),
        "granted": True,
        "issued": None,
    }
    return [*rolled, Draft("ticket.arrived", body, command.ticket)]


def arrive(state: State, command: TicketArrived, now: datetime) -> Decision:
    """A ticket that exists already: it is always taken in, whatever is odd about it, and only once.

    A number that another open ticket has is flagged for a person (`conflict`); a granted number that the terminal did
    not use is burnt.
    """
    if known(state, command.ticket):
        return []
    body = {
        "number": command.number,
        "service": command.service,
        "purpose": command.purpose,
        "language": command.language,
        "terminal": command.terminal,
        "effective_us": to_us(min(command.effective, now)),
        "issued": dict(command.issued) if command.issued is not None else None,
    }
    if command.number in state.numbers:
        body["conflict"] = True
    drafts = [*roll(state, now), Draft("ticket.arrived", body, command.ticket)]
    earlier = state.granted.get(command.ticket)
    if earlier and earlier.number != command.number:
        burnt = Draft("number.burnt", {"number": earlier.number, "reason": OTHER_NUMBER}, command.ticket)
        drafts.insert(-1, burnt)
    return drafts


def lease(state: State, command: LeaseBlock, now: datetime) -> Decision:
    """A block of numbers for a terminal, from the top of the range down."""
    if command.letter not in state.rules.letters:
        return Refusal("letter_unknown", {"letter": command.letter[:1]})
    rolled = roll(state, now)
    if not (state.day_open or rolled):
        return _no_day(state)
    first, last = _run(state, command.letter, rolled).block(state.settings.block_size)
    body = {"letter": command.letter, "first": first, "last": last, "terminal": command.terminal}
    return [*rolled, Draft("block.leased", body)]


def known(state: State, ticket: str) -> bool:
    """Whether the ticket has been in this hall, today or still."""
    return ticket in state.tickets or ticket in state.closed


def roll(state: State, now: datetime) -> list[Draft]:
    """What must happen to the day first. When not empty, it ends with a day that opens."""
    return day.roll(state.settings, state.day, state.day_open, not state.tickets, now)


def _number(state: State, command: Issuing, now: datetime, rolled: list[Draft], *, taken: bool) -> str | Refusal:
    if taken or known(state, command.ticket):
        return Refusal("ticket_exists")
    refusal = state.rules.why_not(command.service, now, command.purpose, command.language)
    if refusal is not None:
        return refusal
    if not (state.day_open or rolled):
        return _no_day(state)
    letter = state.rules.letter(command.service)
    return dense(letter, _run(state, letter, rolled).dense())


def _run(state: State, letter: str, rolled: list[Draft]) -> Run:
    return state.run(letter, fresh=bool(rolled))


def _no_day(state: State) -> Refusal:
    return Refusal("day_not_open", {"opens": state.settings.day_opens})
