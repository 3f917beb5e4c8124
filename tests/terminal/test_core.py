"""The whole terminal without a screen: from touch to paper, with a hub that is well, slow, silent, gone or mad."""

import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.access.identity import IdentityError
from kiosk.journal.errors import JournalError
from kiosk.journal.reader import JournalReader
from kiosk.printouts import is_genuine
from kiosk.settings import Machine
from kiosk.terminal.machine import build
from tests.terminal.conftest import Printer, Visitor, machine_for, running
from tests.terminal.support import KEY, NODE, HubStandIn, until

Expect = Callable[[str], None]


def lines_of(paper: object) -> str:
    return str(paper)


def issued(state: Path, node: str = NODE) -> list[dict[str, object]]:
    with JournalReader.open(state / "journal.db") as reader:
        return [event.data for event in reader.events(node, "ops") if event.kind == "ticket.issued"]


def kinds(state: Path) -> list[str]:
    with JournalReader.open(state / "journal.db") as reader:
        return [event.kind for event in reader.events(NODE, "ops")]


def in_stock(visitor: Visitor, state: Path) -> None:
    """Wait until blocks of every letter are leased."""

    def leased() -> bool:
        try:
            with JournalReader.open(state / "journal.db") as reader:
                return bool(reader.query("SELECT 1 FROM block WHERE letter = 'П'"))
        except (JournalError, sqlite3.OperationalError):  # not created yet
            return False

    visitor.sees(lambda screen: screen.link)
    until(leased)


def test_a_machine_that_is_not_enrolled_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(IdentityError, match="enrol"):
        build(Machine(), tmp_path)


def test_a_number_of_the_hub_comes_out_on_paper_and_reaches_the_hub(
    hub: HubStandIn, printer: Printer, tmp_path: Path
) -> None:
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        visitor.do("begin", "top:pass-20-45")
        screen = visitor.sees(lambda screen: screen.data.get("paper") == "taken")
        assert screen.data["number"] == "П\u00a0001"
        assert screen.data["ahead"] == "Перед вами никого"
        assert is_genuine(str(screen.data["qr"]), bytes.fromhex(KEY))
        [paper] = until(printer.papers)
        assert "Паспорт РФ" in lines_of(paper)
        assert str(screen.data["qr"]) in lines_of(paper)
        sent = until(lambda: [event for body in hub.bodies("/v1/events") for event in body["events"]])
        until(lambda: "ticket.printed" in [e["kind"] for b in hub.bodies("/v1/events") for e in b["events"]])
        assert sent[0]["kind"] == "epoch.started"
    assert kinds(tmp_path) == ["epoch.started", "ticket.issued", "ticket.printed"]


def test_a_hub_that_is_gone_gives_no_error_but_block_numbers_and_then_labels(
    hub: HubStandIn, printer: Printer, tmp_path: Path, expect_log: Expect
) -> None:
    expect_log("uplink: waiting")
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        hub.close()
        numbers = [visitor.take_ticket() for _ in range(6)]
        assert {screen.view for screen in visitor.screens} <= {"attract", "start", "ticket"}
    block, labels = numbers[:4], numbers[4:]
    assert len(set(numbers)) == 6
    assert all(number.startswith("П\u00a09") for number in block)
    assert labels == ["П-К1-01", "П-К1-02"]
    assert len(printer.papers()) == 6
    assert [event["source"] for event in issued(tmp_path)] == ["block"] * 4 + ["label"] * 2


@pytest.mark.parametrize("misdeed", ["silent", "500", "rubbish", "no JSON", "hangs up", "drips", "bad token"])
def test_a_hub_out_of_its_mind_costs_the_visitor_nothing(
    hub: HubStandIn, printer: Printer, tmp_path: Path, misdeed: str, expect_log: Expect
) -> None:
    expect_log("uplink|feed|status of this terminal")
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        misbehave(hub, misdeed)
        begun = time.monotonic()
        number = visitor.take_ticket()
        assert number.startswith("П\u00a09")
        assert time.monotonic() - begun < 5
        hub.silent.clear()
        assert {screen.view for screen in visitor.screens} <= {"attract", "start", "ticket"}


def misbehave(hub: HubStandIn, misdeed: str) -> None:
    if misdeed == "silent":
        hub.silent.set()
        return
    slow = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + b" " * 100

    def answer(_body: object) -> tuple[int, object] | bytes | None:
        return {
            "500": (500, {"error": "no"}),
            "rubbish": (200, {"number": 7, "day": "tomorrow", "ahead": "x"}),
            "no JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n}}}}",
            "hangs up": None,
            "drips": slow,
            "bad token": (401, {"error": {"code": "bad_token", "values": {}}}),
        }[misdeed]

    hub.answers["/v1/numbers"] = answer


