"""A program that keeps dying is left down; every desk names it until somebody starts it again."""

import pytest

from kiosk.demo.control import ControlError
from kiosk.demo.hall import DemoHall
from kiosk.demo.parts import DEATHS
from tests.end_to_end.people import People, until


def _kill_until_left_down(hall: DemoHall, name: str) -> None:
    part = hall.parts[name]
    for _ in range(DEATHS):
        pid = until(lambda: part.pid, lambda found: found is not None)
        hall.act("kill", name)
        until(lambda: part.pid, lambda found, dead=pid: found != dead)  # type: ignore[misc]
    until(lambda: part.down, bool)


def _parts_down(people: People) -> list[str]:
    return [trouble["device"] for trouble in people.told("trouble").values() if trouble["code"] == "part_down"]


def test_a_board_dying_five_times_in_a_minute_is_named_on_every_desk_until_it_is_started_again(
    hall: DemoHall, people: People
) -> None:
    people.stages["board"].item("clock", 30)
    _kill_until_left_down(hall, "board")
    assert hall.parts.down() == ["board"]
    with pytest.raises(ControlError, match="not running"):
        hall.act("kill", "board")
    until(lambda: _parts_down(people), lambda names: names == ["board"])
    for desk in ("d1", "d2"):
        people.stages[desk].item("strip")

    hall.act("hub-off", "")  # a hub that was away has forgotten what it was told, and is told again
    hall.act("hub-on", "")
    until(lambda: _parts_down(people), lambda names: names == ["board"])

    hall.act("start", "board")
    people.stages["board"].item("clock", 30)
    until(lambda: _parts_down(people), lambda names: names == [])
    for desk in ("d1", "d2"):
        people.stages[desk].gone("strip")


@pytest.mark.parametrize(
    ("action", "target", "said"),
    [
        ("fly", "", "no such action"),
        ("", "", "no such action"),
        ("kill", "", "which part"),
        ("kill", "hub; rm", "which part"),
        ("start", "nobody", "which part"),
        ("hub-off", "t1", "stands alone"),
        ("paper-out", "d1", "no such terminal"),
        ("paper-out", "../t1", "no such terminal"),
    ],
)
def test_an_action_that_means_nothing_is_refused_and_the_hall_runs_on(
    hall: DemoHall, people: People, action: str, target: str, said: str
) -> None:
    before = {name: hall.parts[name].pid for name in hall.parts.names()}
    with pytest.raises(ControlError, match=said):
        hall.act(action, target)
    assert {name: hall.parts[name].pid for name in hall.parts.names()} == before
