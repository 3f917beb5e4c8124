"""The same key gives the same bytes: at once, after a restart, for refusals, and until the hall day after next."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import ManualClock
from kiosk.hall.commands import CancelTicket, IssueTicket
from kiosk.hub.answers import Reply
from kiosk.hub.asks import hall_ask
from kiosk.hub.books import Books
from kiosk.hub.rules import load_rules
from kiosk.journal.journal import Journal

KEY = "key-00000001"
RULES = load_rules()
MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def test_the_same_key_gives_the_same_bytes_and_one_ticket(house: Any) -> None:
    first, second = house.admin.ticket(key=KEY), house.admin.ticket(key=KEY)
    assert (first.status, first.raw) == (second.status, second.raw)
    assert house.admin.ticket().body["ticket"]["number"].endswith("002")


def test_the_same_key_gives_the_same_bytes_after_a_restart(house: Any) -> None:
    desk = house.desk(3)
    taken = house.admin.ticket(key=KEY)
    called = desk.post("/v1/desks/3/call-next", {"key": "call-0001"})
    refused = desk.post("/v1/desks/3/call-next", {"key": "call-0002"})
    assert refused.status == 409
    desk.command("/v1/desks/3/start", ticket=called.body["ticket"]["id"])
    house.served.restart()
    assert house.admin.ticket(key=KEY).raw == taken.raw
    assert desk.post("/v1/desks/3/call-next", {"key": "call-0001"}).raw == called.raw
    again = desk.post("/v1/desks/3/call-next", {"key": "call-0002"})
    assert (again.status, again.raw) == (409, refused.raw)


def test_a_key_of_another_request_is_refused_and_its_answer_stays_secret(house: Any) -> None:
    taken = house.admin.ticket(key=KEY)
    other = house.admin.command("/v1/day/close", key=KEY)
    assert (other.status, other.code) == (409, "key_reused")
    desk = house.desk(3)
    assert desk.ticket(key=KEY).code == "key_reused"
    assert house.admin.ticket(key=KEY).raw == taken.raw


@pytest.mark.parametrize("field", ["service", "purpose", "language"])
def test_a_key_with_another_body_is_refused(house: Any, field: str) -> None:
    body = {"key": KEY, "service": "pass-20-45", "purpose": "apply", "language": "ru"}
    assert house.admin.post("/v1/tickets", body).status == 201
    other = {"service": "pass-14", "purpose": "status", "language": "en"}[field]
    assert house.admin.post("/v1/tickets", {**body, field: other}).code == "key_reused"


def test_the_order_of_the_fields_does_not_make_another_request(house: Any) -> None:
    body = {"key": KEY, "service": "pass-20-45", "purpose": "apply", "language": "ru"}
    first = house.admin.post("/v1/tickets", body)
    assert house.admin.post("/v1/tickets", dict(reversed(body.items()))).raw == first.raw


def open_books(path: Path, clock: ManualClock) -> Books:
    return Books(Journal.open(path, "hub-test", clock), RULES, clock, lambda _: {})


def issue(books: Books, key: str, ticket: str) -> Reply:
    command = IssueTicket(ticket, "pass-20-45", "apply", "ru", "test")
    return books.perform(hall_ask(key, b"request " + key.encode(), command, 201)).reply


def test_answers_are_kept_until_the_hall_day_after_next(tmp_path: Path) -> None:
    clock = ManualClock(MORNING)
    books = open_books(tmp_path / "journal.db", clock)
    first = issue(books, "day-one-1", "t1")
    books.perform(hall_ask("cancel-1", b"c", CancelTicket("t1", "x")))
    for days, kept in ((1, True), (2, False)):
        clock.jump(MORNING.replace(day=MORNING.day + days))
        books.tick()
        assert books.memory.day == f"2026-11-{20 + days}"
        found = books._answers.find("day-one-1", b"request day-one-1")
        assert (found == first) is kept
        assert (found is not None) is kept
    books.close()
