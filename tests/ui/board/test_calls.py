"""Which calls the board shows and announces: each once, also after reconnects, restarts and a hub that began anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ui.board.calls import REMEMBERED, Announcer, Call, last_calls, read_call


def entity(no: int, **more: Any) -> dict[str, Any]:
    return {"no": no, "number": f"П{no:03}", "desk": 3, "at": f"t{no}", "calls": 1, "active": True} | more


def calls(*entities: dict[str, Any]) -> tuple[Call, ...]:
    return last_calls({str(one["no"]): one for one in entities})


def test_the_newest_call_is_the_one_with_the_highest_number_among_calls() -> None:
    found = calls(entity(9), entity(10), entity(2))
    assert [call.no for call in found] == [10, 9, 2]
    assert found[0].number == "П\u00a0010"


def test_a_call_is_announced_once_however_often_the_feed_shows_it() -> None:
    announcer = Announcer()
    assert [call.no for call in announcer.take(calls(entity(1)))] == [1]
    assert announcer.take(calls(entity(1))) == ()
    assert announcer.take(()) == ()
    assert announcer.take(calls(entity(1))) == ()


def test_a_recall_is_a_call_of_its_own() -> None:
    announcer = Announcer()
    announcer.take(calls(entity(1)))
    recall = entity(2, number="П001", calls=2)
    assert [call.no for call in announcer.take(calls(recall))] == [2]


def test_calls_missed_while_the_line_was_down_are_announced_oldest_first_unless_the_visitor_has_come() -> None:
    announcer = Announcer()
    announcer.take(calls(entity(1)))
    fresh = announcer.take(calls(entity(1), entity(4), entity(2), entity(3, active=False)))
    assert [call.no for call in fresh] == [2, 4]
    assert announcer.take(calls(entity(3))) == (), "what was passed over is not announced later"


def test_what_was_announced_before_a_restart_is_not_announced_again() -> None:
    announcer = Announcer()
    announcer.remember(calls(entity(1), entity(2)))
    assert [call.no for call in announcer.take(calls(entity(1), entity(2), entity(3)))] == [3]


def test_a_hub_that_counts_from_one_again_is_heard() -> None:
    announcer = Announcer()
    announcer.take(calls(*(entity(no) for no in range(1, 6))))
    assert [call.no for call in announcer.take(calls(entity(1, at="later", number="К001")))] == [1]


def test_the_memory_is_bounded_and_keeps_the_newest() -> None:
    announcer = Announcer()
    for no in range(REMEMBERED * 2):
        announcer.take(calls(entity(no)))
    assert announcer.take(calls(entity(REMEMBERED * 2 - 1))) == ()
    assert len(announcer._heard) == REMEMBERED


JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
FIELDS = st.sampled_from(["no", "number", "desk", "at", "active"])


@given(st.dictionaries(st.text(max_size=3), st.dictionaries(FIELDS, JSON, max_size=5), max_size=4))
def test_rubbish_among_calls_is_passed_over(entities: dict[str, Any]) -> None:
    found = last_calls(entities)
    assert len(found) <= len(entities)
    Announcer().take(found)


def test_an_object_that_is_no_call_gives_none() -> None:
    assert read_call({"no": "1", "number": "П001", "desk": 1, "at": ""}) is None
    assert read_call({}) is None
