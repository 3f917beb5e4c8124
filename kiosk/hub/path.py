"""Parts of the hub's paths: tickets, desks, calls for help."""

import re

from kiosk.server.path import WORD, parameter, part
from kiosk.server.routes import Call

TICKET = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DESK = re.compile(r"[1-9][0-9]{0,2}")


TICKET_ID = parameter("ticket", TICKET, "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40")
DESK_NUMBER = parameter("desk", DESK, "3", "integer")
HELP_ID = parameter("help", WORD, "help-0c9be1d7a2f34455")


def ticket_id(call: Call) -> str:
    """The ticket of the path."""
    return part(call, "ticket", TICKET)


def desk_number(call: Call) -> int:
    """The desk of the path."""
    return int(part(call, "desk", DESK))


def word(call: Call, name: str) -> str:
    """Any other identity of the path."""
    return part(call, name, WORD)
