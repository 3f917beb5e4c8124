"""One scope of a feed: its objects, its gapless numbers, its last deltas as bytes, and who listens."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kiosk.sync import sse

Entity = Mapping[str, Any]
Put = tuple[str, str, Entity]
Gone = tuple[str, str]
# What belongs to a scope: some kinds of entities, all (None), or whatever a function of (kind, id, object) says.
Select = Callable[[str, str, Entity], bool]
Scope = Collection[str] | Select | None


class Listener:
    """One connection: what waits for it."""

    def __init__(self) -> None:
        self.queue: deque[bytes] = deque()
        self.news = asyncio.Event()
        self.dropped = False


class Channel:
    """One scope: its objects, its own gapless numbers, the last deltas as bytes, its listeners."""

    def __init__(self, epoch: int, scope: Scope, ring: int, queue: int) -> None:
        self.listeners: set[Listener] = set()
        self.no = 0
        self._epoch = epoch
        self._select = select_of(scope)
        self._queue = queue
        self._objects: dict[tuple[str, str], Entity] = {}
        self._ring: deque[bytes] = deque(maxlen=ring)
        self._snapshot = b""

    def ident(self, no: int) -> str:
        return f"{self._epoch}.{no}"

    def publish(self, put: Sequence[Put], gone: Sequence[Gone]) -> None:
        """Work out what of it concerns this scope; one delta, or none."""
        final: dict[Gone, Entity | None] = {}
        for kind, ident, obj in put:
            final[kind, ident] = obj if self._select(kind, ident, obj) else None
        final.update(dict.fromkeys(gone))
        changed = {key: obj for key, obj in final.items() if obj is not None and self._objects.get(key) != obj}
        left = [key for key, obj in final.items() if obj is None and key in self._objects]
        if not changed and not left:
            return
        self._objects.update(changed)
        for key in left:
            del self._objects[key]
        self.no += 1
        self._snapshot = b""
        piece = self._message("delta", [[*key, obj] for key, obj in changed.items()], left)
        self._ring.append(piece)
        for listener in list(self.listeners):
            self.send(listener, piece)

    def send(self, listener: Listener, piece: bytes) -> None:
        """Queue one message; a listener whose queue is full is dropped and will come back for a snapshot."""
        if len(listener.queue) >= self._queue:
            self.drop(listener)
            return
        listener.queue.append(piece)
        listener.news.set()

    def drop(self, listener: Listener) -> None:
        listener.dropped = True
        listener.queue.clear()
        listener.news.set()
        self.listeners.discard(listener)

    def catch_up(self, last_id: str) -> bytes:
        """What brings a listener from `last_id` to now: the deltas since, or everything."""
        missed = self._missed(last_id)
        if missed is not None:
            return b"".join(list(self._ring)[len(self._ring) - missed :]) or sse.COMMENT
        if not self._snapshot:
            self._snapshot = self._message("snapshot", self.everything()["put"], [])
        return self._snapshot

    def _missed(self, last_id: str) -> int | None:
        epoch, _, no = last_id.partition(".")
        if epoch != str(self._epoch) or not no.isascii() or not no.isdecimal():
            return None
        missed = self.no - int(no[:20])
        return missed if 0 <= missed <= len(self._ring) else None

    def everything(self) -> dict[str, Any]:
        return {"no": self.no, "put": [[*key, obj] for key, obj in self._objects.items()], "gone": []}

    def _message(self, event: str, put: Sequence[Any], gone: Sequence[Any]) -> bytes:
        data = json.dumps({"no": self.no, "put": put, "gone": gone}, ensure_ascii=False, separators=(",", ":"))
        return sse.message(self.ident(self.no), event, data)


def select_of(scope: Scope) -> Select:
    """The scope as a function."""
    if callable(scope):
        return scope
    kinds = None if scope is None else frozenset(scope)

    def of_kind(kind: str, _ident: str, _obj: Entity) -> bool:
        return kinds is None or kind in kinds

    return of_kind
