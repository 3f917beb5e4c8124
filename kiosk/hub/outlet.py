"""Where changes leave the hub: gathered for a moment, published once, and the latest value of each kept for answers."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from kiosk.clock import Clock, to_us
from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.channel import Scope


def for_terminals(kind: str, _ident: str, value: Mapping[str, Any]) -> bool:
    """What a terminal needs: the hall, help, its orders, and of the desks only where the administrator is."""
    return kind in {"hall", "help", "order"} or (kind == "desk" and bool(value.get("administrator")))


SCOPES: Mapping[str, Scope] = {
    "board": frozenset({"hall", "call"}),
    "desk": frozenset({"hall", "desk", "ticket", "trouble", "help", "terminal"}),
    "terminal": for_terminals,
    "hall": None,
}
# The first change after a quiet moment leaves at once; while changes come thick and fast they leave 50 times a second,
# so that a burst of tickets costs 200 listeners one delta each instead of one per ticket.
GATHER_SECONDS = 0.02

Entity = tuple[str, str, dict[str, Any]]


class Outlet:
    """Event loop only. `hall` is the newest object of the hall itself, for answers that must be quick."""

    def __init__(self, clock: Clock) -> None:
        # A new number space at each start: a client of the last one gets a snapshot, never a delta that does not fit.
        self.broadcaster = Broadcaster(to_us(clock.now()) // 1000, SCOPES)
        self.hall: Mapping[str, Any] = {}
        self._pending: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._extra: dict[str, Any] = {}
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def publish(self, put: Sequence[Entity], gone: Sequence[tuple[str, str]]) -> None:
        """Take changes; they are on their way at the latest after GATHER_SECONDS."""
        for kind, ident, value in put:
            if kind == "hall":
                self.hall = {**value, **self._extra}
            self._pending[kind, ident] = value if kind != "hall" else dict(self.hall)
        for pair in gone:
            self._pending[pair] = None
        if self._timer is None and self._pending:
            loop = asyncio.get_running_loop()
            wait = self._last + GATHER_SECONDS - loop.time()
            if wait <= 0:
                self.flush()
            else:
                self._timer = loop.call_later(wait, self.flush)

    def extend_hall(self, **extra: object) -> None:
        """Say more about the hall than its own rules know, such as whether the centre is reached."""
        if any(self.hall.get(name) != value for name, value in extra.items()):
            self._extra.update(extra)
            self.publish([("hall", "hall", dict(self.hall))], [])

    def flush(self) -> None:
        """Send what was gathered as one delta."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        pending, self._pending = self._pending, {}
        self._last = asyncio.get_running_loop().time()
        put = [(kind, ident, value) for (kind, ident), value in pending.items() if value is not None]
        gone = [pair for pair, value in pending.items() if value is None]
        if put or gone:
            self.broadcaster.publish(put, gone)

    def snapshot(self, scope: str) -> dict[str, Any]:
        """All of a scope, with everything that was ever answered."""
        self.flush()
        return self.broadcaster.snapshot(scope)

    def subscribe(self, scope: str, last_id: str | None) -> AsyncIterator[bytes]:
        """The stream of a scope from `last_id` on, or from a snapshot with everything that was ever answered."""
        self.flush()
        return self.broadcaster.subscribe(scope, last_id)

    def close(self) -> None:
        """End all streams."""
        if self._timer is not None:
            self._timer.cancel()
        self.broadcaster.close()
