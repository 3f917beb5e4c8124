"""Parts of a path, checked like everything else that comes from outside."""

import re
from typing import Any

from kiosk.refusal import Refusal
from kiosk.server.routes import Call

WORD = re.compile(r"[A-Za-z0-9._-]{1,64}")


def parameter(name: str, pattern: re.Pattern[str], example: str, kind: str = "string") -> dict[str, Any]:
    """A path parameter for the OpenAPI."""
    bounds = {"minimum": 1, "maximum": 999} if kind == "integer" else {"pattern": f"^{pattern.pattern}$"}
    value = int(example) if kind == "integer" else example
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind, **bounds}, "example": value}


DEVICE_ID = parameter("device", WORD, "terminal-8f21c6b1d2e3")
LOGIN = parameter("login", WORD, "petrov")


def part(call: Call, name: str, pattern: re.Pattern[str] = WORD) -> str:
    """A path part of the right form; raises Refusal `bad_request`."""
    found: str = call.request.path_params[name]
    if not pattern.fullmatch(found):
        raise Refusal("bad_request", {"where": f"path.{name}"})
    return found