def test_a_late_number_is_ignored_and_the_next_visitor_does_not_wait_for_it(
    hub: HubStandIn, printer: Printer, tmp_path: Path
) -> None:
    held = threading.Event()

    def slow(body: object) -> tuple[int, object]:
        held.wait(1.0)
        return hub.usual("/v1/numbers", body)

    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        hub.answers["/v1/numbers"] = slow
        numbers = [visitor.take_ticket() for _ in range(2)]
        held.set()
        until(lambda: len(hub.bodies("/v1/numbers")) >= 1)
    assert [event["source"] for event in issued(tmp_path)] == ["block", "block"]
    assert len(set(numbers)) == 2


def test_a_refusal_of_the_hall_reaches_the_visitor_as_a_sentence(
    hub: HubStandIn, printer: Printer, tmp_path: Path
) -> None:
    hub.answers["/v1/numbers"] = lambda _: (409, {"error": {"code": "day_not_open", "values": {}}})
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.link)
        visitor.do("begin", "top:pass-20-45")
        screen = visitor.sees(lambda screen: screen.view == "service" and not screen.busy)
        assert screen.data["can_take"] is False
        assert "day_not_open" not in str(screen.data)
    assert kinds(tmp_path) == ["epoch.started"]


def test_paper_out_is_told_to_visitor_and_hub_and_a_copy_says_so(
    hub: HubStandIn, printer: Printer, tmp_path: Path
) -> None:
    def codes() -> list[str]:
        return [code for device in hub.bodies("/v1/status")[-1]["devices"] for code in device["codes"]]

    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        printer.do("paper-out")
        visitor.sees(lambda screen: screen.notice)
        until(lambda: "paper_end" in codes(), 5)
        visitor.do("begin", "top:pass-20-45")
        screen = visitor.sees(lambda screen: screen.view == "error")
        assert screen.data["number"] == "П\u00a0001"
        assert "Бумага" in str(screen.data["title"])
        printer.do("paper-in")
        visitor.sees(lambda screen: screen.data.get("can_reprint"))
        visitor.do("reprint")
        visitor.sees(lambda screen: screen.data.get("paper") == "taken")
        assert "КОПИЯ" in lines_of(until(printer.papers)[-1])
        until(lambda: codes() == [], 5)
    assert kinds(tmp_path) == ["epoch.started", "ticket.issued", "ticket.print_failed", "ticket.printed"]


def test_without_a_printer_the_number_stands_on_the_screen(hub: HubStandIn, tmp_path: Path) -> None:
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.do("begin", "top:pass-20-45")
        screen = visitor.sees(lambda screen: screen.view == "error")
        assert screen.data["number"] == "П\u00a0001"
        assert screen.data["code"] == "unplugged"


def test_a_desk_s_order_prints_a_copy_and_is_reported_done(hub: HubStandIn, printer: Printer, tmp_path: Path) -> None:
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        visitor.take_ticket()
        ticket = str(hub.bodies("/v1/numbers")[0]["ticket"])
        hub.tell(("order", "o1", {"terminal": NODE, "kind": "reprint", "ticket": ticket}))
        until(lambda: "o1" in hub.bodies("/v1/status")[-1]["orders_done"])
        assert len(printer.papers()) == 2
        assert "КОПИЯ" in lines_of(printer.papers()[-1])
        hub.tell()
        until(lambda: hub.bodies("/v1/status")[-1]["orders_done"] == [])


def test_help_reaches_the_hub_and_its_answer_the_visitor(hub: HubStandIn, tmp_path: Path) -> None:
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.link)
        visitor.do("help")
        visitor.sees(lambda screen: screen.help == "asked")
        [asked] = until(lambda: hub.bodies("/v1/help"))
        call = f"help-{asked['key'][:8]}"
        hub.tell(("help", call, {"terminal": NODE, "state": "answered", "desk": 2}))
        assert visitor.sees(lambda screen: screen.help == "coming").help_text == "Сотрудник идёт"


def test_help_without_a_hub_says_where_to_go(tmp_path: Path, expect_log: Expect) -> None:
    expect_log("uplink: waiting")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refuses
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with running(machine_for(url, None), tmp_path) as visitor:
            visitor.do("help")
            assert "окно" in visitor.sees(lambda screen: screen.help == "unanswered").help_text


def test_a_silent_hub_does_not_hold_up_the_end(hub: HubStandIn, tmp_path: Path, expect_log: Expect) -> None:
    expect_log("uplink|feed")
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.link)
        hub.silent.set()
        visitor.do("help", "begin", "top:pass-20-45")
        visitor.sees(lambda screen: screen.view == "error")
        begun = time.monotonic()
    assert time.monotonic() - begun < 6


