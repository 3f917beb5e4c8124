"""The clock: UTC for records, a clock that never goes back for durations, microseconds without loss."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import ManualClock, SystemClock, from_us, to_us

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(MOMENTS)
def test_a_moment_survives_microseconds_and_back(moment: datetime) -> None:
    assert from_us(to_us(moment)) == moment


@given(MOMENTS, st.integers(-14, 14))
def test_the_zone_a_moment_is_told_in_does_not_matter(moment: datetime, hours: int) -> None:
    assert to_us(moment.astimezone(timezone(timedelta(hours=hours)))) == to_us(moment)


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        to_us(datetime(2026, 11, 22))


def test_the_machines_moment_is_in_utc_and_its_other_clock_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    seen = [clock.mono_us() for _ in range(1000)]
    assert seen == sorted(seen)


def test_a_clock_in_hand_moves_both_ways_of_telling_time_only_when_told() -> None:
    clock = ManualClock(NOON)
    assert (clock.now(), clock.mono_us()) == (NOON, clock.mono_us())
    clock.advance(1.5)
    assert (clock.now(), clock.mono_us()) == (NOON + timedelta(seconds=1.5), 1_500_000)


def test_a_wall_clock_set_wrong_leaves_durations_alone() -> None:
    clock = ManualClock(NOON)
    clock.jump(NOON - timedelta(days=9000))
    assert (clock.now(), clock.mono_us()) == (NOON - timedelta(days=9000), 0)


def test_time_in_hand_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        ManualClock(NOON).advance(-0.001)
