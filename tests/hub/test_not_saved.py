"""When the disk does not take it: 503, nothing changed in memory, and everything goes on once there is room again."""

import asyncio
from collections.abc import Callable
from typing import Any

from kiosk.hall.commands import IssueTicket
from kiosk.hub.books import Books

ISSUE = IssueTicket("0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40", "pass-20-45", "apply", "ru", "test")


def fill_the_disk(served: Any) -> None:
    """Let the real database refuse to grow by one more page, as a full disk does."""

    def full(books: Books) -> None:
        pages = books.journal.execute("PRAGMA page_count").fetchone()[0]
        books.journal.execute(f"PRAGMA max_page_count={pages}")

    served.books(full)


def make_room(served: Any) -> None:
    served.books(lambda books: books.journal.execute("PRAGMA max_page_count=1073741823"))


def memory(served: Any) -> Any:
    return served.books(lambda books: (books.memory.dump(), books.memory.epoch, books.memory.seq))


def issue_until_full(house: Any) -> Any:
    for _ in range(500):
        said = house.admin.ticket()
        if said.status != 201:
            return said
    raise AssertionError("the disk never got full")


def test_a_full_disk_answers_503_and_changes_nothing(house: Any, expect_log: Callable[[str], None]) -> None:
    expect_log("not saved")
    desk = house.desk(3)
    house.admin.ticket()
    fill_the_disk(house.served)
    refused = issue_until_full(house)
    assert (refused.status, refused.code) == (503, "not_saved")
    assert refused.headers["retry-after"] == "1"
    before, snapshot = memory(house.served), house.admin.get("/v1/snapshot?scope=hall").body
    for _ in range(3):
        assert house.admin.ticket().status == 503
    assert desk.command("/v1/desks/3/call-next").status == 503
    assert memory(house.served) == before
    assert house.admin.get("/v1/snapshot?scope=hall").body == snapshot


def test_the_same_command_sent_again_is_done_once_there_is_room(house: Any, expect_log: Callable[[str], None]) -> None:
    expect_log("not saved")
    desk = house.desk(3)
    first = house.admin.ticket().body["ticket"]
    fill_the_disk(house.served)
    issue_until_full(house)
    assert desk.post("/v1/desks/3/call-next", {"key": "call-0001"}).status == 503
    make_room(house.served)
    called = desk.post("/v1/desks/3/call-next", {"key": "call-0001"})
    assert called.status == 200
    assert called.body["ticket"]["id"] == first["id"]
    assert called.body["ticket"]["calls"] == 1


def test_no_number_is_given_twice_around_a_full_disk(house: Any, expect_log: Callable[[str], None]) -> None:
    expect_log("not saved")
    numbers = [house.admin.ticket().body["ticket"]["number"]]
    fill_the_disk(house.served)
    while (said := house.admin.ticket()).status == 201:
        numbers.append(said.body["ticket"]["number"])
    make_room(house.served)
    numbers += [house.admin.ticket().body["ticket"]["number"] for _ in range(3)]
    assert len(set(numbers)) == len(numbers)
    house.served.restart()
    tickets = [entry for entry in house.admin.get("/v1/snapshot?scope=desk").body["put"] if entry[0] == "ticket"]
    assert sorted(entry[2]["number"] for entry in tickets) == sorted(numbers)


def test_sign_in_and_enrolment_change_nothing_on_a_full_disk(house: Any, expect_log: Callable[[str], None]) -> None:
    expect_log("not saved")
    code = house.admin.post("/v1/enrolments", {"role": "board", "place": {}, "desk": None}).body["code"]
    fill_the_disk(house.served)
    issue_until_full(house)
    outcomes = {house.served.client().post("/v1/enrol", {"code": code}).status for _ in range(2)}
    assert outcomes == {503}
    make_room(house.served)
    assert house.served.client().post("/v1/enrol", {"code": code}).status == 201


def test_a_mistake_inside_a_command_answers_500_and_changes_nothing(
    house: Any, expect_log: Callable[[str], None]
) -> None:
    expect_log("a command failed")
    house.admin.ticket()
    before = memory(house.served)

    def broken(books: Books) -> Any:
        with books.saving():
            books.write(books.memory.hall.decide(ISSUE, books.clock.now()))
            raise ZeroDivisionError

    outcome = asyncio.run_coroutine_threadsafe(house.served.hub.work(broken), house.served.hub._loop).result(10)
    assert outcome.reply.status == 500
    assert memory(house.served) == before
    assert house.admin.ticket().status == 201
