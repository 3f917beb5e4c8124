"""What one event of a hall does to the city's tables of halls and tickets."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlite_utils import Database

from kiosk.journal.event import Event

Body = Mapping[str, Any]
TICKET_COLUMNS = {
    "ticket": str,
    "hall": str,
    "number": str,
    "service": str,
    "purpose": str,
    "language": str,
    "day": str,
    "state": str,
    "desk": int,
    "calls": int,
    "terminal": str,
    "issued_us": int,
    "arrived_us": int,
    "called_us": int,
    "started_us": int,
    "ended_us": int,
}
HALL_COLUMNS = {"hall": str, "events": int, "tickets": int, "last_us": int, "day": str}

NEW_TICKET = """
INSERT OR IGNORE INTO ticket(ticket, hall, number, service, purpose, language, day, state, calls, terminal)
VALUES (?, ?, ?, ?, ?, ?, ?, 'issued', 0, ?)
"""


class Odd(Exception):
    """The event cannot be folded: it is listed and passed over, and what follows goes on."""


class Fold:
    """Applies events to an open projection, inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kinds: Mapping[str, Callable[[str, Event, Body], None]] = {
            "day.opened": self._day,
            "ticket.issued": self._issued,
            "ticket.arrived": self._arrived,
            "ticket.called": self._called,
            "ticket.recalled": self._recalled,
            "ticket.started": self._started,
            "ticket.finished": self._ended("finished"),
            "ticket.no_show": self._ended("no_show"),
            "ticket.cancelled": self._ended("cancelled"),
        }

    def count(self, hall: str, event: Event) -> None:
        """Every event counts, whatever it means."""
        self._execute("INSERT OR IGNORE INTO hall VALUES (?, 0, 0, 0, '')", hall)
        self._execute(
            "UPDATE hall SET events = events + 1, last_us = max(last_us, ?) WHERE hall = ?", event.at_us, hall
        )

    def apply(self, hall: str, event: Event) -> None:
        """Fold an event; unknown kinds and other lanes are passed over. Raises Odd for a body that cannot be read."""
        known = self._kinds.get(event.kind) if event.lane == "ops" else None
        if known is None:
            return
        try:
            body = event.data
        except (ValueError, RecursionError) as error:
            raise Odd("no_json") from error
        if not isinstance(body, dict):
            raise Odd("no_object")
        known(hall, event, body)

    def _day(self, hall: str, _: Event, body: Body) -> None:
        self._execute("UPDATE hall SET day = ? WHERE hall = ?", _text(body, "day"), hall)

    def _issued(self, hall: str, event: Event, body: Body) -> None:
        """A terminal's own word; the hub's may have come before it, and stands."""
        self._new(hall, event, body, day=_text(body, "day"), terminal=event.origin)
        self._execute("UPDATE ticket SET issued_us = ? WHERE ticket = ? AND hall = ?", event.at_us, event.ticket, hall)

    def _arrived(self, hall: str, event: Event, body: Body) -> None:
        day = self._execute("SELECT day FROM hall WHERE hall = ?", hall).fetchone()[0]
        self._new(hall, event, body, day=day, terminal=_text(body, "terminal", missing=""))
        number, arrived_us = _text(body, "number"), _whole(body, "effective_us")
        self._change(hall, event, "state = 'waiting', number = ?, day = ?, arrived_us = ?", number, day, arrived_us)

    def _called(self, hall: str, event: Event, body: Body) -> None:
        change = "state = 'called', calls = calls + 1, called_us = ?, desk = ?"
        self._change(hall, event, change, event.at_us, _whole(body, "desk"))

    def _recalled(self, hall: str, event: Event, body: Body) -> None:
        self._change(hall, event, "calls = calls + 1, called_us = ?, desk = ?", event.at_us, _whole(body, "desk"))

    def _started(self, hall: str, event: Event, _: Body) -> None:
        self._change(hall, event, "state = 'serving', started_us = ?", event.at_us)

    def _ended(self, state: str) -> Callable[[str, Event, Body], None]:
        def ended(hall: str, event: Event, _: Body) -> None:
            self._change(hall, event, "state = ?, ended_us = ?", state, event.at_us)

        return ended

    def _new(self, hall: str, event: Event, body: Body, *, day: str, terminal: str) -> None:
        if not event.ticket:
            raise Odd("no_ticket")
        words = tuple(_text(body, name) for name in ("number", "service", "purpose", "language"))
        if self._execute(NEW_TICKET, event.ticket, hall, *words, day, terminal).rowcount:
            self._execute("UPDATE hall SET tickets = tickets + 1 WHERE hall = ?", hall)
        elif not self._execute("SELECT 1 FROM ticket WHERE ticket = ? AND hall = ?", event.ticket, hall).fetchone():
            raise Odd("ticket_of_another_hall")

    def _change(self, hall: str, event: Event, change: str, *values: object) -> None:
        sql = f"UPDATE ticket SET {change} WHERE ticket = ? AND hall = ?"  # noqa: S608 - our own words, values bound
        if not self._execute(sql, *values, event.ticket, hall).rowcount:
            raise Odd("unknown_ticket")

    def _execute(self, sql: str, *values: object) -> Any:
        return self._db.conn.execute(sql, values)


def _text(body: Body, name: str, *, missing: str | None = None) -> str:
    value = body.get(name, missing)
    if not isinstance(value, str):
        raise Odd(f"no_{name}")
    try:
        value.encode()
    except UnicodeEncodeError as error:  # half a surrogate pair, which no table takes
        raise Odd(f"no_{name}") from error
    return value


def _whole(body: Body, name: str) -> int:
    value = body.get(name)
    if type(value) is not int or not -(1 << 63) <= value < 1 << 63:
        raise Odd(f"no_{name}")
    return value
