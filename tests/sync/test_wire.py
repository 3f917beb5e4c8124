"""Rubbish through the door of the events: every odd batch is named as such, every good one comes out as it went in."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal.acks import Ack
from kiosk.journal.event import FIRST_PREV, Event
from kiosk.sync.wire import (
    FILL_BYTES,
    MAX_BYTES,
    MAX_EVENTS,
    BadBatch,
    read_batch,
    read_cursors,
    write_batch,
    write_cursors,
)

EVENT = {
    "seq": 1, "kind": "k", "v": 1, "at_us": 0, "mono_us": 0, "boot": "b", "ticket": "", "body": "{}", "hash": "0" * 64,
}  # fmt: skip
BATCH = {"origin": "t-1", "lane": "ops", "epoch": 5, "events": [EVENT]}
texts = st.text(st.characters(codec="utf-8"), max_size=20)


def made(seq: int, body: bytes, word: str = "") -> Event:
    return Event("t-1", "ops", 5, seq, "k", 1, -3, 4, word, word, body, FIRST_PREV, bytes([seq % 256]) * 32)


def raw(**changes: Any) -> bytes:
    return json.dumps({**BATCH, **changes}).encode()


def refusal(body: bytes) -> BadBatch | None:
    try:
        read_batch(body)
    except BadBatch as error:
        return error
    return None


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_a_batch_comes_out_as_it_went_in(parts: list[tuple[str, str]]) -> None:
    events = [made(7 + at, body.encode(), word) for at, (body, word) in enumerate(parts)]
    encoded, count = write_batch(events)
    batch = read_batch(encoded)
    assert count == len(events) == len(batch.events)
    assert (batch.stream, batch.prev) == (("t-1", "ops", 5), FIRST_PREV)
    for sent, got in zip(events, batch.events, strict=True):
        assert (got.seq, got.body, got.boot, got.ticket, got.hash) == (
            sent.seq, sent.body, sent.boot, sent.ticket, sent.hash,
        )  # fmt: skip


@given(st.lists(st.integers(0, 300_000), min_size=1, max_size=12))
def test_a_batch_is_filled_up_to_a_megabyte_and_never_empty(sizes: list[int]) -> None:
    events = [made(at + 1, b'"' * size) for at, size in enumerate(sizes)]
    encoded, count = write_batch(events)
    assert 1 <= count <= len(events)
    assert len(encoded) < MAX_BYTES or count == 1
    if count < len(events):
        assert len(encoded) + 2 * sizes[count] + 300 > FILL_BYTES


@given(st.binary(max_size=60))
def test_any_bytes_are_a_batch_or_a_clear_refusal(rubbish: bytes) -> None:
    with pytest.raises(BadBatch) as caught:
        read_batch(rubbish)
    assert (caught.value.status, caught.value.code) == (422, "bad_envelope")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted({**BATCH, "prev": 0})), json_values)
def test_any_json_in_any_member_is_a_batch_or_a_clear_refusal(name: str, value: Any) -> None:
    refused = refusal(raw(**{name: value}))
    assert refused is None or refused.code in {"bad_envelope", "too_large"}


@given(st.sampled_from(sorted(EVENT)), json_values)
def test_any_json_in_any_member_of_an_event_is_stored_or_clearly_refused(name: str, value: Any) -> None:
    refused = refusal(raw(events=[{**EVENT, name: value}]))
    if refused is None:
        assert type(value) in {str, int}
    else:
        assert (refused.status, refused.where) in {(422, name), (422, "json")}


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        (b"[" * 100_000, 422, "json"),
        (b"1" * 5_000, 422, "json"),
        (b"\xff\xfe", 422, "json"),
        (b"[]", 422, "batch"),
        (raw(events=[]), 422, "events"),
        (raw(events={}), 422, "events"),
        (raw(events=[1]), 422, "events"),
        (raw(epoch=0), 422, "epoch"),
        (raw(epoch=True), 422, "epoch"),
        (raw(epoch=2**63), 422, "epoch"),
        (raw(origin=""), 422, "origin"),
        (raw(origin="o" * 129), 422, "origin"),
        (raw(prev="0" * 63), 422, "prev"),
        (raw(prev=" 0" * 32), 422, "prev"),
        (raw(events=[{**EVENT, "hash": "A" * 64}]), 422, "hash"),
        (raw(events=[{**EVENT, "body": {"n": 1}}]), 422, "body"),
        (raw(events=[{**EVENT, "body": "\ud800"}]), 422, "json"),
        (raw(events=[{**EVENT, "ticket": "\udfff"}]), 422, "json"),
        (raw(events=[EVENT, EVENT]), 422, "seq"),
        (raw(events=[EVENT, {**EVENT, "seq": 3}]), 422, "seq"),
        (raw(events=[EVENT] * (MAX_EVENTS + 1)), 413, "events"),
        (raw(events=[{**EVENT, "body": "x" * MAX_BYTES}]), 413, ""),
    ],
)
def test_what_is_wrong_is_said(body: bytes, status: int, where: str) -> None:
    with pytest.raises(BadBatch) as caught:
        read_batch(body)
    assert (caught.value.status, caught.value.where) == (status, where)


def test_members_of_a_later_version_are_passed_over() -> None:
    batch = read_batch(raw(sig="later", events=[{**EVENT, "trace": "later"}]))
    assert batch.events[0].kind == "k"
    assert batch.prev is None


def test_cursors_come_out_as_they_went_in() -> None:
    acks = [Ack("t-1", "ops", 5, 10, 8), Ack("т-2", "pay", 1, 0, 0)]
    assert read_cursors(json.loads(json.dumps(write_cursors(acks)))) == acks


@pytest.mark.parametrize("found", [None, [], {}, {"cursors": None}, {"cursors": [1]}, {"cursors": [{}]}])
def test_rubbish_is_no_list_of_cursors(found: Any) -> None:
    with pytest.raises(BadBatch):
        read_cursors(found)
