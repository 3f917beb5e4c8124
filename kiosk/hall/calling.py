"""Who is next for a desk, and why; the reason is data, shown to the operator as `reason.<rule>`."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from kiosk.hall.line import Lines

LONGEST_WAIT, CHOSEN = "longest_wait", "chosen"


class Choice(NamedTuple):
    """The ticket to call, and the rule that chose it with what it looked at."""

    ticket: str
    reason: Mapping[str, Any]


def next_for(lines: Lines, served: Collection[str]) -> Choice | None:
    """First come, first served among the lines a desk serves; None when nobody waits there."""
    first = min(lines.heads(served), default=None)
    if first is None:
        return None
    effective_us, ticket = first
    return Choice(ticket, {"rule": LONGEST_WAIT, "since_us": effective_us, "among": lines.waiting(served)})


def chosen(ticket: str, effective_us: int) -> Choice:
    """A person chose this one."""
    return Choice(ticket, {"rule": CHOSEN, "since_us": effective_us})
