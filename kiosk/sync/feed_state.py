"""The read model of a feed, pure: a state that never changes, and what each message of the server makes of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from kiosk.sync.sse import Message

Entity = Mapping[str, Any]
Entities = Mapping[str, Mapping[str, Entity]]
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class FeedGap(Exception):
    """The message does not follow what is here: only a snapshot helps."""


class FeedRubbish(Exception):
    """The message is not one of this feed."""


@dataclass(frozen=True)
class Change:
    """One entity is new, different (`obj`) or gone (None)."""

    kind: str
    id: str
    obj: Entity | None


@dataclass(frozen=True)
class FeedState:
    """All that is known of a scope. `ident` is the server's name of this state, for going on from here later.

    `problem` says why there is no connection: "" (not tried yet, or connected), "link", or a refusal ("bad_token").
    """

    connected: bool = False
    no: int = 0
    entities: Entities = field(default_factory=lambda: NOTHING)
    ident: str = ""
    problem: str = ""

    def of(self, kind: str) -> Mapping[str, Entity]:
        """The entities of one kind by id; empty when there are none."""
        return self.entities.get(kind, NOTHING)

    def get(self, kind: str, ident: str) -> Entity | None:
        return self.of(kind).get(ident)


def advanced(state: FeedState, message: Message) -> tuple[FeedState, tuple[Change, ...]]:
    """The state after a message, and what differs. Raises FeedGap or FeedRubbish; then nothing of it may be used."""
    if message.event not in {"snapshot", "delta"}:
        return state, ()
    no, put, gone = _read(message.data)
    if message.event == "snapshot":
        return taken(state, message.id, no, put)
    if not state.ident or no != state.no + 1 or _epoch(message.id) != _epoch(state.ident):
        raise FeedGap(f"{message.id} does not follow {state.ident or 'nothing'}")
    changes = [Change(kind, ident, obj) for kind, ident, obj in put]
    changes += [Change(kind, ident, None) for kind, ident in gone]
    after = replace(state, no=no, ident=message.id, entities=_changed(state.entities, changes))
    return after, tuple(changes)


def taken(
    state: FeedState, ident: str, no: int, put: list[tuple[str, str, Entity]]
) -> tuple[FeedState, tuple[Change, ...]]:
    """The state that a snapshot says, and how it differs from the one before."""
    fresh: dict[str, dict[str, Entity]] = {}
    for kind, key, obj in put:
        fresh.setdefault(kind, {})[key] = obj
    entities = MappingProxyType({kind: MappingProxyType(members) for kind, members in fresh.items()})
    changes = [Change(kind, key, obj) for kind, key, obj in put if state.get(kind, key) != obj]
    changes += [Change(kind, key, None) for kind, key in _keys(state.entities) if key not in fresh.get(kind, {})]
    return replace(state, no=no, ident=ident, entities=entities), tuple(changes)


def snapshot_json(state: FeedState) -> dict[str, Any]:
    """A state as the server would say it in GET /v1/snapshot; also the form kept on disk."""
    put = [[kind, key, obj] for kind, members in state.entities.items() for key, obj in members.items()]
    return {"id": state.ident, "no": state.no, "put": put, "gone": []}


def from_snapshot(state: FeedState, found: Any) -> tuple[FeedState, tuple[Change, ...]]:
    """The other way round. Raises FeedRubbish."""
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise FeedRubbish("not a snapshot")
    no, put, _ = _checked({"gone": [], **found})
    return taken(state, found["id"], no, put)


def _changed(entities: Entities, changes: list[Change]) -> Entities:
    """Copies only the kinds that are touched: the rest is shared with the state before."""
    after: dict[str, dict[str, Entity]] = {}
    for change in changes:
        members = after.setdefault(change.kind, dict(entities.get(change.kind, NOTHING)))
        if change.obj is None:
            members.pop(change.id, None)
        else:
            members[change.id] = change.obj
    frozen = {kind: MappingProxyType(members) for kind, members in after.items()}
    return MappingProxyType({kind: members for kind, members in {**entities, **frozen}.items() if members})


def _keys(entities: Entities) -> Iterator[tuple[str, str]]:
    return ((kind, key) for kind, members in entities.items() for key in members)


def _epoch(ident: str) -> str:
    return ident.partition(".")[0]


def _read(data: str) -> tuple[int, list[tuple[str, str, Entity]], list[tuple[str, str]]]:
    try:
        return _checked(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise FeedRubbish("not JSON") from error


def _checked(found: Any) -> tuple[int, list[tuple[str, str, Entity]], list[tuple[str, str]]]:
    try:
        no, put, gone = found["no"], [(*entry,) for entry in found["put"]], [(*entry,) for entry in found["gone"]]
    except (TypeError, KeyError) as error:
        raise FeedRubbish("a part is missing") from error
    good_put = all(len(entry) == 3 and _words(entry[:2]) and isinstance(entry[2], dict) for entry in put)
    good_gone = all(len(entry) == 2 and _words(entry) for entry in gone)
    if type(no) is not int or not good_put or not good_gone:
        raise FeedRubbish("a part is not of its form")
    return no, put, gone


def _words(entry: tuple[Any, ...]) -> bool:
    return all(isinstance(word, str) for word in entry)
