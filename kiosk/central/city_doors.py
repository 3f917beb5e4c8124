"""Doors to look through: halls, tickets, what could not be read, the catalogue, and whether the centre works."""

import asyncio
import re
from datetime import date
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.central.centre import Centre
from kiosk.central.city_operations import (
    CATALOGUE,
    CHANGE,
    DEFAULT_LIMIT,
    HALL,
    HALLS,
    HEALTH,
    MOST,
    SKIPPED,
    TICKETS,
)
from kiosk.clock import from_us, to_us
from kiosk.refusal import Refusal
from kiosk.server.application import VERSION
from kiosk.server.http import JsonAnswer
from kiosk.server.routes import Call, add, shown

TIMES = ("issued", "arrived", "called", "started", "ended")


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
