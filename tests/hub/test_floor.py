"""What machines say of themselves, terminals that fall silent, calls for help, orders to print again."""

import time
import uuid
from typing import Any

import pytest

from kiosk.hall.commands import TicketArrived

PASSPORT = "pass-20-45"


def report(*devices: dict[str, Any], orders: tuple[str, ...] = (), sent_us: int | None = None) -> dict[str, Any]:
    return {
        "devices": list(devices),
        "boot": "b1",
        "sent_us": time.time_ns() // 1000 if sent_us is None else sent_us,
        "version": "0.1.0",
        "orders_done": list(orders),
    }


def printer(level: str, *codes: str, state: str = "fault") -> dict[str, Any]:
    return {"name": "printer", "state": state, "level": level, "codes": list(codes), "since": None}


def shown(client: Any, kind: str, scope: str = "desk") -> dict[str, Any]:
    return {
        ident: value for found, ident, value in client.get(f"/v1/snapshot?scope={scope}").body["put"] if found == kind
    }


def test_a_trouble_is_shown_to_every_desk_and_leaves_when_it_is_mended(house: Any) -> None:
    desk, terminal = house.desk(3), house.enrol("terminal", place="у входа")
    assert terminal.put("/v1/status", report(printer("error", "paper_end", "cover_open"))).status == 200
    found = shown(desk, "trouble")
    assert {one["code"] for one in found.values()} == {"paper_end", "cover_open"}
    assert all(one["place"] == {"ru": "у входа"} and one["device"] == "printer" for one in found.values())
    since = {one["code"]: one["since"] for one in found.values()}
    terminal.put("/v1/status", report(printer("warning", "paper_end")))
    (left,) = shown(desk, "trouble").values()
    assert (left["code"], left["level"], left["since"]) == ("paper_end", "warning", since["paper_end"])
    terminal.put("/v1/status", report(printer("ok", state="ready")))
    assert shown(desk, "trouble") == {}


def test_a_fault_without_a_code_is_still_a_trouble(house: Any) -> None:
    terminal = house.enrol("terminal")
    terminal.put("/v1/status", report(printer("unknown", state="absent")))
    (found,) = shown(house.admin, "trouble").values()
    assert (found["code"], found["level"]) == ("absent", "error")


def test_a_part_that_died_is_told_by_the_console(house: Any) -> None:
    part = {"name": "board", "state": "absent", "level": "error", "codes": ["part_down"], "since": None}
    said = house.admin.put("/v1/status", {**report(part), "boot": "", "sent_us": 0})
    assert said.status == 200
    (found,) = shown(house.admin, "trouble").values()
    assert (found["device"], found["code"]) == ("board", "part_down")


