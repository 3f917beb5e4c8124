"""Tickets on their way in: granted, arrived, leased, issued; nothing that exists is ever lost."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kiosk.hall import commands as c
from kiosk.hall.hall import Hall


def grant(ticket: str, service: str = "pass-20-45", purpose: str = "apply") -> c.GrantNumber:
    return c.GrantNumber(ticket, service, purpose, "ru", "terminal-1")


def arrived(
    hall: Any, ticket: str, number: str, service: str = "pass-20-45", seconds_ago: float = 0
) -> c.TicketArrived:
    issued = {"origin": "terminal-1", "lane": "ops", "epoch": 1, "seq": 7}
    effective = hall.now - timedelta(seconds=seconds_ago)
    return c.TicketArrived(ticket, number, service, "apply", "ru", "terminal-1", effective, issued)


def test_dense_numbers_count_per_letter(hall: Any) -> None:
    numbers = [
        hall(grant(f"t{n}", service))["number"] for n, service in enumerate(["inn", "pass-lost", "reg-live", "inn"])
    ]
    assert numbers == ["И001", "П001", "П002", "И002"]


def test_the_same_ticket_asking_again_gets_the_same_number_and_nothing_is_written(hall: Any) -> None:
    first = hall(grant("a"))
    events = hall.events()
    assert hall(grant("a")) == first
    assert hall.events() == events


def test_a_ticket_cannot_be_given_a_number_twice_for_different_things(hall: Any) -> None:
    hall(grant("a"))
    assert hall.refused(grant("a", "inn")) == "ticket_exists"
    hall(arrived(hall, "a", "П001"))
    assert hall.refused(grant("a")) == "ticket_exists"
    assert hall.refused(c.IssueTicket("a", "inn", "apply", "ru", "desk")) == "ticket_exists"


def test_a_granted_number_whose_ticket_never_comes_is_not_given_to_another(hall: Any) -> None:
    hall(grant("never"))
    assert hall(grant("b"))["number"] == "П002"


def test_an_arriving_ticket_joins_the_line_with_its_granted_number(hall: Any) -> None:
    hall(grant("a"))
    answer = hall(arrived(hall, "a", "П001"))
    assert (answer["ticket"]["number"], answer["ticket"]["state"]) == ("П001", "waiting")
    assert "number.burnt" not in hall.events()
    assert hall.last("ticket.arrived")["issued"]["seq"] == 7


def test_a_ticket_that_comes_with_another_number_burns_the_granted_one(hall: Any) -> None:
    hall(grant("a"))
    hall(c.LeaseBlock("П", "terminal-1"))
    hall(arrived(hall, "a", "П999"))
    assert hall.last("number.burnt") == {"number": "П001", "reason": "other_number"}
    assert hall.wait("b") == "П002"
    assert hall.hall.view("ticket", "a")["conflict"] is False


def test_a_ticket_arrives_once_however_often_it_is_told(hall: Any) -> None:
    hall(arrived(hall, "a", "П-К1-01"))
    events = hall.events()
    hall(arrived(hall, "a", "П-К1-01"))
    assert hall.events() == events
    hall(c.CancelTicket("a", "ann"))
    hall(arrived(hall, "a", "П-К1-01"))
    assert hall.hall.view("ticket", "a") is None


def test_an_arriving_ticket_with_a_number_another_one_holds_is_kept_and_flagged(hall: Any) -> None:
    assert hall.wait("a") == "П001"
    hall(arrived(hall, "b", "П001"))
    assert hall.last("ticket.arrived")["conflict"] is True
    assert [hall.hall.view("ticket", ticket)["conflict"] for ticket in "ab"] == [False, True]
    hall(c.CancelTicket("a", "ann"))
    hall(arrived(hall, "c", "П001"))  # b still holds it
    assert hall.hall.view("ticket", "c")["conflict"] is True
    assert hall.wait("d") == "П002"


@pytest.mark.parametrize("service", ["gone-from-the-catalogue", "hall-photo", "fam-large", "", "x" * 200])
@pytest.mark.parametrize("number", ["П-К1-07", "rubbish", "", "П" * 50])
def test_a_ticket_that_exists_is_taken_in_whatever_it_says_and_the_administrator_can_call_it(
    hall: Any, service: str, number: str
) -> None:
    hall(arrived(hall, "a", number, service))
    hall(c.OpenDesk(2, "bob", "Б."))
    assert hall.hall.ahead("a") is None
    hall(c.OpenDesk(1, "ann", "А."))
    assert hall.hall.ahead("a") == 0
    assert hall(c.CallNext(1, "ann"))["ticket"]["id"] == "a"


def test_a_ticket_arrives_also_when_the_day_is_closed_or_the_service_is(hall: Any) -> None:
    hall.settings(closed={"pass-20-45": {"ru": "Ремонт"}})
    hall(c.CloseDay("boss"))
    assert hall(arrived(hall, "a", "П-К1-01"))["ticket"]["state"] == "waiting"


def test_a_clock_ahead_gives_no_place_in_the_future(hall: Any) -> None:
    hall(arrived(hall, "a", "П-К1-01", seconds_ago=-3600))
    hall.wait("b")
    hall(c.OpenDesk(1, "ann", "А."))
    assert [hall.hall.ahead(ticket) for ticket in "ab"] == [0, 1]


def test_blocks_come_down_from_the_top_and_belong_to_one_terminal(hall_with: Callable[..., Any]) -> None:
    hall = hall_with(block_size=5)
    assert hall(c.LeaseBlock("П", "t1")) == {"day": "2026-11-22", "letter": "П", "first": 995, "last": 999}
    assert hall(c.LeaseBlock("П", "t2"))["last"] == 994
    assert hall(c.LeaseBlock("Н", "t2"))["last"] == 999


@pytest.mark.parametrize("letter", ["Ц", "", "П001", "P"])
def test_a_block_of_a_letter_the_hall_has_not_is_refused(hall: Any, letter: str) -> None:
    assert hall.refused(c.LeaseBlock(letter, "t")) == "letter_unknown"


def test_the_range_grows_when_dense_numbers_and_blocks_come_close(hall_with: Callable[..., Any]) -> None:
    hall = hall_with(block_size=90)
    for _ in range(9):
        hall(c.LeaseBlock("П", "t"))  # down to 190
    numbers = [hall.wait(f"t{n}") for n in range(95)]
    assert numbers[89:92] == ["П090", "П1000", "П1001"]
    assert hall(c.LeaseBlock("П", "t"))["last"] == 9999
    assert hall.wait("other", "inn") == "И001"


def test_a_letter_changed_in_the_settings_counts_for_itself(hall: Any) -> None:
    hall.wait("a")
    hall.settings(letters={"passport": "Ш"})
    assert hall.wait("b") == "Ш001"
    hall.settings(letters={})
    assert hall.wait("c") == "П002"


@pytest.mark.parametrize(
    ("service", "code"),
    [
        ("nothing", "service_unknown"),
        ("hall-photo", "service_no_ticket"),
        ("fam-large", "service_portal"),
        ("car-reg", "service_booking_only"),
    ],
)
def test_no_number_is_given_for_what_this_hall_does_not_do_and_the_rest_goes_on(
    hall: Any, service: str, code: str
) -> None:
    assert hall.refused(grant("a", service)) == code
    assert hall.refused(c.IssueTicket("a", service, "apply", "ru", "desk")) == code
    assert hall.wait("a") == "П001"


def test_a_purpose_the_service_has_not_is_refused(hall: Any) -> None:
    assert hall.refused(grant("a", "inn", "buy")) == "purpose_unknown"


def test_the_answer_to_a_grant_counts_who_waits_and_is_silent_when_no_desk_serves_it(hall: Any) -> None:
    assert hall(grant("a"))["ahead"] is None
    hall(c.OpenDesk(2, "bob", "Б."))
    hall.wait("b")
    hall.wait("c", "inn")
    assert hall(grant("d"))["ahead"] == 1


def test_the_log_alone_and_a_snapshot_make_the_same_hall(hall: Any) -> None:
    hall(c.OpenDesk(1, "ann", "А.", ("inn", "pass-20-45")))
    hall(grant("a"))
    hall(grant("b"))
    hall(arrived(hall, "b", "П-К1-01"))
    hall(c.LeaseBlock("П", "t"))
    hall.settings(block_size=20)
    hall.wait("c", "inn")
    hall(c.CallNext(1, "ann"))
    hall(c.Start(1, "ann", "b"))
    hall(c.Finish(1, "ann", "b"))
    hall(c.CallNext(1, "ann"))
    whole = hall.hall.dump()
    assert hall.replayed().dump() == whole
    assert Hall.load(hall.rules, json.loads(json.dumps(whole))).dump() == whole


def test_a_snapshot_of_another_format_is_refused(hall: Any) -> None:
    with pytest.raises(ValueError, match="format"):
        Hall.load(hall.rules, {**hall.hall.dump(), "format": 99})


def test_events_of_other_rooms_are_passed_over(hall: Any) -> None:
    before = hall.hall.dump()
    for kind in ("epoch.started", "help.asked", "ticket.printed", "ticket.teleported"):
        hall.hall.apply(kind, "a", {"anything": 1}, hall.now)
    hall.hall.apply("ticket.called", "nobody", {"desk": 1, "staff": "x", "call": 1}, hall.now)
    assert hall.hall.dump() == before


def test_what_a_later_version_may_have_written_is_folded_without_a_word(hall: Any) -> None:
    apply = hall.hall.apply
    grant = {"number": "VIP-7", "service": "pass-20-45", "purpose": "apply", "terminal": "t", "language": "ru"}
    apply("number.granted", "later", grant, hall.now)
    assert hall.hall.state.granted["later"].number == "VIP-7"
    assert hall.wait("a") == "П001"
    apply("ticket.called", "a", {"desk": 77, "staff": "ann", "call": 1}, hall.now)
    assert (hall.hall.state.tickets["a"].desk, hall.hall.state.tickets["a"].state) == (77, "called")
    assert 77 not in hall.hall.state.desks
    assert Hall.load(hall.rules, hall.hall.dump()).dump() == hall.hall.dump()


def test_settings_made_from_an_old_version_are_refused(hall: Any) -> None:
    hall.settings(block_size=20)
    stale = c.ChangeSettings(0, hall.hall.rules.settings.as_json(), "bob")
    assert hall.refused(stale) == "settings_stale"
    assert hall.refused(c.ChangeSettings(1, {"desks": "none"}, "bob")) == "settings_wrong"
    assert hall(c.ChangeSettings(1, {"desks": [{"number": 4}]}, "bob")) == {"version": 2}
    assert hall.last("settings.changed")["author"] == "bob"


def test_people_waiting_stay_reachable_when_settings_take_their_desk_away(hall: Any) -> None:
    hall.wait("a")
    hall.settings(desks=[{"number": 1, "services": ["inn"], "administrator": True}])
    hall(c.OpenDesk(1, "ann", "А."))
    assert hall(c.CallNext(1, "ann"))["ticket"]["id"] == "a"
