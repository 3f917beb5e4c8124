"""Kept answers: the same key gives the same bytes again, also after a restart, until the hall day after next."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal
from kiosk.server.http import status_of

TABLE = """
CREATE TABLE answer (
  key TEXT PRIMARY KEY, digest BLOB NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, hall_day TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer as it goes out: status, the exact body bytes, seconds of `Retry-After` (0 = none)."""

    status: int
    body: bytes
    retry_after: int = 0


def reply(status: int, body: Mapping[str, Any]) -> Reply:
    """An answer with a JSON body: UTF-8, no spaces."""
    return Reply(status, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def refused(refusal: Refusal) -> Reply:
    """The answer that carries a refusal, with the status of its code."""
    return reply(status_of(refusal), refusal.as_json())


def answer(given: Reply) -> Response:
    """A reply as it goes out: the kept bytes, untouched."""
    headers = {"Retry-After": str(given.retry_after)} if given.retry_after else None
    return Response(given.body, given.status, headers, media_type="application/json" if given.body else None)


NOT_SAVED = Reply(503, refused(Refusal("not_saved")).body, retry_after=1)
STARTING = Reply(503, refused(Refusal("starting")).body, retry_after=1)
BUSY = Reply(503, refused(Refusal("busy")).body, retry_after=1)
FAILED = refused(Refusal("internal"))
NOTHING = Reply(204, b"")
KEY_REUSED = refused(Refusal("key_reused"))


def digest(*parts: str | bytes) -> bytes:
    """What makes two requests the same one: who asked, for what, with which body."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(4, "big") + data)
    return hashed.digest()


class Answers:
    """The table of kept answers; lives in the hub's journal file and is written in the command's transaction."""

    def __init__(self, journal: Journal) -> None:
        journal.migrate("hub_answer", TABLE)
        self._journal = journal

    def find(self, key: str, request: bytes) -> Reply | None:
        """The answer given before for this key; `KEY_REUSED` when the key belongs to another request."""
        row = self._journal.execute("SELECT digest, status, body FROM answer WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        return Reply(row[1], row[2]) if row[0] == request else KEY_REUSED

    def keep(self, key: str, request: bytes, given: Reply, hall_day: str) -> None:
        """Write the answer down; inside a transaction."""
        self._journal.execute(
            "INSERT INTO answer (key, digest, status, body, hall_day) VALUES (?, ?, ?, ?, ?)",
            (key, request, given.status, given.body, hall_day),
        )

    def forget_before(self, hall_day: str) -> None:
        """Drop the answers of hall days before this one; inside a transaction."""
        self._journal.execute("DELETE FROM answer WHERE hall_day < ?", (hall_day,))