def test_the_answer_carries_the_clock_and_the_hall_day(house: Any) -> None:
    terminal = house.enrol("terminal")
    house.admin.ticket()
    said = terminal.put("/v1/status", report()).body
    assert said["day_open"] is True
    assert len(said["hall_day"]) == 10
    assert abs(said["now_us"] - time.time_ns() // 1000) < 5_000_000


def test_a_terminal_is_shown_with_its_link(house: Any) -> None:
    terminal = house.enrol("terminal")
    assert shown(house.admin, "terminal")[terminal.id] == {"code": "К1", "place": {"ru": "у входа"}, "link": False}
    terminal.put("/v1/status", report())
    assert shown(house.admin, "terminal")[terminal.id]["link"] is True


def test_a_revoked_terminal_leaves_with_its_troubles(house: Any) -> None:
    terminal = house.enrol("terminal")
    terminal.put("/v1/status", report(printer("error", "paper_end")))
    house.admin.ask("DELETE", f"/v1/devices/{terminal.id}")
    assert shown(house.admin, "terminal") == shown(house.admin, "trouble") == {}
    assert terminal.put("/v1/status", report()).code == "bad_token"


def test_help_reaches_the_desks_and_is_answered_once(house: Any) -> None:
    desk, other, terminal = house.desk(3), house.desk(4), house.enrol("terminal", place="у входа")
    asked = terminal.command("/v1/help")
    assert asked.status == 201
    ident = asked.body["id"]
    assert terminal.command("/v1/help").body["id"] == ident
    found = shown(desk, "help")[ident]
    assert (found["terminal"], found["place"], found["state"]) == (terminal.id, {"ru": "у входа"}, "asked")
    assert desk.command(f"/v1/help/{ident}/answer").body == {"id": ident, "desk": 3}
    second = other.command(f"/v1/help/{ident}/answer")
    assert (second.code, second.body["error"]["values"]) == ("help_answered", {"desk": 3})
    assert shown(terminal, "help", "terminal")[ident]["state"] == "answered"
    assert terminal.command(f"/v1/help/{ident}/close").status == 200
    assert shown(desk, "help") == {}
    assert desk.command(f"/v1/help/{ident}/answer").code == "help_over"


def test_a_help_call_survives_a_restart_of_the_hub(house: Any) -> None:
    terminal = house.enrol("terminal")
    ident = terminal.command("/v1/help").body["id"]
    house.served.restart()
    assert shown(house.admin, "help")[ident]["place"] == {"ru": "у входа"}


def test_a_terminal_ends_its_own_call_and_nobody_elses(house: Any) -> None:
    first, second = house.enrol("terminal"), house.enrol("terminal")
    ident = first.command("/v1/help").body["id"]
    assert second.command(f"/v1/help/{ident}/close").code == "help_over"
    assert ident in shown(house.admin, "help")
    desk = house.enrol("desk", 7)
    assert desk.command(f"/v1/help/{ident}/close").code == "sign_in_needed"


def issued_by(house: Any, terminal: Any) -> str:
    """A ticket in the line that says it came from this terminal."""
    ticket = str(uuid.uuid4())

    def arrive(books: Any) -> None:
        now = books.clock.now()
        command = TicketArrived(ticket, "П901", PASSPORT, "apply", "ru", terminal.id, now)
        with books.saving():
            books.write(books.memory.hall.decide(command, now))

    house.served.books(arrive)
    return ticket


def test_a_reprint_is_ordered_from_the_terminal_and_struck_out_when_done(house: Any) -> None:
    desk, terminal, other = house.desk(3), house.enrol("terminal"), house.enrol("terminal")
    ticket = issued_by(house, terminal)
    order = desk.command(f"/v1/tickets/{ticket}/reprint").body["order"]
    assert desk.command(f"/v1/tickets/{ticket}/reprint").body["order"] == order
    assert shown(terminal, "order", "terminal")[order] == {"terminal": terminal.id, "kind": "reprint", "ticket": ticket}
    other.put("/v1/status", report(orders=(order, "order-unknown")))
    assert order in shown(terminal, "order", "terminal")
    terminal.put("/v1/status", report(orders=(order,)))
    assert shown(terminal, "order", "terminal") == {}


def test_a_ticket_that_no_terminal_issued_cannot_be_printed_again(house: Any) -> None:
    ticket = house.admin.ticket().body["ticket"]["id"]
    assert house.admin.command(f"/v1/tickets/{ticket}/reprint").code == "no_terminal"
    assert house.admin.command(f"/v1/tickets/{uuid.uuid4()}/reprint").code == "ticket_unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"devices": "printer"},
        {"devices": [{"name": "printer"}]},
        {"devices": [{"name": "p", "state": "s", "level": "dreadful", "codes": []}]},
        {"devices": [{"name": "", "state": "s", "level": "ok", "codes": []}]},
        {"sent_us": "now"},
        {"sent_us": 1 << 70},
        {"sent_us": 1.5},
        {"orders_done": [7]},
        {"extra": 1},
        {"devices": [{"name": "p", "state": "s", "level": "ok", "codes": []}] * 51},
    ],
)
def test_a_rubbish_status_is_refused_and_changes_nothing(standing: Any, change: dict[str, Any]) -> None:
    terminal = standing.enrol("terminal")
    said = terminal.put("/v1/status", {**report(printer("error", "paper_end")), **change})
    assert (said.status, said.code) == (400, "bad_request")
    assert [one for one in shown(standing.admin, "trouble").values() if one["code"] == "paper_end"] == []


@pytest.mark.parametrize("sent_us", [0, -(1 << 62), 1 << 62])
def test_a_status_from_a_mad_clock_is_taken(standing: Any, sent_us: int) -> None:
    assert standing.enrol("terminal").put("/v1/status", report(sent_us=sent_us)).status == 200
