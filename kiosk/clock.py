"""The one door to the time: wall clock in UTC for records, monotonic clock for durations and time-outs."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """What every room that needs the time takes as an argument."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""

    def mono_us(self) -> int:
        """Microseconds of a clock that never goes back; its zero means nothing."""


class SystemClock:
    """The clocks of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def mono_us(self) -> int:
        return time.monotonic_ns() // 1000


class ManualClock:
    """A clock that moves only when told: for tests and for replays."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._mono_us = 0

    def now(self) -> datetime:
        return self._now

    def mono_us(self) -> int:
        return self._mono_us

    def advance(self, seconds: float) -> None:
        """Let both clocks run for `seconds` (not negative)."""
        if seconds < 0:
            raise ValueError("time runs forward; use jump() for a wrong wall clock")
        self._now += timedelta(seconds=seconds)
        self._mono_us += round(seconds * 1_000_000)

    def jump(self, to: datetime) -> None:
        """Set the wall clock alone, as a person or a time server would."""
        self._now = to


def to_us(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_us(us: int) -> datetime:
    """The aware UTC moment of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=us)
