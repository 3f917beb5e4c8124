"""Hall settings: defaults, problems by path, opening hours, and the round through JSON."""

import contextlib
import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hall.hours import Hours, Span, minutes, span
from kiosk.hall.settings import HallSettings, parse

MOSCOW = ZoneInfo("Europe/Moscow")


def problems(data: dict[str, Any]) -> list[tuple[str, str]]:
    settings, found = parse(data)
    assert settings is None
    return [(one.column, one.expected) for one in found]


def test_a_hall_that_says_nothing_opens_its_day_at_six_in_moscow() -> None:
    settings, found = parse({})
    assert found == []
    assert settings is not None
    assert (settings.day_opens, settings.time_zone, settings.day_opens_minutes) == ("06:00", "Europe/Moscow", 360)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"desk": []}, [("desk", "known_key")]),
        ({"desks": [{"number": 3}, {"number": "x"}]}, [("desks[1].number", "whole_number")]),
        ({"desks": [{"number": 3}, {"number": 3}]}, [("desks", "desk_once")]),
        ({"desks": [{"services": ["*"]}]}, [("desks[0].number", "present")]),
        ({"desks": [{"number": 1000}]}, [("desks[0].number", "in_range")]),
        ({"desks": [{"number": 1, "services": []}]}, [("desks[0].services", "at_least_one")]),
        ({"desks": [{"number": 1, "administrator": "often"}]}, [("desks[0].administrator", "yes_no")]),
        ({"hours": {"monday": "08:00-20:00"}}, [("hours.monday", "weekday")]),
        ({"hours": {"mon": "20:00-08:00"}}, [("hours.mon", "hours")]),
        ({"special_days": {"2026-11-31": "closed"}}, [("special_days.2026-11-31", "date")]),
        ({"special_days": {"20261104": "closed"}}, [("special_days.20261104", "date")]),
        ({"day_opens": "24:00"}, [("day_opens", "time")]),
        ({"day_opens": "six"}, [("day_opens", "time")]),
        ({"time_zone": "Moscow"}, [("time_zone", "time_zone")]),
        ({"time_zone": "../../etc/passwd"}, [("time_zone", "time_zone")]),
        ({"letters": {"passport": "О"}}, [("letters.passport", "letter")]),
        ({"name": {"en": "Hall"}}, [("name", "russian")]),
        ({"closed": {"inn": {"ru": " "}}}, [("closed.inn", "russian")]),
        ({"block_size": 91}, [("block_size", "in_range")]),
        ({"id": "Зал"}, [("id", "code")]),
        ({"hidden": "inn"}, [("hidden", "list")]),
        ({"languages": []}, [("languages", "at_least_one")]),
    ],
)
def test_a_problem_is_named_by_its_path(data: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert problems(data) == expected


def test_all_problems_are_reported_at_once() -> None:
    assert len(problems({"desks": 1, "hours": 2, "letters": 3, "colour": 4})) == 4


def test_settings_survive_the_round_through_json() -> None:
    data = {
        "name": {"ru": "Зал", "en": "Hall"},
        "desks": [{"number": 7, "services": ["П", "inn"], "place": {"ru": "слева"}, "administrator": True}],
        "hours": {"mon": "08:00-20:00"},
        "special_days": {"2026-11-04": "closed"},
        "closed": {"inn": {"ru": "Ремонт"}},
        "letters": {"passport": "Ш"},
    }
    settings, _ = parse(data)
    assert settings is not None
    again, found = parse(json.loads(json.dumps(settings.as_json())))
    assert found == []
    assert again == settings


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*HallSettings.model_fields, "rubbish"]), JSON, max_size=6))
def test_rubbish_is_refused_with_problems_and_never_crashes(data: dict[str, Any]) -> None:
    settings, found = parse(data)
    assert (settings is None) == bool(found)


@pytest.mark.parametrize(
    ("text", "wanted"), [("08:00-20:00", Span(480, 1200)), ("00:00–24:00", Span(0, 1440)), ("closed", None)]
)
def test_hours_are_read(text: str, wanted: Span | None) -> None:
    assert span(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "8:00-20:00", "08:00", "08:00-08:00", "20:00-06:00", "08:60-09:00", "24:01-24:30", "open"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        span(text)


@given(st.text(max_size=12))
def test_a_time_of_day_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= minutes(text) <= 1440


def test_a_special_day_overrules_the_weekday_and_an_unnamed_weekday_is_closed() -> None:
    hours = Hours({"wed": "08:00-20:00"}, {"2026-11-04": "closed", "2026-11-05": "10:00-18:00"})
    assert hours.on(date(2026, 11, 11)) == Span(480, 1200)
    assert hours.on(date(2026, 11, 4)) is None
    assert hours.on(date(2026, 11, 5)) == Span(600, 1080)
    assert hours.on(date(2026, 11, 6)) is None


def test_a_hall_without_hours_is_always_open() -> None:
    assert Hours({}, {}).open_at(datetime(2026, 11, 22, 1, 0, tzinfo=UTC), MOSCOW)


@pytest.mark.parametrize(("hour", "minute", "is_open"), [(4, 59, False), (5, 0, True), (16, 59, True), (17, 0, False)])
def test_hours_are_local_and_end_before_the_closing_minute(hour: int, minute: int, is_open: bool) -> None:
    hours = Hours({"sun": "08:00-20:00"}, {})
    assert hours.open_at(datetime(2026, 11, 22, hour, minute, tzinfo=UTC), MOSCOW) is is_open
