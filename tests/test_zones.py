"""Time zones by name: what means nothing leaves the zone as it was."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.zones import zone_of


def test_a_name_gives_its_zone() -> None:
    assert zone_of("Europe/Moscow", None) == ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize("name", [None, "", 3, [], "Moon/Crater", "../../etc/passwd", "/etc/localtime", "\0", "Europe"])
def test_what_is_no_zone_leaves_the_earlier_one(name: object) -> None:
    assert zone_of(name, UTC) is UTC


@given(st.text())
def test_no_text_stops_a_screen(name: str) -> None:
    zone_of(name, UTC)
