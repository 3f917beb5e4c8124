"""A ticket of the hall: its states, the one table of transitions, and what is known of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

WAITING, CALLED, SERVING = "waiting", "called", "serving"
FINISHED, NO_SHOW, CANCELLED = "finished", "no_show", "cancelled"
OPEN = frozenset({WAITING, CALLED, SERVING})


class Transition(NamedTuple):
    """From which states an event may come, and where it leads."""

    before: frozenset[str]
    after: str


TRANSITIONS: Mapping[str, Transition] = {
    "ticket.called": Transition(frozenset({WAITING}), CALLED),
    "ticket.recalled": Transition(frozenset({CALLED}), CALLED),
    "ticket.started": Transition(frozenset({CALLED}), SERVING),
    "ticket.finished": Transition(frozenset({SERVING}), FINISHED),
    "ticket.no_show": Transition(frozenset({CALLED}), NO_SHOW),
    "ticket.cancelled": Transition(frozenset({WAITING, CALLED}), CANCELLED),
}


@dataclass(slots=True)
class Ticket:
    """An open ticket. Identity is `id`, the number is for people; moments in microseconds since 1970.

    `version` counts the events of the ticket; `conflict` says that another open ticket had the same number.
    """

    id: str
    number: str
    service: str
    purpose: str
    language: str
    terminal: str
    effective_us: int
    state: str = WAITING
    desk: int | None = None
    called_us: int | None = None
    started_us: int | None = None
    calls: int = 0
    version: int = 1
    conflict: bool = False

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in a line: by effective time, then by id; never by number."""
        return self.effective_us, self.id

    def dump(self) -> dict[str, Any]:
        return asdict(self)


class Closed(NamedTuple):
    """What is remembered of a ticket until the next hall day."""

    number: str
    state: str
