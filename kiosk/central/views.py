"""The shapes of the centre's bodies and answers, each with its example for the OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from kiosk.server.models import example
from kiosk.server.views import View

TICKET_ID = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40"


class Health(View):
    status: Literal["ok"]
    version: str
    now_us: int
    ca_pem: str


class Hall(View):
    """`link_age_s`: seconds since the hall's hub last spoke, null when it has not since the centre was started."""

    hall: str
    hubs: list[str]
    origins: list[str]
    quarantined: dict[str, str]
    day: str
    events: int
    tickets: int
    last_event_at: str | None
    link_age_s: float | None


class Halls(View):
    halls: list[Hall]


class Ticket(View):
    id: str
    hall: str
    number: str
    service: str
    purpose: str
    language: str
    day: str
    state: Literal["issued", "waiting", "called", "serving", "finished", "no_show", "cancelled"]
    desk: int | None
    calls: int
    terminal: str
    issued_at: str | None
    arrived_at: str | None
    called_at: str | None
    started_at: str | None
    ended_at: str | None


class Tickets(View):
    tickets: list[Ticket]


class SkippedEvent(View):
    origin: str
    lane: str
    epoch: int
    seq: int
    hall: str
    kind: str
    reason: str


class Skipped(View):
    skipped: list[SkippedEvent]


class Catalogue(View):
    version: int
    author: str
    etag: str
    services: str
    sections: str


class Version(View):
    version: int
    etag: str


class CatalogueWanted(BaseModel):
    """A new version made from version `version`: both CSV tables as text."""

    model_config = example(version=1, services="id,letter,…", sections="id,name_ru,…")
    version: Annotated[int, Field(ge=0)]
    services: Annotated[str, Field(max_length=200_000)]
    sections: Annotated[str, Field(max_length=200_000)]


EXAMPLE_TICKET: dict[str, Any] = {
    "id": TICKET_ID,
    "hall": "basmanny",
    "number": "П047",
    "service": "passport-rf",
    "purpose": "apply",
    "language": "ru",
    "day": "2026-11-22",
    "state": "called",
    "desk": 3,
    "calls": 1,
    "terminal": "terminal-8f21c6b1d2e3",
    "issued_at": "2026-11-22T09:14:03.120000+00:00",
    "arrived_at": "2026-11-22T09:14:03.120000+00:00",
    "called_at": "2026-11-22T09:21:44.870000+00:00",
    "started_at": None,
    "ended_at": None,
}
