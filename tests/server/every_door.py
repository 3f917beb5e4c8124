"""All doors of a server, read off the application itself and not off its description, so that none can hide."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from kiosk.server.routes import LeanRoute

OPEN = {("GET", "/v1/health"), ("POST", "/v1/first-administrator"), ("POST", "/v1/enrol")}
# What a framework likes to serve by itself, and what people try.
BESIDE = ("/", "/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect", "/v1", "/v1/", "/v1/health/", "/static/x")

Ask = Callable[[str, str, str], tuple[int, str]]


def every_door(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of each route, with something in place of the path's parameters."""
    found: set[tuple[str, str]] = set()
    for route in app.routes:
        assert isinstance(route, LeanRoute), f"{route} is a door that no line of the table of rights guards"
        found |= {(method, re.sub(r"\{\w+\}", "3", route.path)) for method in route.methods}
    return found


def stays_shut(app: Any, ask: Ask) -> int:
    """Knock at every door without a token and with wrong ones. `ask(method, path, token)` gives status and code.

    Returns how many doors were shut.
    """
    doors = every_door(app)
    assert doors >= OPEN
    for method, path in sorted(doors - OPEN):
        for token, code in (("", "no_token"), ("kiosk-device-guess", "bad_token"), ("x" * 5000, "no_token")):
            assert ask(method, path, token) == (401, code), (method, path, token[:20])
    for path in BESIDE:
        assert ask("GET", path, "") == (404, "not_found"), path
    return len(doors - OPEN)
