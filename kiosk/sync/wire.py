"""Events on the wire: batches, answers and cursors as JSON, read with suspicion and written without loss."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kiosk.journal.acks import Ack
from kiosk.journal.event import FIRST_PREV, MAX_WORD, Event
from kiosk.journal.rows import Stream

MAX_EVENTS: Final = 500
MAX_BYTES: Final = 1_048_576
# What a sender fills a batch up to: the frame and the escapes around the events stay below MAX_BYTES.
FILL_BYTES: Final = 1_000_000
INT64: Final = 2**63 - 1
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
HASH: Final = re.compile("[0-9a-f]{64}")


class BadBatch(Exception):
    """The bytes are not a batch. `status` 413 (too large) or 422 (not of the form), `code` says it to a program."""

    def __init__(self, status: int, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.status = status
        self.code = code
        self.where = where


@dataclass(frozen=True)
class Batch:
    """Events of one chain, contiguous, as they came: each claims a hash, `prev` (if given) the one before the first.

    The `prev` field of the events is what the batch itself claims; against the chain here `kiosk.sync.ingest` holds it.
    """

    stream: Stream
    events: tuple[Event, ...]
    prev: bytes | None = None


def write_batch(events: Sequence[Event], fill: int = FILL_BYTES) -> tuple[bytes, int]:
    """The body of POST /v1/events, and how many of the events (contiguous, of one chain) it holds.

    Takes as many as fit into `fill` bytes, always at least one.
    """
    first = events[0]
    head = {"origin": first.origin, "lane": first.lane, "epoch": first.epoch, "prev": first.prev.hex()}
    parts: list[bytes] = []
    size = 0
    for event in events:
        part = _dumps(event_json(event)).encode()
        size += len(part) + 1
        if parts and size > fill:
            break
        parts.append(part)
    opening = _dumps(head).encode().removesuffix(b"}")
    return opening + b',"events":[' + b",".join(parts) + b"]}", len(parts)


def event_json(event: Event) -> dict[str, Any]:
    """One event in the form of the wire; the body is the origin's text, character by character."""
    return {
        "seq": event.seq,
        "kind": event.kind,
        "v": event.v,
        "at_us": event.at_us,
        "mono_us": event.mono_us,
        "boot": event.boot,
        "ticket": event.ticket,
        "body": event.body.decode(),
        "hash": event.hash.hex(),
    }


def read_batch(raw: bytes) -> Batch:
    """The batch in a request body. Members that are not known are passed over. Raises BadBatch."""
    if len(raw) > MAX_BYTES:
        raise BadBatch(413, "too_large")
    try:
        return _batch(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise BadBatch(422, "bad_envelope", "json") from error


def _batch(found: Any) -> Batch:
    if not isinstance(found, dict):
        raise BadBatch(422, "bad_envelope", "batch")
    stream = Stream(_word(found, "origin"), _word(found, "lane"), _number(found, "epoch", 1))
    entries = found.get("events")
    if not isinstance(entries, list) or not entries:
        raise BadBatch(422, "bad_envelope", "events")
    if len(entries) > MAX_EVENTS:
        raise BadBatch(413, "too_large", "events")
    claimed = _digest(found, "prev") if found.get("prev") is not None else None
    events: list[Event] = []
    prev = claimed or FIRST_PREV
    for entry in entries:
        if not isinstance(entry, dict):
            raise BadBatch(422, "bad_envelope", "events")
        events.append(_event(stream, entry, prev))
        prev = events[-1].hash
        if events[-1].seq != events[0].seq + len(events) - 1:
            raise BadBatch(422, "bad_envelope", "seq")
    return Batch(stream, tuple(events), claimed)


def _event(stream: Stream, entry: dict[str, Any], prev: bytes) -> Event:
    return Event(
        *stream,
        seq=_number(entry, "seq", 1),
        kind=_word(entry, "kind"),
        v=_number(entry, "v", 0),
        at_us=_number(entry, "at_us", -INT64),
        mono_us=_number(entry, "mono_us", -INT64),
        boot=_word(entry, "boot", least=0),
        ticket=_word(entry, "ticket", least=0),
        body=_text(entry, "body"),
        prev=prev,
        hash=_digest(entry, "hash"),
    )


def _number(found: dict[str, Any], name: str, least: int) -> int:
    value = found.get(name)
    if type(value) is not int or not least <= value <= INT64:
        raise BadBatch(422, "bad_envelope", name)
    return value


def _word(found: dict[str, Any], name: str, *, least: int = 1) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not least <= len(value) <= MAX_WORD:
        raise BadBatch(422, "bad_envelope", name)
    value.encode()  # half a surrogate pair is no text: ValueError
    return value


def _text(found: dict[str, Any], name: str) -> bytes:
    value = found.get(name)
    if not isinstance(value, str):
        raise BadBatch(422, "bad_envelope", name)
    return value.encode()


def _digest(found: dict[str, Any], name: str) -> bytes:
    value = found.get(name)
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise BadBatch(422, "bad_envelope", name)
    return bytes.fromhex(value)


def write_cursors(acks: Iterable[Ack]) -> dict[str, Any]:
    """The answer to GET /v1/cursors: of each chain what the server has (`acked`) and what the centre has."""
    return {
        "cursors": [
            {"origin": ack.origin, "lane": ack.lane, "epoch": ack.epoch, "acked": ack.hub, "central": ack.central}
            for ack in acks
        ]
    }


def read_cursors(found: Any) -> list[Ack]:
    """The cursors in an answer. Raises BadBatch for anything else."""
    entries = found.get("cursors") if isinstance(found, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadBatch(422, "bad_envelope", "cursors")
    return [
        Ack(
            _word(entry, "origin"),
            _word(entry, "lane"),
            _number(entry, "epoch", 1),
            _number(entry, "acked", 0),
            _number(entry, "central", 0),
        )
        for entry in entries
    ]
