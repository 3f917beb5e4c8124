"""The server half of the feed: every listener of a scope gets the changes, encoded once; nobody waits for the slow."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from kiosk.sync import sse
from kiosk.sync.channel import Channel, Gone, Listener, Put, Scope

RING: Final = 2_000
QUEUE: Final = 256
COMMENT_SECONDS: Final = 5.0


class Broadcaster:
    """Event loop only. `epoch` is new at each start of the server: numbers are compared only within one epoch.

    Objects given to `publish` are kept and must not be changed afterwards.
    """

    def __init__(
        self,
        epoch: int,
        scopes: Mapping[str, Scope],
        *,
        ring: int = RING,
        queue: int = QUEUE,
        comment_seconds: float = COMMENT_SECONDS,
    ) -> None:
        self._channels = {name: Channel(epoch, scope, ring, queue) for name, scope in scopes.items()}
        self._comment_seconds = comment_seconds
        self._ticker: asyncio.TimerHandle | None = None
        self._closed = False

    def publish(self, put: Sequence[Put] = (), gone: Sequence[Gone] = ()) -> None:
        """Send changes to all listeners whose scope they belong to; an object equal to the last one is no change."""
        for channel in self._channels.values():
            channel.publish(put, gone)

    def snapshot(self, scope: str) -> dict[str, Any]:
        """All of a scope now: {"id", "no", "put", "gone"}. Raises KeyError for an unknown scope."""
        channel = self._channels[scope]
        return {"id": channel.ident(channel.no), **channel.everything()}

    def subscribe(self, scope: str, last_id: str | None = None) -> AsyncIterator[bytes]:
        """Bytes of the stream from `last_id` on, or from a snapshot. Ends when the listener is too slow, or at close.

        Raises KeyError for an unknown scope.
        """
        return self._follow(self._channels[scope], last_id or "")

    @property
    def listeners(self) -> int:
        return sum(len(channel.listeners) for channel in self._channels.values())

    def close(self) -> None:
        """End all streams: a server that stops would wait for them for ever."""
        self._closed = True
        for channel in self._channels.values():
            for listener in list(channel.listeners):
                channel.drop(listener)
        if self._ticker:
            self._ticker.cancel()
            self._ticker = None

    async def _follow(self, channel: Channel, last_id: str) -> AsyncIterator[bytes]:
        if self._closed:
            return
        listener = Listener()
        channel.listeners.add(listener)
        self._tick_later()
        try:
            yield channel.catch_up(last_id)
            while True:
                await listener.news.wait()
                listener.news.clear()
                if listener.dropped:
                    return
                pieces = b"".join(listener.queue)
                listener.queue.clear()
                yield pieces
        finally:
            channel.listeners.discard(listener)

    def _tick_later(self) -> None:
        if self._ticker is None:
            self._ticker = asyncio.get_running_loop().call_later(self._comment_seconds, self._tick)

    def _tick(self) -> None:
        """A comment to everybody who has nothing waiting, so that a dead connection is noticed on both sides."""
        self._ticker = None
        for channel in self._channels.values():
            for listener in list(channel.listeners):
                if not listener.queue:
                    channel.send(listener, sse.COMMENT)
        if self.listeners:
            self._tick_later()
