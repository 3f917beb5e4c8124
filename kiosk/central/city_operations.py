"""The doors to look through in the words of the OpenAPI."""

import re
from typing import Any

from kiosk.central import views
from kiosk.server.application import VERSION
from kiosk.server.operation import Operation

HALL = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
DEFAULT_LIMIT, MOST = 500, 5000


def _query(name: str, schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "example": example}


A_HALL = {
    "hall": "basmanny",
    "hubs": ["hub-8f21c6b1d2e3"],
    "origins": ["hub-1c2d3e4f5a6b", "terminal-8f21c6b1d2e3"],
    "quarantined": {},
    "day": "2026-11-22",
    "events": 412,
    "tickets": 97,
    "last_event_at": "2026-11-22T09:21:44.870000+00:00",
    "link_age_s": 0.4,
}
ODD = {"origin": "hub-1c2d3e4f5a6b", "lane": "ops", "epoch": 1795342800, "seq": 12, "hall": "basmanny"}
CURRENT = {"version": 2, "author": "ivanova", "etag": "9f2c" * 8, "services": "id,letter,…", "sections": "id,name_ru,…"}
HEALTH = Operation(
    "GET",
    "/v1/health",
    "health",
    "city",
    "Whether the centre works, its clock, and the authority of its certificate (empty without TLS)",
    None,
    None,
    {200: (views.Health, {"status": "ok", "version": VERSION, "now_us": 1795342800000000, "ca_pem": ""})},
)
HALLS = Operation(
    "GET",
    "/v1/halls",
    "halls",
    "city",
    "Halls that have a hub here, with what came from them",
    "halls",
    None,
    {200: (views.Halls, {"halls": [A_HALL]})},
    ("busy", "not_saved"),
)
TICKETS = Operation(
    "GET",
    "/v1/tickets",
    "tickets",
    "city",
    "The newest tickets, the oldest of them first",
    "tickets",
    None,
    {200: (views.Tickets, {"tickets": [views.EXAMPLE_TICKET]})},
    (),
    (
        _query("hall", {"type": "string", "pattern": f"^{HALL.pattern}$"}, "basmanny"),
        _query("day", {"type": "string", "format": "date"}, "2026-11-22"),
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}, 100),
    ),
)
SKIPPED = Operation(
    "GET",
    "/v1/skipped",
    "skipped",
    "city",
    "Events that are stored but could not be shown among the tickets, the newest last",
    "halls",
    None,
    {200: (views.Skipped, {"skipped": [{**ODD, "kind": "ticket.arrived", "reason": "no_number"}]})},
)
CATALOGUE = Operation(
    "GET",
    "/v1/catalogue",
    "getCatalogue",
    "city",
    "The newest catalogue of services; 304 when `If-None-Match` names it",
    "catalogue",
    None,
    {200: (views.Catalogue, CURRENT), 304: (None, None)},
    (),
    (
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "example": '"9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c"',
        },
    ),
)
CHANGE = Operation(
    "PUT",
    "/v1/catalogue",
    "putCatalogue",
    "city",
    "A new version of the catalogue for all halls",
    "settings.write",
    views.CatalogueWanted,
    {200: (views.Version, {"version": 3, "etag": "9f2c" * 8})},
    ("version_stale", "catalogue_problems", "busy"),
    staff=True,
)
