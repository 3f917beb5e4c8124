"""Desks: who is next and why, each step of a visit, and every step out of turn refused."""

from typing import Any

import pytest

from kiosk.hall import commands as c
from kiosk.hall.ticket import OPEN, TRANSITIONS

CALL = c.CallNext(1, "ann")


@pytest.fixture
def served(hall: Any) -> Any:
    """Desk 1 open, a and b waiting."""
    hall(c.OpenDesk(1, "ann", "А. А."))
    hall.wait("a")
    hall.wait("b")
    return hall


def test_first_come_is_first_called_whatever_the_letter(served: Any) -> None:
    served.wait("c", "inn")
    order = []
    for _ in range(3):
        ticket = served(CALL)["ticket"]["id"]
        order.append(ticket)
        served(c.NoShow(1, "ann", ticket))
    assert order == ["a", "b", "c"]


def test_a_late_ticket_takes_the_place_of_the_time_it_was_issued(served: Any) -> None:
    early = served.now.replace(hour=0)
    served(c.TicketArrived("late", "П-К1-01", "pass-20-45", "apply", "ru", "t", early))
    assert served(CALL)["ticket"]["id"] == "late"


def test_equal_times_are_settled_by_the_ticket_id_never_by_the_number(hall: Any) -> None:
    hall(c.OpenDesk(1, "ann", "А."))
    moment = hall.now
    for ticket, number in (("b", "П001"), ("a", "П999")):
        hall(c.TicketArrived(ticket, number, "pass-20-45", "apply", "ru", "t", moment))
    assert hall(CALL)["ticket"]["id"] == "a"


def test_the_reason_of_a_call_is_data(served: Any) -> None:
    served(CALL)
    reason = served.last("ticket.called")["reason"]
    assert (reason["rule"], reason["among"]) == ("longest_wait", 2)
    served(c.NoShow(1, "ann", "a"))
    served(c.CallTicket(1, "ann", "b"))
    assert served.last("ticket.called")["reason"]["rule"] == "chosen"


def test_a_desk_calls_only_what_it_serves(hall: Any) -> None:
    hall(c.OpenDesk(3, "eve", "Е."))
    hall.wait("a", "pass-20-45")
    assert hall.refused(c.CallNext(3, "eve")) == "nobody_waits"
    hall.wait("b", "re-right")
    hall.wait("c", "card-new")
    assert hall(c.CallNext(3, "eve"))["ticket"]["id"] == "b"


def test_a_desk_opened_for_some_services_calls_those_alone(hall: Any) -> None:
    hall(c.OpenDesk(1, "ann", "А.", ("inn",)))
    hall.wait("a")
    assert hall.refused(CALL) == "nobody_waits"
    hall.wait("b", "inn")
    assert hall(CALL)["ticket"]["id"] == "b"


@pytest.mark.parametrize("services", [("pass-20-45", "re-right"), ("nothing",), ("",)])
def test_a_desk_cannot_be_opened_for_what_it_may_not_serve(hall: Any, services: tuple[str, ...]) -> None:
    assert hall.refused(c.OpenDesk(2, "bob", "Б.", services)) == "desk_service"


def test_a_visit_goes_through_its_states_and_frees_the_desk(served: Any) -> None:
    states = [served(CALL)["ticket"]["state"]]
    states += [served(c.Recall(1, "ann", "a"))["ticket"]["state"]]
    states += [served(c.Start(1, "ann", "a"))["ticket"]["state"]]
    done = served(c.Finish(1, "ann", "a"))
    assert [*states, done["ticket"]["state"]] == ["called", "called", "serving", "finished"]
    assert done["desk"]["ticket"] is None
    assert served.hall.view("ticket", "a") is None


def test_a_desk_with_a_visitor_calls_nobody_else(served: Any) -> None:
    served(CALL)
    for command in (CALL, c.CallTicket(1, "ann", "b"), c.CloseDesk(1, "ann")):
        assert served.refused(command) == "desk_busy"
    served(c.Start(1, "ann", "a"))
    assert served.refused(CALL) == "desk_busy"


def test_two_desks_never_get_one_ticket(served: Any) -> None:
    served(c.OpenDesk(2, "bob", "Б."))
    assert served(CALL)["ticket"]["id"] == "a"
    assert served.refused(c.CallTicket(2, "bob", "a")) == "wrong_state"
    assert served(c.CallNext(2, "bob"))["ticket"]["id"] == "b"


@pytest.mark.parametrize("make", [c.Recall, c.Start, c.Finish, c.NoShow])
def test_each_step_is_for_the_ticket_the_operator_sees_at_this_desk(served: Any, make: Any) -> None:
    served(c.OpenDesk(2, "bob", "Б."))
    served(CALL)
    assert served.refused(make(1, "ann", "b")) == "not_at_desk"
    assert served.refused(make(2, "bob", "a")) == "not_at_desk"
    assert served.refused(make(1, "ann", "nobody")) == "ticket_unknown"
    assert served.refused(make(3, "eve", "a")) == "desk_closed"
    assert served.refused(make(99, "eve", "a")) == "desk_unknown"


@pytest.mark.parametrize(
    ("steps", "command"),
    [
        ([], c.Finish(1, "ann", "a")),
        ([c.Start(1, "ann", "a")], c.Start(1, "ann", "a")),
        ([c.Start(1, "ann", "a")], c.Recall(1, "ann", "a")),
        ([c.Start(1, "ann", "a")], c.NoShow(1, "ann", "a")),
        ([c.Start(1, "ann", "a")], c.CancelTicket("a", "ann")),
    ],
)
def test_a_step_out_of_turn_is_refused(served: Any, steps: list[c.Command], command: c.Command) -> None:
    served(CALL)
    for step in steps:
        served(step)
    assert served.refused(command) == "wrong_state"


