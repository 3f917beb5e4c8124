"""How the uplink stands, for screens and health: what has not arrived above, and why."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeVar

from kiosk.journal.acks import Ack
from kiosk.journal.rows import Stand
from kiosk.sync.course import Course

HAND_OVER_SECONDS: Final = 1.0
NONE: Final[Mapping[str, int]] = MappingProxyType({})
NO_ALARMS: Final[Mapping[str, str]] = MappingProxyType({})

T = TypeVar("T")
log = logging.getLogger(__name__)


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


class Report:
    """Tells whoever listens how the uplink stands and what was acknowledged. A listener that fails stops nothing."""

    def __init__(
        self,
        course: Course,
        on_acks: Callable[[Sequence[Ack]], None] | None,
        on_state: Callable[[UplinkState], None] | None,
    ) -> None:
        self._course = course
        self._on_acks = on_acks
        self._on_state = on_state
        self._handed_at = float("-inf")
        self.state = UplinkState()

    def show(self, stands: Sequence[Stand], last: str) -> None:
        """The state after an exchange; said only when it differs."""
        state = summed(stands, self._course, last)
        if state != self.state:
            self.state = state
            if self._on_state:
                _tell(self._on_state, state)

    def hand_over(self, *, at_once: bool) -> None:
        """Pass on new acknowledgements: each of them costs the listener a commit, so not more often than needed."""
        due = at_once or time.monotonic() - self._handed_at >= HAND_OVER_SECONDS
        if self._on_acks and self._course.changed and due:
            self._handed_at = time.monotonic()
            _tell(self._on_acks, self._course.take_changed())


def _tell(listener: Callable[[T], None], news: T) -> None:
    try:
        listener(news)
    except Exception:
        log.exception("uplink: the listener failed")
