"""What goes to the writer and what comes back: a command with its key, and its outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.hall.commands import Command
from kiosk.hub.answers import Reply
from kiosk.hub.memory import Memory
from kiosk.hub.read_model import Changes
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

Decided = Sequence[Draft] | Refusal


@dataclass(frozen=True, slots=True)
class Ask:
    """One command with its key. `request` is the digest that says whether two requests are the same.

    `decide(memory, now)` gives drafts or a refusal and changes nothing; `answer(memory)` is asked once they are folded.
    """

    key: str
    request: bytes
    decide: Callable[[Memory, datetime], Decided]
    answer: Callable[[Memory], Mapping[str, Any]]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece of work: the answer, what changed in the read model, and for callers inside a value
    or the refusal."""

    reply: Reply
    changes: Changes = field(default_factory=Changes)
    value: Any = None
    refusal: Refusal | None = None


def hall_ask(key: str, request: bytes, command: Command, status: int = 200) -> Ask:
    """A command for the hall itself."""
    return Ask(
        key,
        request,
        lambda memory, now: memory.hall.decide(command, now),
        lambda memory: memory.hall.answer(command),
        status,
    )
