"""How the uplink stands, for screens and health: what has not arrived above, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from kiosk.journal.rows import Stand
from kiosk.sync.course import Course

NONE: Final[Mapping[str, int]] = MappingProxyType({})
NO_ALARMS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class UplinkState:
    """`pending`: events by lane that the parent has not acknowledged; `not_central`: that the centre has not.

    `connected`: the last exchange was answered as it should be; `last`: "ok", or why not ("refused", "timeout", "503",
    "bad_token", …). `alarms`: chains ("origin/lane/epoch") that the parent will not take, with the code.
    """

    connected: bool = False
    last: str = ""
    pending: Mapping[str, int] = field(default_factory=lambda: NONE)
    not_central: Mapping[str, int] = field(default_factory=lambda: NONE)
    alarms: Mapping[str, str] = field(default_factory=lambda: NO_ALARMS)


def summed(stands: Sequence[Stand], course: Course, last: str) -> UplinkState:
    """The state after an exchange that ended with `last`."""
    pending: dict[str, int] = {}
    not_central: dict[str, int] = {}
    for stand in stands:
        ack = course.acked(stand)
        pending[stand.lane] = pending.get(stand.lane, 0) + stand.last_seq - ack.hub
        not_central[stand.lane] = not_central.get(stand.lane, 0) + stand.last_seq - ack.central
    alarms = {f"{stream.origin}/{stream.lane}/{stream.epoch}": code for stream, code in course.alarms.items()}
    return UplinkState(last == "ok", last, pending, not_central, alarms)
