"""Doors to look through: halls, tickets, what could not be read, the catalogue, and whether the centre works."""

import asyncio
import re
from datetime import date
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.access.http import JsonAnswer
from kiosk.access.operation import Call, Operation, add, shown
from kiosk.central import views
from kiosk.central.centre import Centre
from kiosk.clock import from_us, to_us
from kiosk.refusal import Refusal

VERSION = version("kiosk")
HALL = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
TIMES = ("issued", "arrived", "called", "started", "ended")
DEFAULT_LIMIT, MOST = 500, 5000


def install(app: FastAPI, centre: Centre) -> None:
    """Open these doors."""

    async def health(_: Call) -> Response:
        now_us = to_us(centre.clock.now())
        return shown({"status": "ok", "version": VERSION, "now_us": now_us, "ca_pem": centre.ca_pem})

    async def halls(_: Call) -> Response:
        counted = {row["hall"]: row for row in await asyncio.to_thread(centre.city.halls)}
        quarantined = await centre.quarantined()
        return shown({"halls": [_hall(centre, hall, counted.get(hall, {}), quarantined) for hall in _names(centre)]})

    async def tickets(call: Call) -> Response:
        hall, day, limit = _wanted(call)
        rows = await asyncio.to_thread(lambda: centre.city.tickets(hall=hall, day=day, limit=limit))
        return shown({"tickets": [_ticket(row) for row in rows]})

    async def skipped(_: Call) -> Response:
        return shown({"skipped": await asyncio.to_thread(centre.city.skipped)})

    async def catalogue(call: Call) -> Response:
        current = centre.catalogues.current
        tag = f'"{current.etag}"'
        known = {one.strip() for one in call.request.headers.get("if-none-match", "").split(",")}
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if known & {tag, "*"}:
            return Response(status_code=304, headers=headers)
        return JsonAnswer(current.as_json(), headers=headers)

    async def change(call: Call) -> Response:
        body = call.body
        current = await centre.change_catalogue(body.version, body.services, body.sections, call.who.login)
        return shown(current.entity)

    for operation, handler in zip(
        (HEALTH, HALLS, TICKETS, SKIPPED, CATALOGUE, CHANGE),
        (health, halls, tickets, skipped, catalogue, change),
        strict=True,
    ):
        add(app, centre, operation, handler)


def _names(centre: Centre) -> list[str]:
    return sorted({device.hall for device in centre.access.devices.listed() if device.hall})


def _hall(centre: Centre, hall: str, row: dict[str, Any], quarantined: dict[str, str]) -> dict[str, Any]:
    origins = centre.origins.of_hall(hall)
    hubs = [d.id for d in centre.access.devices.listed() if d.hall == hall and d.revoked_at is None]
    age = centre.link_age_s(hall)
    return {
        "hall": hall,
        "hubs": hubs,
        "origins": origins,
        "quarantined": {origin: quarantined[origin] for origin in origins if origin in quarantined},
        "day": row.get("day", ""),
        "events": row.get("events", 0),
        "tickets": row.get("tickets", 0),
        "last_event_at": _moment(row.get("last_us") or None),
        "link_age_s": None if age is None else round(age, 3),
    }


def _ticket(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: value for name, value in row.items() if not name.endswith("_us")}
    return {"id": named.pop("ticket"), **named, **{f"{name}_at": _moment(row[f"{name}_us"]) for name in TIMES}}


def _moment(us: int | None) -> str | None:
    """ISO text, or None for no moment; a clock that was wrong beyond what a calendar holds says nothing either."""
    try:
        return None if us is None else from_us(us).isoformat()
    except OverflowError:
        return None


def _wanted(call: Call) -> tuple[str | None, str | None, int]:
    """Hall, day and limit of the query. Raises Refusal `bad_request`."""
    query = call.request.query_params
    hall, day, limit = query.get("hall"), query.get("day"), query.get("limit", str(DEFAULT_LIMIT))
    if hall is not None and not HALL.fullmatch(hall):
        raise Refusal("bad_request", {"where": "query.hall"})
    if day is not None and not _is_day(day):
        raise Refusal("bad_request", {"where": "query.day", "why": "2026-11-22"})
    if not re.fullmatch(r"[1-9][0-9]{0,3}", limit) or int(limit) > MOST:
        raise Refusal("bad_request", {"where": "query.limit", "why": f"1..{MOST}"})
    return hall, day, int(limit)


def _is_day(text: str) -> bool:
    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


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
