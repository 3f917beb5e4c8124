"""One table: which device may do what, and who must be signed in at it. The hub and the centre read the same table."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from kiosk.refusal import Refusal


class Kind(StrEnum):
    """What an enrolled device is."""

    TERMINAL = "terminal"
    DESK = "desk"
    BOARD = "board"
    CONSOLE = "console"
    NODE = "node"
    HUB = "hub"


class Role(StrEnum):
    """What a person is."""

    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    TECHNICIAN = "technician"


HALL_KINDS = frozenset({Kind.TERMINAL, Kind.DESK, Kind.BOARD, Kind.CONSOLE, Kind.NODE})
ALL = frozenset(Kind)
STAFF_PLACES = frozenset({Kind.DESK, Kind.CONSOLE})
MACHINES = frozenset({Kind.TERMINAL, Kind.NODE})
ANYBODY = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.TECHNICIAN})
CALLERS = frozenset({Role.OPERATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Right:
    """Which device kinds may, and which roles one of them must have signed in (None: the device alone is enough)."""

    devices: AbstractSet[Kind]
    staff: AbstractSet[Role] | None = None


RIGHTS: dict[str, Right] = {
    # a visitor's ticket
    "number": Right(frozenset({Kind.TERMINAL})),
    "block": Right(frozenset({Kind.TERMINAL})),
    "ticket.issue": Right(STAFF_PLACES, CALLERS),
    "ticket.cancel": Right(STAFF_PLACES, CALLERS),
    "ticket.reprint": Right(STAFF_PLACES, CALLERS),
    # a desk's work
    "desk": Right(STAFF_PLACES, CALLERS),
    "day": Right(STAFF_PLACES, ADMINISTRATOR),
    # help and health
    "help.ask": Right(frozenset({Kind.TERMINAL})),
    "help.answer": Right(STAFF_PLACES, ANYBODY),
    "help.close": Right(STAFF_PLACES | {Kind.TERMINAL}),  # staff signed in, or the terminal that asked
    "status": Right(HALL_KINDS),
    # settings
    "catalogue": Right(ALL),
    "settings.read": Right(ALL),
    "settings.check": Right(STAFF_PLACES, KEEPERS),
    "settings.write": Right(STAFF_PLACES, ADMINISTRATOR),
    # facts up, changes down
    "events": Right(frozenset({*MACHINES, Kind.HUB})),
    "cursors": Right(frozenset({*MACHINES, Kind.HUB})),
    "stream": Right(ALL),
    "snapshot": Right(ALL),
    "description": Right(ALL),
    # people and devices
    "sign-in": Right(STAFF_PLACES),
    "sign-out": Right(STAFF_PLACES),
    "enrolment": Right(STAFF_PLACES, KEEPERS),
    "devices.read": Right(STAFF_PLACES, KEEPERS),
    "devices.revoke": Right(STAFF_PLACES, KEEPERS),
    "staff.read": Right(STAFF_PLACES, ADMINISTRATOR),
    "staff.write": Right(STAFF_PLACES, ADMINISTRATOR),
    # the city
    "halls": Right(frozenset({Kind.CONSOLE})),
    "tickets": Right(frozenset({Kind.CONSOLE})),
    "origins": Right(frozenset({Kind.CONSOLE, Kind.HUB})),
}


def missing(operation: str, kind: Kind, role: Role | None) -> Refusal | None:
    """Why this device (with a person of `role` signed in, or nobody) may not do `operation`; None when it may."""
    right = RIGHTS[operation]
    if kind not in right.devices:
        return Refusal("no_right", {"operation": operation, "device": kind.value})
    if right.staff is None or role in right.staff:
        return None
    if role is None:
        return Refusal("sign_in_needed", {"operation": operation})
    return Refusal("no_right", {"operation": operation, "role": role.value})
