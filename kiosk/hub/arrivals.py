"""Tickets that terminals issued reach the hall: each becomes an arrival in the line, exactly once."""

from datetime import UTC, datetime, timedelta

from kiosk.clock import from_us
from kiosk.hall.commands import TicketArrived
from kiosk.journal.event import Event

ISSUED = "ticket.issued"
LONGEST_AWAY = timedelta(days=8)
FIELDS = ("number", "service", "purpose", "language")
FAR_PAST = datetime(1, 1, 1, tzinfo=UTC)


def effective(at_us: int, offset_us: int | None, now: datetime) -> datetime:
    """When a ticket was issued, by the hub's clock: the terminal's word plus the measured offset of its clock.

    The answer is never later than now and never earlier than a hall can be cut off for, so that a terminal whose clock
    is a year wrong, and was never measured, neither jumps the line nor falls out of it by more than that.
    """
    try:
        moment = from_us(at_us + (offset_us or 0))
    except OverflowError:
        moment = now if at_us > 0 else FAR_PAST
    return min(now, max(moment, now - LONGEST_AWAY))


def arrival(event: Event, offset_us: int | None, now: datetime) -> TicketArrived | None:
    """The hall's command for a foreign event; None for every other kind and for an unreadable body.

    The event itself is stored whatever it says: only its meaning is passed over.
    """
    if event.kind != ISSUED or not event.ticket:
        return None
    try:
        body = event.data
    except ValueError:
        return None
    if not isinstance(body, dict) or any(not isinstance(body.get(name), str) for name in FIELDS):
        return None
    return TicketArrived(
        ticket=event.ticket,
        number=body["number"],
        service=body["service"],
        purpose=body["purpose"],
        language=body["language"],
        terminal=event.origin,
        effective=effective(event.at_us, offset_us, now),
        issued={"origin": event.origin, "lane": event.lane, "epoch": event.epoch, "seq": event.seq},
    )
