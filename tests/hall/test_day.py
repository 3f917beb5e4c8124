"""The hall day: opens by itself, survives midnight, carries open tickets over, never goes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.hall import commands as c

Build = Callable[..., Any]
EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # 21:00 in Moscow
NEXT_SIX = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # 06:00 in Moscow, the next date


def at(hall: Any, moment: datetime) -> None:
    """Set the wall clock, forward or back."""
    hall.now = moment - timedelta(seconds=1)


def day(hall: Any) -> tuple[str | None, bool]:
    view = hall.hall.view("hall", "hall")
    return view["day"], view["open"]


def test_a_hall_that_never_had_a_day_opens_its_first_at_once_also_at_night(hall_with: Build) -> None:
    hall = hall_with(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))  # 02:30 in Moscow on the 22nd
    assert day(hall) == (None, False)
    hall(c.Tick())
    assert day(hall) == ("2026-11-22", True)


def test_the_day_is_the_local_date_not_the_date_in_london(hall_with: Build) -> None:
    hall = hall_with(datetime(2026, 11, 22, 21, 30, tzinfo=UTC))
    hall.wait("a")
    assert day(hall) == ("2026-11-23", True)


def test_the_next_day_opens_by_itself_at_the_set_time_and_not_a_second_before(hall: Any) -> None:
    at(hall, NEXT_SIX - timedelta(seconds=1))
    hall(c.Tick())
    assert day(hall) == ("2026-11-22", True)
    hall(c.Tick())
    assert day(hall) == ("2026-11-23", True)
    assert hall.events()[-2:] == ["day.closed", "day.opened"]


def test_another_set_time_and_another_time_zone_are_kept_to(hall_with: Build) -> None:
    hall = hall_with(datetime(2026, 11, 22, 1, 0, tzinfo=UTC), day_opens="07:30", time_zone="Asia/Vladivostok")
    hall(c.Tick())
    assert day(hall)[0] == "2026-11-22"  # 11:00 there
    at(hall, datetime(2026, 11, 22, 21, 29, 59, tzinfo=UTC))
    hall(c.Tick())
    assert day(hall)[0] == "2026-11-22"
    hall(c.Tick())
    assert day(hall)[0] == "2026-11-23"


def test_the_first_ticket_after_the_set_time_opens_the_day_when_no_tick_came_first(hall: Any) -> None:
    at(hall, NEXT_SIX + timedelta(hours=4))
    assert hall.wait("a") == "П001"
    assert day(hall) == ("2026-11-23", True)
    assert hall.events()[-3:] == ["day.closed", "day.opened", "ticket.arrived"]


@pytest.mark.parametrize(
    "command",
    [
        c.GrantNumber("x", "pass-20-45", "apply", "ru", "t"),
        c.LeaseBlock("П", "t"),
        c.TicketArrived("x", "П-К1-01", "pass-20-45", "apply", "ru", "t", NEXT_SIX),
        c.OpenDay("boss"),
        c.Tick(),
    ],
)
def test_whatever_comes_first_after_the_set_time_opens_the_day(hall: Any, command: c.Command) -> None:
    at(hall, NEXT_SIX + timedelta(minutes=1))
    hall(command)
    assert day(hall) == ("2026-11-23", True)


def test_the_day_survives_midnight(hall: Any) -> None:
    at(hall, datetime(2026, 11, 22, 21, 30, tzinfo=UTC))  # 00:30 in Moscow
    assert (hall.wait("a"), day(hall)) == ("П001", ("2026-11-22", True))


@pytest.mark.parametrize("served", [False, True])
def test_the_day_does_not_close_by_itself_while_somebody_waits_or_is_served(hall: Any, served: bool) -> None:
    hall.wait("a")
    if served:
        hall(c.OpenDesk(1, "ann", "А."))
        hall(c.CallNext(1, "ann"))
        hall(c.Start(1, "ann", "a"))
    at(hall, NEXT_SIX + timedelta(days=1))
    hall(c.Tick())
    assert hall.wait("b") == "П002"
    assert day(hall) == ("2026-11-22", True)


def test_the_day_turns_as_soon_as_the_last_one_is_gone(hall: Any) -> None:
    hall.wait("a")
    at(hall, NEXT_SIX + timedelta(hours=1))
    hall(c.Tick())
    hall(c.CancelTicket("a", "ann"))
    hall(c.Tick())
    assert day(hall) == ("2026-11-23", True)


def test_staff_closes_the_day_over_waiting_people_who_are_still_served(hall: Any) -> None:
    hall.wait("a")
    hall(c.OpenDesk(1, "ann", "А."))
    assert hall.refused(c.CloseDay()) == "people_waiting"
    hall(c.CloseDay("boss"))
    assert hall.refused(c.IssueTicket("b", "inn", "apply", "ru", "desk")) == "day_not_open"
    assert hall.refused(c.LeaseBlock("П", "t")) == "day_not_open"
    assert hall(c.CallNext(1, "ann"))["ticket"]["id"] == "a"


def test_open_tickets_are_carried_over_with_their_numbers_blocked(hall: Any) -> None:
    assert [hall.wait(ticket) for ticket in "abc"] == ["П001", "П002", "П003"]
    hall(c.OpenDesk(1, "ann", "А."))
    hall(c.CallNext(1, "ann"))
    hall(c.CloseDay("boss"))
    at(hall, NEXT_SIX)
    hall(c.Tick())
    hall(c.CancelTicket("b", "ann"))
    assert [hall.wait(ticket) for ticket in "de"] == ["П004", "П005"]
    assert hall.wait("f", "re-right") == "Н001"
    hall(c.Start(1, "ann", "a"))
    hall(c.Finish(1, "ann", "a"))
    assert hall(c.CallNext(1, "ann"))["ticket"]["id"] == "c"


def test_a_carried_block_number_is_left_out_of_new_blocks(hall: Any) -> None:
    hall(c.LeaseBlock("П", "t"))
    hall(c.TicketArrived("a", "П998", "pass-20-45", "apply", "ru", "t", hall.now))
    hall(c.CloseDay("boss"))
    at(hall, NEXT_SIX)
    assert hall(c.LeaseBlock("П", "t")) == {"day": "2026-11-23", "letter": "П", "first": 999, "last": 999}
    assert hall(c.LeaseBlock("П", "t"))["last"] == 997


def test_a_ticket_of_yesterday_that_comes_late_takes_its_number_out_of_today(hall: Any) -> None:
    hall(c.GrantNumber("late", "pass-20-45", "apply", "ru", "t"))
    at(hall, NEXT_SIX)
    hall(c.Tick())
    hall(c.TicketArrived("late", "П001", "pass-20-45", "apply", "ru", "t", EVENING))
    assert hall.wait("b") == "П002"


def test_a_week_switched_off_ends_with_the_day_on_the_wall(hall: Any) -> None:
    at(hall, NEXT_SIX + timedelta(days=6, hours=2))
    hall(c.Tick())
    assert day(hall) == ("2026-11-29", True)
    assert hall.wait("a") == "П001"


def test_a_week_switched_off_and_started_before_the_set_time_also_opens(hall: Any) -> None:
    at(hall, NEXT_SIX + timedelta(days=7, hours=-3))  # 03:00 in Moscow on the 30th
    hall(c.Tick())
    assert day(hall) == ("2026-11-30", True)


def test_after_a_week_off_people_still_in_the_line_keep_the_old_day_until_staff_closes_it(hall: Any) -> None:
    hall.wait("a")
    at(hall, NEXT_SIX + timedelta(days=7))
    hall(c.Tick())
    assert (hall.wait("b"), day(hall)[0]) == ("П002", "2026-11-22")
    hall(c.CloseDay("boss"))
    hall(c.Tick())
    assert day(hall) == ("2026-11-30", True)
    assert hall.wait("c") == "П003"  # 001 and 002 are still in people's hands


def test_a_closed_day_is_not_opened_again_by_the_clock_before_the_next_one_is_due(hall: Any) -> None:
    hall(c.CloseDay("boss"))
    for hours in (1, 5, 12, 19):
        at(hall, hall.now + timedelta(hours=hours - 1))
        hall(c.Tick())
        if hall.now < NEXT_SIX:
            assert day(hall) == ("2026-11-22", False)


def test_a_clock_that_jumps_back_neither_reopens_nor_changes_a_day(hall: Any) -> None:
    hall.wait("a")
    hall(c.CloseDay("boss"))
    at(hall, hall.now - timedelta(days=3))
    hall(c.Tick())
    assert day(hall) == ("2026-11-22", False)
    assert hall.refused(c.GrantNumber("b", "inn", "apply", "ru", "t")) == "day_not_open"
    hall(c.OpenDay("boss"))  # a person may go on, in the newest day and with its numbers
    assert day(hall) == ("2026-11-22", True)
    assert hall.wait("b") == "П002"


def test_a_clock_far_ahead_for_a_while_leaves_a_hall_that_works(hall: Any) -> None:
    true_time = hall.now
    at(hall, true_time + timedelta(days=4000))
    hall(c.Tick())
    ahead = day(hall)[0]
    at(hall, true_time)
    hall(c.Tick())
    assert day(hall) == (ahead, True)
    assert hall.wait("a") == "П001"
    hall(c.CloseDay("boss"))
    hall(c.OpenDay("boss"))
    assert hall.wait("b") == "П002"


def test_a_day_opened_again_by_staff_goes_on_with_its_numbers(hall: Any) -> None:
    hall.wait("a")
    hall(c.LeaseBlock("П", "t"))
    hall(c.CloseDay("boss"))
    hall(c.OpenDay("boss"))
    assert hall.wait("b") == "П002"
    assert hall(c.LeaseBlock("П", "u"))["last"] == 987


def test_opening_an_open_day_and_closing_a_closed_one_change_nothing(hall: Any) -> None:
    before = hall.events()
    hall(c.OpenDay("boss"))
    assert hall.events() == before
    hall(c.CloseDay("boss"))
    closed = hall.events()
    hall(c.CloseDay("boss"))
    assert hall.events() == closed


def test_staff_may_open_the_new_date_before_the_set_time(hall: Any) -> None:
    hall(c.CloseDay("boss"))
    at(hall, NEXT_SIX - timedelta(hours=1))
    hall(c.OpenDay("boss"))
    assert day(hall) == ("2026-11-23", True)
    hall(c.Tick(), seconds=7200)
    assert hall.events().count("day.opened") == 2


def test_numbers_begin_again_with_each_day_and_blocks_of_yesterday_are_forgotten(hall: Any) -> None:
    hall.wait("a")
    hall(c.CancelTicket("a", "ann"))
    first = hall(c.LeaseBlock("П", "t"))
    at(hall, NEXT_SIX)
    second = hall(c.LeaseBlock("П", "t"))
    assert (first["first"], first["last"]) == (second["first"], second["last"])
    assert second["day"] == "2026-11-23"
    assert hall.wait("b") == "П001"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"])
def test_days_follow_each_other_one_by_one_through_a_year_of_clock_changes(hall_with: Build, zone: str) -> None:
    hall = hall_with(datetime(2026, 1, 1, 12, tzinfo=UTC), time_zone=zone)
    days = []
    for hour in range(24 * 366):
        at(hall, datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(hours=hour))
        hall(c.Tick())
        days.append(day(hall)[0])
    opened = sorted(set(days))
    assert days == sorted(days)
    assert len(opened) in {366, 367}
    assert hall.events().count("day.opened") == len(opened)