def test_settings_and_catalogue_come_from_the_hub_and_stay_for_the_next_start(
    hub: HubStandIn, tmp_path: Path, expect_log: Expect
) -> None:
    from kiosk import packaged

    rules = packaged.rules()
    changed = {**rules.settings.as_json(), "name": {"ru": "Зал номер пять"}}
    hub.answers["/v1/settings"] = lambda _: (200, {"version": 7, "author": "a", "at": "x", "settings": changed})
    hub.answers["/v1/catalogue"] = lambda _: (200, rules.catalogue.as_json())
    hub.entities[0][2]["settings_version"] = 7
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.hall["name"] == "Зал номер пять")
    hub.close()
    expect_log("uplink: waiting")
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        assert visitor.sees(lambda screen: screen.no >= 1).hall["name"] == "Зал номер пять"


@pytest.mark.parametrize(
    "rubbish", [{"settings": {"desks": 5}, "version": 3}, {"settings": None}, [], "x", {"version": 3}]
)
def test_settings_nobody_can_read_change_nothing(
    hub: HubStandIn, tmp_path: Path, rubbish: object, expect_log: Expect
) -> None:
    expect_log("the hub's (settings|catalogue) cannot be read")
    hub.answers["/v1/settings"] = lambda _: (200, rubbish)
    hub.answers["/v1/catalogue"] = lambda _: (200, {"sections": [], "services": [{"id": rubbish}]})
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.link)
        until(lambda: hub.bodies("/v1/settings"))
        visitor.do("begin")
        assert len(visitor.sees(lambda screen: screen.view == "start").data["tops"]) == 4  # type: ignore[arg-type]


def test_a_storm_of_touches_gives_one_ticket_at_a_time(hub: HubStandIn, tmp_path: Path) -> None:
    with running(machine_for(hub.url, None), tmp_path) as visitor:
        for _ in range(300):
            visitor.do("begin", "top:pass-20-45", "top:reg-live", "issue", "language", "finish", "x:y")

        def quiet() -> bool:
            """The last ticket may still come after a "finish": it is finished too."""
            visitor.do("finish")
            return visitor.screen.view == "attract" and not visitor.screen.busy

        until(quiet)
    tickets = issued(tmp_path)
    assert len({event["number"] for event in tickets}) == len(tickets)


def test_a_disk_that_takes_nothing_is_said_to_visitor_and_staff_and_mends_by_itself(
    hub: HubStandIn, tmp_path: Path, expect_log: Expect
) -> None:
    expect_log("the disk did not take")

    def codes() -> list[str]:
        return [code for device in hub.bodies("/v1/status")[-1]["devices"] for code in device["codes"]]

    def pages(limit: int) -> None:
        """A full disk, as SQLite sees one: the file may not grow."""
        scribe = visitor.core._stopping.__self__._scribe  # type: ignore[attr-defined]
        scribe._worker.do(lambda: scribe._journal.execute(f"PRAGMA max_page_count = {limit}"))

    with running(machine_for(hub.url, None), tmp_path) as visitor:
        visitor.sees(lambda screen: screen.link)
        until(lambda: hub.bodies("/v1/status"))
        pages(1)
        screen = visitor.screen
        while screen.data.get("code") != "journal_refuses":  # the last free page takes some tickets yet
            visitor.do("begin", "top:pass-20-45")
            screen = visitor.sees(lambda screen: screen.view == "error")
            visitor.do("finish")
            visitor.sees(lambda screen: screen.view == "attract")
        assert screen.data["number"] == ""
        assert "окно" in visitor.sees(lambda screen: screen.notice).notice
        until(lambda: "journal_refuses" in codes())
        pages(1_000_000)
        visitor.sees(lambda screen: "окно" not in screen.notice)
        until(lambda: "journal_refuses" not in codes())
        visitor.do("begin", "top:pass-20-45")
        assert visitor.sees(lambda screen: screen.view == "error").data["number"]


def test_a_print_that_the_end_of_the_program_cut_short_is_noted(
    hub: HubStandIn, printer: Printer, tmp_path: Path
) -> None:
    with running(machine_for(hub.url, printer.link), tmp_path) as visitor:
        in_stock(visitor, tmp_path)
        visitor.do("begin", "top:pass-20-45")
        until(lambda: any(screen.data.get("paper") == "printing" for screen in visitor.screens))
    assert kinds(tmp_path)[:2] == ["epoch.started", "ticket.issued"]
    assert kinds(tmp_path)[2] in {"ticket.printed", "ticket.print_failed"}
    assert len(kinds(tmp_path)) == 3
