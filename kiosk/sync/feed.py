"""The feed: a thread that keeps the server's picture of the hall up to date here, and says what changed."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.sync.answer import LinkDown, Streaming, retry_after
from kiosk.sync.backoff import Backoff
from kiosk.sync.feed_cache import FeedCache
from kiosk.sync.feed_state import Change, FeedGap, FeedRubbish, FeedState, advanced, from_snapshot, snapshot_json
from kiosk.sync.link import HubLink
from kiosk.sync.sse import Parser, StreamBroken

__all__ = ["Change", "Feed", "FeedState"]

# The server says something every 5 s; after 12 s without a byte the line is dead, whatever TCP thinks.
SILENCE: Final = 12.0
MOST_WAIT: Final = 5.0
# A line that held this long was a good one: the next loss begins with short waits again.
STEADY: Final = 5.0

OnChange = Callable[[FeedState, tuple[Change, ...]], None]
log = logging.getLogger(__name__)


class Feed:
    """Calls `on_change` on its own thread, with a state that never changes and what differs from the one before.

    The first call shows the state kept at `cache_path`, if any. A lost line is only said (`connected`, no changes): the
    entities stay. The feed makes connections of its own out of `link`.
    """

    def __init__(
        self,
        link: HubLink,
        scope: str,
        on_change: OnChange,
        *,
        cache_path: Path | None = None,
        silence: float = SILENCE,
        most_wait: float = MOST_WAIT,
    ) -> None:
        self._link = link.twin()
        self._scope = scope
        self._on_change = on_change
        self._cache = FeedCache(cache_path, scope) if cache_path else None
        self._silence = silence
        self._backoff = Backoff(most=most_wait)
        self._state = FeedState()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"feed {scope}", daemon=True)

    @property
    def state(self) -> FeedState:
        """The newest state; any thread may ask."""
        return self._state

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread now, whatever the server does; `on_change` is not called after this returns."""
        self._stopped.set()
        self._link.close()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(1.0)

    def _run(self) -> None:
        if self._cache:
            self._show_kept(self._cache.load())
        while not self._stopped.is_set():
            begun = time.monotonic()
            problem, wish = self._connect()
            if time.monotonic() - begun > STEADY:
                self._backoff.reset()
            self._disconnected(problem)
            self._stopped.wait(self._backoff.next(wish))
        if self._cache:
            self._cache.keep(self._state, now=True)

    def _connect(self) -> tuple[str, float]:
        """Follow the stream as long as it holds; then why it ended, and how long the server asks to wait."""
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-cache"}
        if self._state.ident:
            headers["Last-Event-ID"] = self._state.ident
        try:
            with self._link.stream(f"/v1/stream?scope={self._scope}", silence=self._silence, headers=headers) as answer:
                return self._follow(answer)
        except LinkDown as down:
            if not self._stopped.is_set():
                log.info("feed %s: no line (%s)", self._scope, down)
            return "link", 0.0
        except (FeedGap, FeedRubbish, StreamBroken) as error:
            log.warning("feed %s: %s; asking for everything", self._scope, error)
            self._state = replace(self._state, ident="")
            return "link", 0.0

    def _follow(self, answer: Streaming) -> tuple[str, float]:
        if answer.status == 410:
            return self._take_snapshot()
        if answer.status != 200:
            return self._refused(answer)
        if not answer.headers.get("content-type", "").startswith("text/event-stream"):
            raise LinkDown("rubbish", "the answer is no stream")
        parser = Parser()
        for piece in answer.pieces:
            messages = parser.feed(piece)
            if not self._state.connected and not messages:
                self._show(replace(self._state, connected=True, problem=""), ())
            for message in messages:
                state, changes = advanced(self._state, message)
                self._show(replace(state, connected=True, problem=""), changes)
        return "link", 0.0

    def _refused(self, answer: Streaming) -> tuple[str, float]:
        problem = {401: "bad_token", 403: "no_right"}.get(answer.status, "link")
        return problem, retry_after(answer.headers)

    def _take_snapshot(self) -> tuple[str, float]:
        """The server cannot go on from here: take everything, then follow from there at once."""
        answer = self._link.get(f"/v1/snapshot?scope={self._scope}")
        if not answer.ok:
            return "link", answer.retry_after
        state, changes = from_snapshot(self._state, answer.body)
        self._show(state, changes)
        return "link", 0.0

    def _show_kept(self, kept: FeedState) -> None:
        _, changes = from_snapshot(FeedState(), snapshot_json(kept))
        self._show(kept, changes)

    def _disconnected(self, problem: str) -> None:
        if (self._state.connected, self._state.problem) != (False, problem):
            self._show(replace(self._state, connected=False, problem=problem), ())

    def _show(self, state: FeedState, changes: tuple[Change, ...]) -> None:
        self._state = state
        if self._stopped.is_set():
            return
        try:
            self._on_change(state, changes)
        except Exception:
            # Whoever listens must not be able to stop the picture for good.
            log.exception("feed %s: the listener failed", self._scope)
        if self._cache:
            self._cache.keep(state)
