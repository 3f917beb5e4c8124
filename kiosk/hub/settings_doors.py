"""Doors of the hall's settings and of the catalogue of services."""

import hashlib
import json
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from kiosk.hall.commands import ChangeSettings
from kiosk.hall.problem import Problem
from kiosk.hall.settings import parse
from kiosk.hub import models, views
from kiosk.hub.answers import answer, reply
from kiosk.hub.asks import Outcome, hall_ask
from kiosk.hub.books import Books
from kiosk.hub.hub import Hub
from kiosk.hub.tickets import same
from kiosk.refusal import Refusal
from kiosk.server.operation import Operation
from kiosk.server.routes import Call, add, shown

FILE = "settings"


def problems_of(hub: Hub, settings: dict[str, Any]) -> tuple[list[Problem], list[Problem]]:
    """(errors, warnings): what makes the settings unusable, and what their author should look at."""
    parsed, errors = parse(settings, FILE)
    if parsed is None:
        return errors, []
    return [], hub.rules.with_settings(parsed).problems(FILE)


def install(app: FastAPI, hub: Hub) -> None:
    """Open these doors."""
    catalogue = json.dumps(hub.rules.catalogue.as_json(), ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(catalogue).hexdigest()[:32]}"'

    async def read(_: Call) -> Response:
        return answer((await hub.work(present)).reply)

    async def write(call: Call) -> Response:
        body: models.SettingsWanted = call.body
        errors, _ = problems_of(hub, body.settings)
        if errors:
            raise Refusal("settings_wrong", {"problems": len(errors), "where": errors[0].column[:100]})
        command = ChangeSettings(body.version, body.settings, call.who.login)
        return answer(await hub.ask(hall_ask(body.key, same(call, "putSettings"), command)))

    async def check(call: Call) -> Response:
        errors, warnings = problems_of(hub, call.body.settings)
        return shown({"problems": [p.as_json() for p in errors], "warnings": [p.as_json() for p in warnings]})

    async def services(call: Call) -> Response:
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if etag in [one.strip() for one in call.request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        return Response(catalogue, headers=headers, media_type="application/json")

    add(app, hub, READ, read)
    add(app, hub, WRITE, write)
    add(app, hub, CHECK, check)
    add(app, hub, CATALOGUE, services)


def present(books: Books) -> Outcome:
    """The settings in force."""
    return Outcome(reply(200, books.memory.settings()))


HALL: dict[str, Any] = {
    "id": "arbat",
    "name": {"ru": "Мои документы", "en": "My Documents"},
    "desks": [{"number": 1, "services": ["*"], "place": {"ru": "стойка 1"}, "administrator": True}],
}
READ = Operation(
    "GET",
    "/v1/settings",
    "getSettings",
    "settings",
    "The hall's settings in force, their version and author",
    "settings.read",
    None,
    {200: (views.Settings, {"version": 3, "author": "ivanova", "at": "2026-11-22T05:00:00.000Z", "settings": HALL})},
)
WRITE = Operation(
    "PUT",
    "/v1/settings",
    "putSettings",
    "settings",
    "Put new settings into force; `version` is the one they were made from",
    "settings.write",
    models.SettingsWanted,
    {200: (views.SettingsVersion, {"version": 4})},
    ("settings_stale", "settings_wrong", "key_reused"),
    staff=True,
    example={"key": models.KEY, "version": 3, "settings": HALL},
)
CHECK = Operation(
    "POST",
    "/v1/settings/check",
    "checkSettings",
    "settings",
    "What is wrong with settings, by path, without putting them into force",
    "settings.check",
    models.SettingsChecked,
    {
        200: (
            views.Problems,
            {
                "problems": [
                    {"file": "settings", "line": 0, "column": "desks[0].number", "expected": "in_range", "found": "0"}
                ],
                "warnings": [],
            },
        )
    },
    staff=True,
    example={"settings": HALL},
)
CATALOGUE = Operation(
    "GET",
    "/v1/catalogue",
    "getCatalogue",
    "settings",
    "Sections and services as this hall knows them",
    "catalogue",
    None,
    {200: (views.CatalogueShown, {"sections": [], "services": []}), 304: (None, None)},
)
