"""The hash of an event covers every byte of it, and the chain covers the order."""

import hashlib
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal.event import FIRST_PREV, MAX_BODY, Draft, Event, chain_hash, encode_body, head_of

texts = st.text(st.characters(codec="utf-8"), max_size=12)
numbers = st.integers(-(2**63), 2**63 - 1)
digests = st.binary(min_size=32, max_size=32)


@st.composite
def events(draw: st.DrawFn) -> Event:
    bare = Event(
        draw(texts), draw(texts), draw(numbers), draw(numbers), draw(texts), draw(numbers), draw(numbers),
        draw(numbers), draw(texts), draw(texts), draw(st.binary(max_size=40)), draw(digests), b"",
    )  # fmt: skip
    return replace(bare, hash=chain_hash(bare.prev, head_of(bare), bare.body))


@given(events())
def test_the_hash_is_the_documented_formula(event: Event) -> None:
    raw = event.prev
    for value in (event.origin, event.lane, event.epoch, event.seq, event.kind, event.v, event.at_us, event.mono_us):
        raw += struct.pack(">I", len(str(value).encode())) + str(value).encode()
    for text in (event.boot, event.ticket):
        raw += struct.pack(">I", len(text.encode())) + text.encode()
    raw += struct.pack(">I", len(event.body)) + event.body
    assert event.hash == hashlib.sha256(raw).digest()
    assert event.whole()


@given(events(), st.data())
def test_no_field_can_be_changed_without_breaking_the_hash(event: Event, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in event.__dataclass_fields__ if name != "hash"]))
    old = getattr(event, name)
    kinds = {str: texts, int: numbers, bytes: st.binary(max_size=40)}
    new = data.draw(kinds[type(old)].filter(lambda value: value != old))
    assert not replace(event, **{name: new}).whole()


def test_letters_cannot_wander_from_one_field_to_the_next() -> None:
    one = chain_hash(FIRST_PREV, ["ab", "c"], b"")
    assert one != chain_hash(FIRST_PREV, ["a", "bc"], b"")


def test_the_body_is_canonical_json_with_letters_as_themselves() -> None:
    assert encode_body({"number": "П047", "a": [1, None, True]}) == '{"a":[1,null,true],"number":"П047"}'.encode()


@pytest.mark.parametrize("body", [{"a": float("nan")}, {"a": float("inf")}, {"a": object()}, {"a": "\ud800"}])
def test_what_json_cannot_say_is_no_body(body: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        encode_body(body)


def test_a_body_that_would_not_fit_a_batch_is_refused_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="bytes"):
        encode_body({"a": "x" * MAX_BODY})


def test_a_body_is_read_once_and_a_foreign_one_may_be_anything() -> None:
    event = Event("o", "ops", 1, 1, "k", 1, 0, 0, "b", "", b'{"a":1}', FIRST_PREV, b"")
    assert event.data == {"a": 1}
    assert event.data is event.data
    with pytest.raises(ValueError):
        _ = replace(event, body=b"\xff").data


def test_a_draft_needs_only_a_kind() -> None:
    assert Draft("day.opened") == Draft("day.opened", {}, "", 1)
