"""Parts of a path, checked like everything else that comes from outside."""

import re
from typing import Any

from kiosk.refusal import Refusal
from kiosk.server.operation import Call

TICKET = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WORD = re.compile(r"[A-Za-z0-9._-]{1,64}")
DESK = re.compile(r"[1-9][0-9]{0,2}")


def parameter(name: str, pattern: re.Pattern[str], example: str, kind: str = "string") -> dict[str, Any]:
    """A path parameter for the OpenAPI."""
    bounds = {"minimum": 1, "maximum": 999} if kind == "integer" else {"pattern": f"^{pattern.pattern}$"}
    value = int(example) if kind == "integer" else example
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind, **bounds}, "example": value}


TICKET_ID = parameter("ticket", TICKET, "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40")
DESK_NUMBER = parameter("desk", DESK, "3", "integer")
HELP_ID = parameter("help", WORD, "help-0c9be1d7a2f34455")


def part(call: Call, name: str, pattern: re.Pattern[str]) -> str:
    """A path part of the right form; raises Refusal `bad_request`."""
    found: str = call.request.path_params[name]
    if not pattern.fullmatch(found):
        raise Refusal("bad_request", {"where": f"path.{name}"})
    return found


def ticket_id(call: Call) -> str:
    """The ticket of the path."""
    return part(call, "ticket", TICKET)


def desk_number(call: Call) -> int:
    """The desk of the path."""
    return int(part(call, "desk", DESK))


def word(call: Call, name: str) -> str:
    """Any other identity of the path."""
    return part(call, name, WORD)
