"""Token buckets: how often one source may knock."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.limits import SOURCES, Limits, Rate


def test_a_burst_then_one_every_so_often() -> None:
    limits = Limits({"door": Rate(burst=3, every=10.0)})
    assert [limits.take("door", "a", 0) for _ in range(3)] == [0, 0, 0]
    assert limits.take("door", "a", 0) == 10.0
    assert limits.take("door", "a", 4_000_000) == 6.0
    assert limits.take("door", "a", 10_000_000) == 0
    assert limits.take("door", "a", 10_000_000) > 0


def test_one_source_does_not_shut_the_door_for_another_nor_one_door_another() -> None:
    limits = Limits({"door": Rate(1, 60.0), "gate": Rate(1, 60.0)})
    assert limits.take("door", "a", 0) == 0
    assert limits.take("door", "a", 0) > 0
    assert limits.take("door", "b", 0) == 0
    assert limits.take("gate", "a", 0) == 0


def test_a_million_sources_do_not_fill_the_memory() -> None:
    limits = Limits({"door": Rate(1, 60.0)})
    for source in range(3 * SOURCES):
        limits.take("door", str(source), source)
    assert len(limits) == SOURCES


@given(st.lists(st.tuples(st.integers(0, 120_000_000), st.booleans()), max_size=200))
def test_never_more_than_the_burst_and_what_time_has_brought(steps: list[tuple[int, bool]]) -> None:
    rate = Rate(burst=5, every=7.0)
    limits = Limits({"door": rate})
    now_us, passed = 0, 0
    for step_us, stand in steps:
        now_us += 0 if stand else step_us
        wait = limits.take("door", "a", now_us)
        passed += wait == 0
        assert wait >= 0
        assert passed <= rate.burst + now_us / 1e6 / rate.every + 1e-6


def test_a_refused_knock_is_let_in_after_the_wait_it_was_told() -> None:
    limits = Limits({"door": Rate(2, 3.0)})
    for _ in range(2):
        limits.take("door", "a", 0)
    wait = limits.take("door", "a", 1_000_000)
    assert limits.take("door", "a", 1_000_000 + round(wait * 1e6) + 1) == 0
