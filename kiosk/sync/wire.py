"""Events on the wire: batches, answers and cursors as JSON, read with suspicion and written without loss."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kiosk.journal.acks import Ack
from kiosk.journal.event import FIRST_PREV, Event
from kiosk.journal.rows import Stream
from kiosk.sync import fields
from kiosk.sync.fields import BadBatch

MAX_EVENTS: Final = 500
MAX_BYTES: Final = 1_048_576
# What a sender fills a batch up to: the frame and the escapes around the events stay below MAX_BYTES.
FILL_BYTES: Final = 1_000_000
__all__ = ["BadBatch", "Batch", "event_json", "read_batch", "read_cursors", "write_batch", "write_cursors"]

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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
    stream = Stream(fields.word(found, "origin"), fields.word(found, "lane"), fields.number(found, "epoch", 1))
    entries = found.get("events")
    if not isinstance(entries, list) or not entries:
        raise BadBatch(422, "bad_envelope", "events")
    if len(entries) > MAX_EVENTS:
        raise BadBatch(413, "too_large", "events")
    claimed = fields.digest(found, "prev") if found.get("prev") is not None else None
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
        seq=fields.number(entry, "seq", 1),
        kind=fields.word(entry, "kind"),
        v=fields.number(entry, "v", 0),
        at_us=fields.number(entry, "at_us", -fields.INT64),
        mono_us=fields.number(entry, "mono_us", -fields.INT64),
        boot=fields.word(entry, "boot", least=0),
        ticket=fields.word(entry, "ticket", least=0),
        body=fields.text(entry, "body"),
        prev=prev,
        hash=fields.digest(entry, "hash"),
    )


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
            fields.word(entry, "origin"),
            fields.word(entry, "lane"),
            fields.number(entry, "epoch", 1),
            fields.number(entry, "acked", 0),
            fields.number(entry, "central", 0),
        )
        for entry in entries
    ]
