"""The city's tables: tickets through their life, and that they can be thrown away."""

import sqlite3

import pytest

from kiosk.journal.event import Draft
from tests.central.conftest import until

ONE = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40"
TWO = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f41"
WORDS = {"service": "pass-20-45", "purpose": "apply", "language": "ru"}


def tickets(town, query: str = "") -> list[dict]:
    return town.ask("GET", f"/v1/tickets{query}").json()["tickets"]


def states(town) -> dict[str, str]:
    return {ticket["id"]: ticket["state"] for ticket in tickets(town)}


def a_day(hub) -> None:
    hub.write(
        Draft("day.opened", {"day": "2026-11-22"}),
        Draft("ticket.arrived", {**WORDS, "number": "П001", "terminal": "t1", "effective_us": 5_000_000}, ONE),
        Draft("ticket.arrived", {**WORDS, "number": "П002", "terminal": "t1", "effective_us": 6_000_000}, TWO),
        Draft("ticket.called", {"desk": 3, "staff": "oleg", "call": 1}, ONE),
        Draft("ticket.recalled", {"desk": 3, "staff": "oleg", "call": 2}, ONE),
        Draft("ticket.started", {"desk": 3}, ONE),
    )


def test_a_ticket_is_seen_in_each_of_its_states(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    hub.uplink.start()
    a_day(hub)
    until(lambda: states(town) == {ONE: "serving", TWO: "waiting"})
    ticket = tickets(town)[0]
    assert (ticket["hall"], ticket["number"], ticket["day"], ticket["desk"], ticket["calls"]) == (
        "arbat",
        "П001",
        "2026-11-22",
        3,
        2,
    )
    assert ticket["arrived_at"] == "1970-01-01T00:00:05+00:00"
    hub.write(Draft("ticket.finished", {"desk": 3}, ONE), Draft("ticket.cancelled", {}, TWO))
    until(lambda: states(town) == {ONE: "finished", TWO: "cancelled"})
    hall = town.ask("GET", "/v1/halls").json()["halls"][0]
    assert (hall["hall"], hall["day"], hall["tickets"], hall["events"]) == ("arbat", "2026-11-22", 2, 11)
    assert hall["link_age_s"] < 20


def test_a_terminals_own_word_counts_until_the_hub_says_more_whichever_comes_first(town, hub_of) -> None:
    token = town.enrol("arbat")["token"]
    terminal = hub_of("arbat", "terminal-1", token)
    issued = Draft("ticket.issued", {**WORDS, "number": "П001", "day": "2026-11-22", "source": "hub"}, ONE)
    terminal.write(issued, Draft("ticket.issued", {**issued.body, "number": "П-К1-01"}, TWO))
    terminal.uplink.start()
    until(lambda: states(town) == {ONE: "issued", TWO: "issued"})
    hub = hub_of("arbat", "hub-a", token)
    hub.uplink.start()
    a_day(hub)
    until(lambda: states(town) == {ONE: "serving", TWO: "waiting"})
    late = Draft("ticket.issued", {**WORDS, "number": "П001", "day": "2026-11-22"}, ONE)
    terminal.write(late, Draft("ticket.printed", {"number": "П001"}, ONE))
    until(lambda: town.ask("GET", "/v1/halls").json()["halls"][0]["events"] == 3 + 6 + 3 + 1 + 3)
    assert states(town) == {ONE: "serving", TWO: "waiting"}


def test_a_hall_cannot_change_the_tickets_of_another(town, hub_of) -> None:
    arbat, other = hub_of("arbat", "hub-a"), hub_of("basmanny", "hub-b")
    arbat.uplink.start()
    a_day(arbat)
    until(lambda: states(town) == {ONE: "serving", TWO: "waiting"})
    other.uplink.start()
    arrived = Draft("ticket.arrived", {**WORDS, "number": "Х001", "effective_us": 1}, ONE)
    other.write(Draft("ticket.finished", {}, ONE), arrived)
    until(lambda: len(town.ask("GET", "/v1/skipped").json()["skipped"]) == 2)
    assert states(town) == {ONE: "serving", TWO: "waiting"}
    assert [t["number"] for t in tickets(town, "?hall=arbat")] == ["П001", "П002"]
    assert tickets(town, "?hall=basmanny") == []


@pytest.mark.parametrize("damage", ["gone", "old", "rubbish"])
def test_the_tables_are_built_anew_from_the_journal_and_come_out_the_same(
    town, hub_of, damage: str, expect_log
) -> None:
    expect_log("built anew")
    hub = hub_of("arbat", "hub-a")
    hub.uplink.start()
    a_day(hub)
    until(lambda: states(town) == {ONE: "serving", TWO: "waiting"})
    before = tickets(town)
    hub.uplink.stop()
    town.stop()
    city = town.state / "city.db"
    for file in town.state.glob("city.db*"):
        file.unlink()
    if damage == "old":
        with sqlite3.connect(city) as connection:
            connection.execute("CREATE TABLE ticket(wrong)")
        connection.close()
    if damage == "rubbish":
        city.write_bytes(b"rubbish" * 1000)
    town.start()
    until(lambda: tickets(town) == before)
    hall = town.ask("GET", "/v1/halls").json()["halls"][0]
    assert hall["tickets"] == 2
    assert hall["link_age_s"] is None


def test_tickets_are_found_by_hall_day_and_limit_the_newest_last(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    hub.uplink.start()
    a_day(hub)
    until(lambda: len(tickets(town)) == 2)
    assert [t["number"] for t in tickets(town, "?limit=1")] == ["П002"]
    assert [t["number"] for t in tickets(town, "?day=2026-11-22")] == ["П001", "П002"]
    assert tickets(town, "?day=2026-11-23") == []
    assert tickets(town, "?hall=nowhere") == []


ODD = {
    "hall": ["%27%3B--", "", "A"],
    "day": ["today", "2026-13-01", "2026-1-1", ""],
    "limit": ["0", "-1", "5001", "1e3", "%D9%A1", ""],
}


def test_odd_questions_are_refused_with_the_place(town) -> None:
    for name, values in ODD.items():
        for value in values:
            answer = town.ask("GET", f"/v1/tickets?{name}={value}")
            assert answer.status_code == 400, (name, value)
            assert answer.json()["error"]["values"]["where"] == f"query.{name}"
