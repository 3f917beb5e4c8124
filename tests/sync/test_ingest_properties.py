"""However batches are cut, repeated, lost or damaged: what is stored is always a true beginning of the chain."""

import logging
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.clock import ManualClock
from kiosk.journal.event import Draft, Event, chain_hash, head_of
from kiosk.journal.journal import Journal
from kiosk.sync.ingest import Accepted, accept
from kiosk.sync.wire import BadBatch, read_batch, write_batch

LENGTH = 12
CLOCK = ManualClock(datetime(2026, 11, 22, tzinfo=UTC))
cuts = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(lambda cut: (cut[0], min(LENGTH, sum(cut))))
damage = st.none() | st.tuples(st.integers(0, 10_000), st.integers(0, 7))


@pytest.fixture(scope="module")
def chain() -> list[Event]:
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "t.db", "t-1", CLOCK) as journal:
        with journal.transaction():
            journal.append("ops", [Draft("ticket.issued", {"номер": n}) for n in range(LENGTH - 1)])
        return journal.read("t-1", "ops", journal.cursor("t-1", "ops")[0])


@pytest.fixture(autouse=True)
def quiet(expect_log: object) -> None:
    expect_log("kiosk.sync.ingest")  # type: ignore[operator]
    logging.getLogger("hypothesis").setLevel(logging.ERROR)


@settings(max_examples=60, deadline=None)
@given(deliveries=st.lists(st.tuples(cuts, damage, st.booleans()), max_size=12))
def test_what_is_stored_is_a_true_beginning_and_each_event_is_told_once(
    chain: list[Event], deliveries: list[tuple[tuple[int, int], tuple[int, int] | None, bool]]
) -> None:
    told: list[Event] = []
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "hub.db", "hub", CLOCK) as hub:
        for (first, last), flip, with_prev in deliveries:
            raw = bytearray(write_batch(chain[first:last])[0])
            if flip:
                raw[flip[0] % len(raw)] ^= 1 << flip[1]
            before = hub.head("t-1", "ops", chain[0].epoch).seq
            try:
                batch = read_batch(bytes(raw))
            except BadBatch:
                continue
            if not with_prev:
                batch = replace(batch, prev=None)
            answer = accept(hub, batch, allowed={"t-1"}.__contains__, on_event=told.append)
            after = hub.head("t-1", "ops", chain[0].epoch).seq
            if not flip:
                expected = before if first > before else max(before, last)
                assert (after, isinstance(answer, Accepted)) == (expected, first <= before)
        stored = hub.read("t-1", "ops", chain[0].epoch)
        assert stored == chain[: len(stored)] == told
        assert hub.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)
        extra = [stand for stand in hub.heads() if stand.origin != "hub" and stand.epoch != chain[0].epoch]
        assert not extra


@settings(max_examples=40, deadline=None)
@given(
    known=st.integers(2, LENGTH),
    parting=st.integers(1, LENGTH - 1),
    first=st.integers(0, LENGTH - 1),
    body=st.dictionaries(st.sampled_from("ab"), st.integers(), min_size=1),
)
def test_another_history_is_never_mixed_in(
    chain: list[Event], known: int, parting: int, first: int, body: dict[str, int]
) -> None:
    """Two copies of one node part at event `parting`; the second sends from `first`, the first had sent `known`."""
    other = list(chain)
    for at in range(parting, LENGTH):
        text = repr(sorted(body.items())).encode() if at == parting else other[at].body
        bare = replace(other[at], body=text, prev=other[at - 1].hash)
        other[at] = replace(bare, hash=chain_hash(bare.prev, head_of(bare), bare.body))
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "hub.db", "hub", CLOCK) as hub:
        accept(hub, read_batch(write_batch(chain[:known])[0]), allowed={"t-1"}.__contains__)
        answer = accept(hub, read_batch(write_batch(other[first:])[0]), allowed={"t-1"}.__contains__)
        stored = hub.read("t-1", "ops", chain[0].epoch)
        if first > known:
            assert (answer.status, stored) == (409, chain[:known])
        elif parting < known:
            assert (answer.status, answer.as_json()["error"]["code"], stored) == (422, "fork", chain[:known])
        else:
            assert (answer.status, stored) == (200, other)
