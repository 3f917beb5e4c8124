"""Numbers: their two shapes, and runs that never repeat, never wrap and grow when they must."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.hall.numbers import LETTERS, Run, dense, is_label, label, parse, shown


@pytest.mark.parametrize(
    ("number", "seen"),
    [("П047", "П\u00a0047"), ("П1000", "П\u00a01000"), ("П-К1-07", "П-К1-07"), ("", ""), ("?", "?"), ("П47", "П47")],
)
def test_people_see_a_space_that_does_not_break_after_the_letter(number: str, seen: str) -> None:
    assert shown(number) == seen


@given(st.sampled_from(LETTERS), st.integers(1, 999_999))
def test_a_number_written_is_read_back(letter: str, n: int) -> None:
    assert parse(dense(letter, n)) == (letter, n)


@given(st.sampled_from(LETTERS), st.integers(1, 99), st.integers(1, 10**6))
def test_a_label_is_a_label_and_no_number_of_a_range(letter: str, terminal: int, counter: int) -> None:
    made = label(letter, f"К{terminal}", counter)
    assert is_label(made)
    assert parse(made) is None


@pytest.mark.parametrize(
    "number", ["П000", "П0047", "п047", "O047", "047", "П047 ", "П٠٤٧", "П04", "", "П-К1-07", "П" * 99]
)
def test_what_is_no_number_is_read_as_none(number: str) -> None:
    assert parse(number) is None


@given(st.text(max_size=20))
def test_no_rubbish_breaks_the_readers(text: str) -> None:
    parse(text)
    is_label(text)
    shown(text)


def test_dense_numbers_begin_at_001_and_blocks_at_the_top() -> None:
    run = Run()
    assert run.dense() == 1
    assert run.block(12) == (988, 999)


def test_looking_takes_nothing() -> None:
    run = Run()
    assert (run.dense(), run.dense(), run.block(3), run.block(3)) == (1, 1, (997, 999), (997, 999))


def test_within_100_of_each_other_the_range_grows_and_goes_on_at_1000_and_9999() -> None:
    run = Run(next=900, top=998)
    assert run.dense() == 1000
    assert run.block(12) == (9988, 9999)
    assert Run(next=899, top=998).dense() == 899


def test_after_growing_the_old_range_is_never_used_again() -> None:
    run = Run(next=900, top=998)
    run.leased(9988)
    assert (run.digits, run.dense(), run.top) == (4, 1000, 9987)


def test_a_dense_number_of_four_digits_moves_the_blocks_up_too() -> None:
    run = Run(next=900, top=998)
    run.took(1000)
    assert run.block(3) == (9997, 9999)


def test_carried_numbers_are_skipped_by_both_ends() -> None:
    run = Run.fresh({1, 2, 999, 996})
    assert run.dense() == 3
    assert run.block(12) == (997, 998)
    run.leased(997)
    assert run.block(3) == (993, 995)


def test_an_arrived_number_nobody_gave_is_not_given_later() -> None:
    run = Run()
    run.arrived(2)
    run.took(1)
    assert run.dense() == 3


def test_an_arrived_number_of_the_wider_range_waits_there_to_be_skipped() -> None:
    run = Run(next=900, top=998)
    run.arrived(1000)
    assert run.dense() == 1001


STEP = st.one_of(
    st.just(("dense", 0)),
    st.tuples(st.just("block"), st.integers(3, 90)),
    st.tuples(st.just("arrived"), st.integers(1, 12_000)),
)


@settings(max_examples=150)
@given(st.sets(st.integers(1, 1300), max_size=60), st.lists(STEP, max_size=200))
@example(set(), [("block", 90)] * 10 + [("dense", 0)] * 60)
@example(set(range(1, 901)), [("dense", 0)] * 5)
def test_no_number_is_ever_given_twice(carried: set[int], steps: list[tuple[str, int]]) -> None:
    run, given_, highest = Run.fresh(carried), set(carried), 0
    for kind, value in steps:
        if kind == "arrived":
            run.arrived(value)
            if value not in given_:  # a number nobody has given: rubbish, or from another day
                given_.add(value)
            continue
        if kind == "dense":
            numbers = [run.dense()]
            assert numbers[0] > highest
            highest = numbers[0]
            run.took(numbers[0])
        else:
            first, last = run.block(value)
            assert 1 <= last - first + 1 <= value
            numbers = list(range(first, last + 1))
            run.leased(first)
        assert given_.isdisjoint(numbers), (kind, numbers)
        given_.update(numbers)
        run = Run.load(json.loads(json.dumps(run.dump())))


def test_ten_thousand_numbers_of_one_letter_in_a_day_are_all_different() -> None:
    run, given_ = Run(), []
    for _ in range(10_000):
        n = run.dense()
        run.took(n)
        given_.append(n)
    assert len(set(given_)) == 10_000
    assert given_ == sorted(given_)
    assert given_[-1] > 9_999
