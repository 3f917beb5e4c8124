"""The shapes of answers, for the OpenAPI and for the tests that hold real answers against them."""

from typing import Any, Literal

from kiosk.server.views import View

TICKET: dict[str, Any] = {
    "id": "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40",
    "number": "П047",
    "service": "passport-rf",
    "purpose": "apply",
    "language": "ru",
    "state": "called",
    "at": "2026-11-22T09:14:03.120Z",
    "desk": 3,
    "called_at": "2026-11-22T09:21:44.870Z",
    "started_at": None,
    "calls": 1,
    "terminal": "terminal-8f21c6b1d2e3",
    "conflict": False,
}
DESK: dict[str, Any] = {
    "desk": 3,
    "open": True,
    "operator": "И. М.",
    "services": ["passport-rf"],
    "ticket": "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40",
    "administrator": False,
    "place": {"ru": "стойка 3", "en": "desk 3"},
}


class Ticket(View):
    id: str
    number: str
    service: str
    purpose: str
    language: str
    state: Literal["waiting", "called", "serving", "finished", "no_show", "cancelled"]
    at: str
    desk: int | None
    called_at: str | None
    started_at: str | None
    calls: int
    terminal: str
    conflict: bool = False


class ClosedTicket(View):
    """What is remembered of a ticket that is over."""

    id: str
    number: str
    state: Literal["finished", "no_show", "cancelled"]


class Desk(View):
    desk: int
    open: bool
    operator: str | None
    services: list[str]
    ticket: str | None
    administrator: bool
    place: dict[str, str]


class Issued(View):
    """`ahead` is null when no open desk serves the service."""

    ticket: Ticket
    ahead: int | None


class Granted(View):
    number: str
    day: str
    ahead: int | None


class Leased(View):
    day: str
    letter: str
    first: int
    last: int
    qr_key: str


class Cancelled(View):
    ticket: Ticket | ClosedTicket | None
    ahead: int | None


class Ordered(View):
    order: str


class DeskAnswer(View):
    """The desk and the ticket the command was about, open or closed by it."""

    ticket: Ticket | ClosedTicket | None
    desk: Desk | None


class Day(View):
    day: str | None
    open: bool


class Settings(View):
    version: int
    author: str
    at: str | None
    settings: dict[str, Any]


class SettingsVersion(View):
    version: int


class Problem(View):
    file: str
    line: int
    column: str
    expected: str
    found: str


class Problems(View):
    problems: list[Problem]
    warnings: list[Problem]


class CatalogueShown(View):
    sections: list[dict[str, Any]]
    services: list[dict[str, Any]]


class StatusTaken(View):
    now_us: int
    hall_day: str | None
    day_open: bool


class HelpAsked(View):
    id: str


class HelpAnswered(View):
    id: str
    desk: int | None


class Snapshot(View):
    """`put` holds [kind, id, object], `gone` is empty: it is the form of a delta, and replaces everything."""

    id: str
    no: int
    put: list[list[str | dict[str, Any]]]
    gone: list[list[str]]


class Health(View):
    status: Literal["ok"]
    version: str
    hall_day: str | None
    now_us: int
    ca_pem: str = ""
