"""What the uplink makes of each class of answer, without a network: no answer makes it drop an event."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal.acks import Ack
from kiosk.journal.rows import Stand, Stream
from kiosk.refusal import Refusal
from kiosk.sync.answer import Answer
from kiosk.sync.course import HOLD_SECONDS, Busy, Course

CHAIN = Stand("t-1", "ops", 5, 900)
STREAM = Stream("t-1", "ops", 5)


def at(hub: int, central: int = 0) -> Course:
    return Course(cursors={STREAM: Ack(*STREAM, hub, central)})


def test_an_acknowledgement_moves_the_cursor_no_further_than_what_was_sent() -> None:
    course = at(0)
    course.answered(CHAIN, (1, 500), Answer(200, {"acked": 700, "central": 600}), 0)
    assert course.acked(CHAIN) == Ack(*STREAM, 500, 500)
    assert course.take_changed() == [Ack(*STREAM, 500, 500)]
    assert course.take_changed() == []


def test_a_gap_moves_it_back() -> None:
    course = at(100, 80)
    course.answered(CHAIN, (101, 200), Answer(409, {"acked": 40}), 0)
    assert course.acked(CHAIN) == Ack(*STREAM, 40, 40)


def test_a_gap_that_cannot_be_filled_from_here_is_an_alarm_and_not_a_loop() -> None:
    course = at(40)
    course.answered(CHAIN, (61, 200), Answer(409, {"acked": 40}), now=0)
    assert (course.alarms, course.acked(CHAIN).hub, course.due([CHAIN], 1.0)) == ({STREAM: "gap"}, 40, [])
    assert course.due([CHAIN], HOLD_SECONDS) == [CHAIN]


def test_a_gap_that_is_none_does_not_make_a_busy_loop() -> None:
    for acked in (100, 150, -1, None, "40", True):
        with pytest.raises(Busy, match="rubbish"):
            at(100).answered(CHAIN, (101, 200), Answer(409, {"acked": acked}), 0)


def test_too_large_halves_the_batch_down_to_one_and_success_lets_it_grow() -> None:
    course = at(0)
    sizes = []
    while course.limit(CHAIN) > 1:
        course.answered(CHAIN, (1, course.limit(CHAIN)), Answer(413), 0)
        sizes.append(course.limit(CHAIN))
    assert sizes == [250, 125, 62, 31, 15, 7, 3, 1]
    course.answered(CHAIN, (1, 1), Answer(200, {"acked": 1, "central": 0}), 0)
    assert course.limit(CHAIN) == 2
    course.answered(CHAIN, (2, 2), Answer(413), 0)
    assert course.alarms == {STREAM: "413"}
    assert course.due([CHAIN], 0) == []


def test_a_refused_chain_rests_with_an_alarm_while_the_others_go_on() -> None:
    course = at(10)
    pay = Stand("t-1", "pay", 5, 3)
    answer = Answer(422, {"acked": 14}, Refusal("chain_broken"))
    course.answered(CHAIN, (11, 20), answer, now=100.0)
    assert (course.alarms, course.acked(CHAIN).hub) == ({STREAM: "chain_broken"}, 14)
    assert course.due([CHAIN, pay], 100.0) == [pay]
    assert course.due([CHAIN, pay], 100.0 + HOLD_SECONDS) == [pay, CHAIN]
    course.answered(CHAIN, (15, 20), Answer(200, {"acked": 20, "central": 0}), 500.0)
    assert course.alarms == {}


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429, 500, 502, 503, 599])
def test_everything_else_waits_and_keeps_the_cursor(status: int) -> None:
    course = at(10)
    with pytest.raises(Busy) as caught:
        course.answered(CHAIN, (11, 20), Answer(status, {}, None, {"retry-after": "7"}), 0)
    assert (caught.value.wait, caught.value.why, course.acked(CHAIN).hub) == (7, str(status), 10)


def test_payments_go_first_and_old_epochs_before_new_ones() -> None:
    stands = [Stand("a", "audit", 1, 1), Stand("a", "ops", 2, 1), Stand("b", "ops", 1, 1), Stand("a", "ops", 1, 1),
              Stand("z", "pay", 9, 1), Stand("a", "video", 1, 1)]  # fmt: skip
    order = [(stand.lane, stand.origin, stand.epoch) for stand in Course().due(stands, 0)]
    assert order == [
        ("pay", "z", 9),
        ("ops", "a", 1),
        ("ops", "a", 2),
        ("ops", "b", 1),
        ("audit", "a", 1),
        ("video", "a", 1),
    ]


def test_the_parents_list_replaces_what_was_believed() -> None:
    course = at(500, 400)
    other = Stand("t-1", "pay", 5, 9)
    course.heard([Ack(*STREAM, 100, 90), Ack("gone", "ops", 1, 7, 7)], [CHAIN, other])
    assert course.acked(CHAIN) == Ack(*STREAM, 100, 90)
    assert course.acked(other).hub == 0
    course.heard([], [CHAIN])
    assert course.acked(CHAIN).hub == 0


def test_a_parent_that_knows_more_than_this_disk_is_an_alarm_and_nothing_new_is_skipped() -> None:
    course = Course()
    course.heard([Ack(*STREAM, 950, 950)], [CHAIN])
    assert (course.alarms, course.acked(CHAIN).hub) == ({STREAM: "parent_ahead"}, 900)
    assert course.due([Stand(*STREAM, 901)], 0) == [Stand(*STREAM, 901)]
    course.heard([Ack(*STREAM, 900, 900)], [CHAIN])
    assert course.alarms == {}


bodies = st.fixed_dictionaries(
    {}, optional={"acked": st.integers(-5, 1000) | st.none() | st.text(), "central": st.integers(-5, 1000) | st.none()}
)


@given(st.integers(0, 899), st.integers(1, 500), st.sampled_from([200, 409, 413, 422, 401, 503]), bodies | st.just([]))
def test_no_answer_ever_lets_the_cursor_skip_an_event(known: int, count: int, status: int, body: Any) -> None:
    course = at(known)
    sent = known + 1, min(known + count, 900)
    try:
        course.answered(CHAIN, sent, Answer(status, body), 0)
    except Busy:
        assert course.acked(CHAIN).hub == known
    ack = course.acked(CHAIN)
    assert 0 <= ack.central <= ack.hub <= sent[1]
    if ack.hub > known:
        assert status in {200, 422}
        assert body["acked"] >= ack.hub
