"""What the board shows of the feed: the last calls, newest first, and which of them are new to the hall."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.hall.numbers import shown

REMEMBERED = 500


@dataclass(frozen=True)
class Call:
    """One call of one visit to one desk; `number` in its shown form. A recall is a call of its own."""

    no: int
    number: str
    desk: int
    at: str
    active: bool

    @property
    def identity(self) -> tuple[int, str, str]:
        """The same call after any reconnect; a hub on an empty disk counts calls from 1 again, at other moments."""
        return self.no, self.number, self.at


def read_call(entity: Mapping[str, Any]) -> Call | None:
    """A call out of the feed's object; None when it is not one (a newer hub may send what we do not know)."""
    match entity:
        case {"no": int(no), "number": str(number), "desk": int(desk), "at": str(at)}:
            return Call(no, shown(number), desk, at, entity.get("active") is True)
    return None


def last_calls(entities: Mapping[str, Mapping[str, Any]]) -> tuple[Call, ...]:
    """All calls of the feed, newest first."""
    calls = [call for entity in entities.values() if isinstance(entity, Mapping) and (call := read_call(entity))]
    return tuple(sorted(calls, key=lambda call: call.no, reverse=True))


class Announcer:
    """Remembers which calls the hall has heard, so that each is announced once, also after a reconnect."""

    def __init__(self) -> None:
        self._heard: dict[tuple[int, str, str], None] = {}

    def remember(self, calls: Iterable[Call]) -> None:
        """These were announced before this program started."""
        for call in calls:
            self._heard.pop(call.identity, None)
            self._heard[call.identity] = None
        while len(self._heard) > REMEMBERED:
            del self._heard[next(iter(self._heard))]

    def take(self, calls: Iterable[Call]) -> tuple[Call, ...]:
        """Those to announce now, oldest first: not heard before, and the visitor has not come to the desk yet."""
        present = tuple(calls)
        fresh = [call for call in present if call.identity not in self._heard]
        self.remember(present)
        return tuple(sorted((call for call in fresh if call.active), key=lambda call: call.no))
