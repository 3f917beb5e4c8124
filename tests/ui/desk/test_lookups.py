"""Names of services and the hub's clock: asked when the hub is seen, kept, and never trusted blindly."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.clock import ManualClock, to_us
from ui.desk.courier import Order, Reply
from ui.desk.lookups import CATALOGUE, HEALTH, Lookups
from ui.desk.names import FILE, Names

NOON = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
GOOD = {"sections": [], "services": [{"id": "a", "names": {"ru": "Паспорт", "en": "Passport"}}]}


class Bench:
    def __init__(self) -> None:
        self.asked: list[Order] = []
        self.clock = ManualClock(NOON)
        self.names = Names()
        self.lookups = Lookups(self.asked.append, self.names, self.clock)

    def health(self, theirs: object, *, took: float = 0.2) -> None:
        self.clock.advance(took)
        assert self.lookups.take(Reply(HEALTH, 200, {"now_us": theirs}))


def test_when_the_hub_is_seen_names_and_clock_are_asked_for_once() -> None:
    bench = Bench()
    bench.lookups.hub_seen(False, None)
    assert bench.asked == []
    bench.lookups.hub_seen(True, 1)
    assert bench.asked == [CATALOGUE, HEALTH]
    bench.lookups.hub_seen(True, 1)
    bench.lookups.tick()
    assert len(bench.asked) == 2


def test_new_settings_and_a_reconnect_ask_for_the_names_again() -> None:
    bench = Bench()
    bench.lookups.hub_seen(True, 1)
    bench.lookups.hub_seen(True, 2)
    bench.lookups.hub_seen(False, 2)
    bench.lookups.hub_seen(True, 2)
    assert bench.asked.count(CATALOGUE) == 3


def test_the_offset_takes_half_the_way_and_is_asked_again_after_five_minutes() -> None:
    bench = Bench()
    bench.lookups.hub_seen(True, 1)
    bench.lookups.take(Reply(CATALOGUE, 200, GOOD))
    bench.health(to_us(NOON + timedelta(minutes=3)))
    assert bench.lookups.offset == timedelta(minutes=3, seconds=-0.1)
    bench.clock.advance(299)
    bench.lookups.tick()
    assert bench.asked.count(HEALTH) == 1
    bench.clock.advance(1)
    bench.lookups.tick()
    assert bench.asked.count(HEALTH) == 2


@pytest.mark.parametrize("theirs", [None, "soon", 10**40, -(10**40), [1]])
def test_rubbish_for_a_clock_changes_nothing(theirs: object) -> None:
    bench = Bench()
    bench.lookups.hub_seen(True, 1)
    bench.health(theirs)
    assert bench.lookups.offset == timedelta()


def test_an_answer_that_took_long_says_nothing_about_the_clock_and_is_asked_for_soon() -> None:
    bench = Bench()
    bench.lookups.hub_seen(True, 1)
    bench.health(to_us(NOON + timedelta(hours=1)), took=2.5)
    assert bench.lookups.offset == timedelta()
    bench.clock.advance(10)
    bench.lookups.tick()
    assert bench.asked.count(HEALTH) == 2


def test_names_that_did_not_come_are_asked_for_again() -> None:
    bench = Bench()
    bench.lookups.hub_seen(True, 1)
    bench.lookups.take(Reply(CATALOGUE))
    bench.health(to_us(NOON))
    bench.clock.advance(10)
    bench.lookups.tick()
    assert bench.asked.count(CATALOGUE) == 2


def test_answers_to_commands_are_left_to_others() -> None:
    assert not Bench().lookups.take(Reply(Order("callNext", "/x"), 200))


def test_a_service_has_its_name_in_the_language_else_in_russian_else_its_id() -> None:
    names = Names()
    assert names.service("a", "ru") == "a"
    assert names.take(GOOD)
    assert [names.service("a", language) for language in ("ru", "en", "tt")] == ["Паспорт", "Passport", "Паспорт"]


def test_names_are_kept_over_a_restart_and_a_broken_file_is_no_bug(tmp_path: Path) -> None:
    assert Names(tmp_path).take(GOOD)
    assert Names(tmp_path).service("a", "ru") == "Паспорт"
    for broken in ("", "[]", '{"services": 5}', "{", json.dumps({"services": [{"id": 1}, 7, None]})):
        (tmp_path / FILE).write_text(broken, "utf-8")
        assert Names(tmp_path).service("a", "ru") == "a"


@pytest.mark.parametrize(
    "catalogue", [{}, {"services": None}, {"services": []}, {"services": [{"names": {"ru": "x"}}]}]
)
def test_a_catalogue_without_services_does_not_wipe_the_names(catalogue: dict[str, object]) -> None:
    names = Names()
    names.take(GOOD)
    assert not names.take(catalogue)
    assert names.service("a", "ru") == "Паспорт"