@pytest.mark.parametrize("make", [c.Recall, c.Start, c.Finish, c.NoShow])
def test_a_closed_ticket_stays_closed(served: Any, make: Any) -> None:
    served(CALL)
    served(c.NoShow(1, "ann", "a"))
    assert served.refused(make(1, "ann", "a")) == "ticket_closed"
    assert served.refused(c.CancelTicket("a", "ann")) == "ticket_closed"
    assert served.refused(c.CallTicket(1, "ann", "a")) == "ticket_closed"


def test_the_table_of_transitions_leaves_no_way_out_of_a_closed_state() -> None:
    assert all(transition.before <= OPEN for transition in TRANSITIONS.values())


def test_a_called_ticket_can_be_cancelled_and_frees_the_desk(served: Any) -> None:
    served(CALL)
    assert served(c.CancelTicket("a", "ann"))["ticket"]["state"] == "cancelled"
    assert served(CALL)["ticket"]["id"] == "b"


def test_an_administrators_desk_may_call_anybody_by_choice_others_only_their_own(hall: Any) -> None:
    hall(c.OpenDesk(1, "ann", "А.", ("inn",)))
    hall(c.OpenDesk(2, "bob", "Б."))
    hall.wait("a", "re-right")
    assert hall.refused(c.CallTicket(2, "bob", "a")) == "desk_service"
    assert hall(c.CallTicket(1, "ann", "a"))["ticket"]["id"] == "a"


def test_whoever_sits_down_later_takes_the_desk_over_with_its_visitor(served: Any) -> None:
    served(CALL)
    answer = served(c.OpenDesk(1, "bob", "Б. Б."))
    assert (answer["desk"]["operator"], answer["ticket"]["id"]) == ("Б. Б.", "a")
    served(c.Start(1, "bob", "a"))
    assert served(c.Finish(1, "bob", "a"))["desk"]["ticket"] is None


def test_opening_an_open_desk_again_and_closing_a_closed_one_change_nothing(served: Any) -> None:
    events = served.events()
    served(c.OpenDesk(1, "ann", "А. А."))
    served(c.CloseDesk(2, "bob"))
    assert served.events() == events
    assert served.refused(c.OpenDesk(99, "ann", "А.")) == "desk_unknown"
    assert served.refused(c.CloseDesk(99, "ann")) == "desk_unknown"


def test_a_desk_taken_out_of_the_settings_can_still_finish_and_close(served: Any) -> None:
    served(CALL)
    served.settings(desks=[{"number": 2}])
    assert served.hall.view("desk", "1")["open"] is True
    served(c.Start(1, "ann", "a"))
    served(c.Finish(1, "ann", "a"))
    assert served.refused(CALL) == "nobody_waits"
    served(c.CloseDesk(1, "ann"))
    assert served.hall.view("desk", "1") is None


def test_people_ahead_are_those_before_at_any_open_desk_that_serves_the_ticket(hall: Any) -> None:
    hall.wait("property", "re-right")
    hall.wait("passport", "pass-20-45")
    hall.wait("mine", "pass-lost")
    assert hall.hall.ahead("mine") is None
    hall(c.OpenDesk(2, "bob", "Б."))  # passports only
    assert hall.hall.ahead("mine") == 1
    assert hall.hall.ahead("property") is None
    hall(c.OpenDesk(1, "ann", "А."))  # everything
    assert hall.hall.ahead("mine") == 2
    hall(c.CallNext(1, "ann"))
    assert hall.hall.ahead("mine") == 1
    assert hall.hall.ahead("property") is None  # it is called, it does not wait
    hall(c.CloseDesk(2, "bob"))
    assert hall.hall.ahead("mine") == 1


def test_calls_for_the_board_are_the_newest_twelve_and_a_recall_is_a_new_call(hall: Any) -> None:
    hall(c.OpenDesk(1, "ann", "А."))
    for n in range(14):
        hall.wait(f"t{n:02}")
        ticket = hall(CALL)["ticket"]["id"]
        hall(c.Recall(1, "ann", ticket))
        hall(c.NoShow(1, "ann", ticket))
    calls = [entity for kind, _, entity in hall.hall.views() if kind == "call"]
    assert [call["no"] for call in calls] == list(range(6, 29, 2))
    assert {call["calls"] for call in calls} == {2}
    assert not any(call["active"] for call in calls)


def test_a_call_is_active_until_the_visitor_is_there(served: Any) -> None:
    served(CALL)
    assert served.hall.view("call", "1")["active"] is True
    served(c.Start(1, "ann", "a"))
    assert served.hall.view("call", "1")["active"] is False


def test_views_name_every_entity_and_say_when_one_is_gone(served: Any) -> None:
    served(CALL)
    kinds = [(kind, key) for kind, key, _ in served.hall.views()]
    assert kinds == [
        ("hall", "hall"),
        ("desk", "1"),
        ("desk", "2"),
        ("desk", "3"),
        ("ticket", "a"),
        ("ticket", "b"),
        ("call", "1"),
    ]
    assert served.hall.view("call", "99") is None
    assert served.hall.view("desk", "77") is None
    hall = served.hall.view("hall", "hall")
    assert (hall["waiting"], hall["desks_open"], hall["open"]) == (1, 1, True)
    with pytest.raises(KeyError):
        served.hall.view("printer", "1")
