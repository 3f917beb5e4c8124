"""Tickets over HTTP: issuing, numbers for terminals, blocks, cancelling, printing again."""

from typing import Any

PASSPORT = "pass-20-45"


def test_a_ticket_is_issued_with_a_number_and_everybody_who_waits_before_it(house: Any) -> None:
    house.desk(3)
    first, second = house.admin.ticket(), house.admin.ticket()
    assert first.status == second.status == 201
    assert first.body["ticket"]["state"] == "waiting"
    assert first.body["ticket"]["number"][1:] == "001"
    assert second.body["ticket"]["number"][1:] == "002"
    assert (first.body["ahead"], second.body["ahead"]) == (0, 1)


def test_an_unknown_service_is_refused_with_its_reason(house: Any) -> None:
    said = house.admin.ticket("teleport")
    assert (said.status, said.code) == (409, "service_unknown")
