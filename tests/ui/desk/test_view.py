"""What the desk reads out of the feed, with whatever a hub of another version may send."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ui.desk import alerts, view

NOW = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["at", "state", "service", "number", "calls", "called_at", "place", "code", "since", "level", "services", "ticket"]
)
ENTITY = st.dictionaries(FIELDS, JSON, max_size=8) | JSON


def ticket(minutes: float, service: str = "a", **more: object) -> dict[str, Any]:
    at = (NOW - timedelta(minutes=minutes)).isoformat()
    return {"number": "П047", "service": service, "purpose": "apply", "state": "waiting", "at": at} | more


def desk(services: list[str], **more: object) -> dict[str, Any]:
    return {"open": True, "operator": "И. М.", "services": services, "ticket": None} | more


def test_the_line_is_oldest_first_and_holds_only_what_this_desk_serves() -> None:
    entities = {
        "desk": {"1": desk(["a"]), "2": desk(["b"])},
        "ticket": {
            "young": ticket(1),
            "old": ticket(9),
            "other": ticket(20, "b"),
            "called": ticket(30, state="called"),
        },
    }
    line = view.line(entities, view.desk_state(entities, 1))
    assert [one.ticket for one in line] == ["old", "young"]
    assert [one.number for one in line] == ["П\u00a0047"] * 2
    assert [one.minutes(NOW) for one in line] == [9, 1]


def test_what_no_desk_serves_waits_at_the_administrators_desk_alone() -> None:
    entities = {
        "desk": {"1": desk(["a"], administrator=True), "2": desk(["b"])},
        "ticket": {"lost": ticket(5, "from-an-old-catalogue"), "own": ticket(4), "others": ticket(3, "b")},
    }
    assert [one.ticket for one in view.line(entities, view.desk_state(entities, 1))] == ["lost", "own"]
    assert [one.ticket for one in view.line(entities, view.desk_state(entities, 2))] == ["others"]


def test_equal_moments_are_ordered_by_identity_so_that_rows_never_change_places() -> None:
    entities = {"desk": {"1": desk(["a"])}, "ticket": {"z": ticket(5), "b": ticket(5), "m": ticket(5)}}
    assert [one.ticket for one in view.line(entities, view.desk_state(entities, 1))] == ["b", "m", "z"]


def test_marks_change_at_ten_and_at_fifteen_minutes() -> None:
    assert [view.level(minutes) for minutes in (0, 9, 10, 14, 15, 200)] == [0, 0, 1, 1, 2, 2]


def test_a_clock_that_is_behind_the_hub_never_shows_a_negative_wait() -> None:
    entities = {"desk": {"1": desk(["a"])}, "ticket": {"t": ticket(-3)}}
    assert view.line(entities, view.desk_state(entities, 1))[0].minutes(NOW) == 0


def test_the_visitor_is_there_while_called_or_served_and_not_before_or_after() -> None:
    for state, there in (("waiting", False), ("called", True), ("serving", True), ("finished", False)):
        entities = {"ticket": {"t": ticket(5, state=state, called_at=NOW.isoformat(), calls=2)}}
        found = view.visitor(entities, "t")
        assert (found is not None) is there
        if found is not None:
            assert (found.serving, found.calls, found.called) == (state == "serving", 2, NOW)
    assert view.visitor({}, "t") is None


def test_errors_come_before_warnings_and_older_troubles_before_newer_ones() -> None:
    troubles = {
        "w": {"level": "warning", "since": "1", "code": "paper_near_end", "place": {}},
        "new": {"level": "error", "since": "3", "code": "paper_end", "place": {}},
        "old": {"level": "error", "since": "2", "code": "cover_open", "place": {}},
    }
    assert [one.id for one in alerts.troubles({"trouble": troubles})] == ["old", "new", "w"]


def test_answered_help_calls_are_left_out() -> None:
    calls = {
        "a": {"state": "answered", "at": "1"},
        "c": {"state": "asked", "at": "3"},
        "b": {"state": "asked", "at": "2"},
    }
    assert [one.id for one in alerts.help_calls({"help": calls})] == ["b", "c"]


def test_the_big_key_says_what_comes_next() -> None:
    guest = view.visitor({"ticket": {"t": ticket(5, state="called")}}, "t")
    served = view.visitor({"ticket": {"t": ticket(5, state="serving")}}, "t")
    assert view.next_action(view.DeskState(), None) == "open"
    assert view.next_action(view.DeskState(open=True), None) == "callNext"
    assert view.next_action(view.DeskState(open=True), guest) == "start"
    assert view.next_action(view.DeskState(open=True), served) == "finish"


@given(
    st.dictionaries(
        st.sampled_from(["hall", "desk", "ticket", "trouble", "help"]),
        st.dictionaries(st.sampled_from(["1", "t", "x"]), ENTITY, max_size=3),
        max_size=5,
    )
)
def test_rubbish_in_the_feed_is_passed_over_and_never_raises(entities: dict[str, Any]) -> None:
    desk = view.desk_state(entities, 1)
    for one in view.line(entities, desk):
        assert one.minutes(NOW) >= 0
    view.visitor(entities, "t")
    alerts.troubles(entities)
    alerts.help_calls(entities)
