"""The work at a desk over HTTP, and what others see of it in the stream."""

from typing import Any
from urllib.parse import quote

import pytest


def test_a_visit_goes_from_the_line_to_its_end(house: Any) -> None:
    desk = house.desk(3)
    ticket = house.admin.ticket().body["ticket"]["id"]
    called = desk.command("/v1/desks/3/call-next")
    assert called.body["ticket"]["id"] == ticket
    assert called.body["ticket"]["state"] == "called"
    assert called.body["desk"]["ticket"] == ticket
    again = desk.command("/v1/desks/3/recall", ticket=ticket)
    assert again.body["ticket"]["calls"] == 2
    assert desk.command("/v1/desks/3/start", ticket=ticket).body["ticket"]["state"] == "serving"
    done = desk.command("/v1/desks/3/finish", ticket=ticket)
    assert done.body["ticket"]["state"] == "finished"
    assert done.body["desk"]["ticket"] is None


def test_a_visitor_who_does_not_come_frees_the_desk(house: Any) -> None:
    desk = house.desk(3)
    ticket = house.admin.ticket().body["ticket"]["id"]
    desk.command("/v1/desks/3/call", ticket=ticket)
    assert desk.command("/v1/desks/3/no-show", ticket=ticket).body["desk"]["ticket"] is None


def test_nobody_is_called_when_nobody_waits(house: Any) -> None:
    said = house.desk(3).command("/v1/desks/3/call-next")
    assert said.status == 409


def test_a_desk_with_a_visitor_is_neither_closed_nor_given_another(house: Any) -> None:
    desk = house.desk(3)
    house.admin.ticket()
    house.admin.ticket()
    desk.command("/v1/desks/3/call-next")
    assert desk.command("/v1/desks/3/close").code == "desk_busy"
    assert desk.command("/v1/desks/3/call-next").code == "desk_busy"


def test_the_ticket_named_must_be_the_one_in_front_of_the_desk(house: Any) -> None:
    desk = house.desk(3)
    first = house.admin.ticket().body["ticket"]["id"]
    second = house.admin.ticket().body["ticket"]["id"]
    desk.command("/v1/desks/3/call", ticket=first)
    assert desk.command("/v1/desks/3/start", ticket=second).code == "not_at_desk"


def test_a_desk_commands_its_own_number_alone(house: Any) -> None:
    said = house.desk(3).command("/v1/desks/4/open")
    assert (said.status, said.code) == (403, "no_right")


def test_a_desk_without_a_person_commands_nothing(house: Any) -> None:
    desk = house.enrol("desk", 5)
    said = desk.command("/v1/desks/5/open")
    assert (said.status, said.code) == (401, "sign_in_needed")


def test_services_are_chosen_at_sign_in(house: Any) -> None:
    desk = house.desk(3, opened=False)
    said = desk.command("/v1/desks/3/open", services=["pass-20-45"])
    assert said.body["desk"]["services"] == ["pass-20-45"]
    wrong = desk.command("/v1/desks/3/open", services=["teleport"])
    assert wrong.code == "desk_service"


def test_only_an_administrator_closes_the_day(house: Any) -> None:
    desk = house.desk(3)
    assert desk.command("/v1/day/close").status == 403
    house.admin.ticket()
    assert house.admin.command("/v1/day/close").body["open"] is False
    assert house.admin.ticket().code == "day_not_open"
    assert house.admin.command("/v1/day/open").body["open"] is True
    assert house.admin.ticket().status == 201


@pytest.mark.parametrize("number", ["0", "1000", "x", "-1", "3.0", "%00", "٣"])
def test_a_bad_desk_number_in_the_path_is_said_so(standing: Any, number: str) -> None:
    said = standing.admin.command(f"/v1/desks/{quote(number, safe='%')}/close")
    assert (said.status, said.code) == (400, "bad_request")


def test_a_desk_the_hall_does_not_have_is_refused(house: Any) -> None:
    assert house.admin.command("/v1/desks/777/open").code == "desk_unknown"


def test_cancelling_takes_the_visitor_out_of_the_line(house: Any) -> None:
    house.desk(3)
    ticket = house.admin.ticket().body["ticket"]["id"]
    said = house.admin.command(f"/v1/tickets/{ticket}/cancel")
    assert said.body["ticket"]["state"] == "cancelled"
    assert house.admin.command(f"/v1/tickets/{ticket}/cancel").code == "ticket_closed"
