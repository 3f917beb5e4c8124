"""The last state of a feed on disk, so that a screen that starts without a network shows what was true last."""

import json
import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from kiosk.sync.feed_state import FeedRubbish, FeedState, from_snapshot, snapshot_json

EVERY: Final = 2.0

log = logging.getLogger(__name__)


class FeedCache:
    """One file, replaced whole, at most every two seconds and at the end. Only a convenience: it may be lost or old."""

    def __init__(self, path: Path, scope: str) -> None:
        self._path = path
        self._scope = scope
        self._saved = ""
        self._at = float("-inf")

    def load(self) -> FeedState:
        """The state kept last, not connected; an empty one when there is none or it cannot be used."""
        try:
            found = json.loads(self._path.read_bytes())
            if not isinstance(found, dict) or found.get("scope") != self._scope:
                raise FeedRubbish("of another scope")
            state, _ = from_snapshot(FeedState(), found)
        except FileNotFoundError:
            return FeedState()
        except (OSError, ValueError, RecursionError, FeedRubbish) as error:
            log.info("feed cache %s not used: %s", self._path, error)
            return FeedState()
        self._saved = state.ident
        return state

    def keep(self, state: FeedState, *, now: bool = False) -> None:
        """Write the state if it is new and the last writing is long enough ago, or at once."""
        moment = time.monotonic()
        if state.ident == self._saved or (not now and moment - self._at < EVERY):
            return
        self._at = moment
        text = json.dumps({"scope": self._scope, **snapshot_json(state)}, ensure_ascii=False, default=dict)
        new = self._path.with_name(self._path.name + ".new")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
            new.replace(self._path)
        except OSError as error:
            # A full disk costs the cache, not the feed.
            log.info("feed cache %s not written: %s", self._path, error)
            with suppress(OSError):
                new.unlink(missing_ok=True)
            return
        self._saved = state.ident
