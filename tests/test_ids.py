"""Identities: tickets in the order of their moments, keys that never repeat."""

import re
import uuid
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import ManualClock, to_us
from kiosk.ids import new_key, uuid7

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = re.compile(r"[A-Za-z0-9._:-]{8,64}")


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_tickets_id_is_a_uuid_of_version_7_that_begins_with_its_millisecond(moment: datetime) -> None:
    found = uuid.UUID(uuid7(ManualClock(moment)))
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert found.int >> 80 == to_us(moment) // 1000


def test_ids_of_later_moments_sort_later() -> None:
    clock = ManualClock(NOON)
    made = []
    for _ in range(200):
        made.append(uuid7(clock))
        clock.advance(0.001)
    assert made == sorted(made)


def test_ids_of_one_moment_differ() -> None:
    clock = ManualClock(NOON)
    assert len({uuid7(clock) for _ in range(10_000)}) == 10_000


def test_a_clock_before_1970_still_gives_an_id() -> None:
    assert uuid.UUID(uuid7(ManualClock(datetime(1969, 1, 1, tzinfo=UTC)))).version == 7


def test_a_key_is_one_the_hub_takes_and_never_comes_again() -> None:
    keys = {new_key() for _ in range(10_000)}
    assert len(keys) == 10_000
    assert all(KEY.fullmatch(key) for key in keys)
