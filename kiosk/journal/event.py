"""Drafts and events: what happened, who says so, and the hash that ties each event to the one before it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

LANES = ("ops", "pay", "audit")
FIRST_PREV = bytes(32)
EPOCH_STARTED = "epoch.started"
# An event must always fit into a batch of 1 MB, even with every character of its body escaped once more.
MAX_BODY = 256 * 1024
MAX_WORD = 128

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True)
class Draft:
    """An event before it has a place: what a room wants written."""

    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)
    ticket: str = ""
    v: int = 1


@dataclass(frozen=True)
class Event:
    """One link of a chain. Identity: (origin, lane, epoch, seq). `body` and `hash` are exactly the origin's bytes."""

    origin: str
    lane: str
    epoch: int
    seq: int
    kind: str
    v: int
    at_us: int
    mono_us: int
    boot: str
    ticket: str
    body: bytes
    prev: bytes
    hash: bytes

    @cached_property
    def data(self) -> Any:
        """The body as JSON. Raises ValueError for a foreign body that is not JSON: it is stored all the same."""
        return json.loads(self.body)

    def whole(self) -> bool:
        """Whether the hash is the hash of this very content."""
        return self.hash == chain_hash(self.prev, head_of(self), self.body)


def encode_body(body: Mapping[str, Any]) -> bytes:
    """Canonical JSON in UTF-8: keys sorted, no spaces, letters as themselves.

    Raises ValueError or TypeError for what JSON cannot say (NaN, lone surrogates, objects) and for more than MAX_BODY.
    """
    encoded = _encode(body).encode()
    if len(encoded) > MAX_BODY:
        raise ValueError(f"the body of an event has {len(encoded)} bytes, at most {MAX_BODY} are allowed")
    return encoded


def head_of(event: Event) -> tuple[str | int, ...]:
    """The hashed header fields in their order."""
    return (
        event.origin,
        event.lane,
        event.epoch,
        event.seq,
        event.kind,
        event.v,
        event.at_us,
        event.mono_us,
        event.boot,
        event.ticket,
    )


def chain_hash(prev: bytes, header: Iterable[str | int], body: bytes) -> bytes:
    """SHA-256 over the previous hash, then each header field and the body behind their lengths (uint32, big endian).

    Integers are hashed as decimal text. Formula and vectors: `docs/protocol.md`.
    """
    parts = [prev]
    for value in header:
        text = str(value).encode()
        parts.append(len(text).to_bytes(4, "big"))
        parts.append(text)
    parts.append(len(body).to_bytes(4, "big"))
    parts.append(body)
    return sha256(b"".join(parts)).digest()
