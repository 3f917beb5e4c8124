"""Who gets in: the first administrator, enrolment, sign-in; and what is written down when somebody may not."""

import json
from typing import Any

import pytest

from tests.server.every_door import OPEN, stays_shut

PIN = "493027"


def audit(house: Any, kind: str) -> list[dict[str, Any]]:
    sql = "SELECT body FROM journal WHERE lane = 'audit' AND kind = ? ORDER BY epoch, seq"
    return house.served.books(
        lambda books: [json.loads(row[0]) for row in books.journal.execute(sql, (kind,)).fetchall()]
    )


def test_the_printed_code_works_once(house: Any) -> None:
    body = {"code": house.served.first_code, "login": "second", "name": "Второй", "pin": PIN}
    said = house.served.client().post("/v1/first-administrator", body)
    assert (said.status, said.code) == (401, "code_unknown")


def test_an_enrolment_code_works_once_and_gives_what_it_was_made_for(house: Any) -> None:
    made = house.admin.post("/v1/enrolments", {"role": "terminal", "place": {"ru": "у входа"}, "desk": None}).body
    stranger = house.served.client()
    given = stranger.post("/v1/enrol", {"code": made["code"]})
    assert given.status == 201
    assert (given.body["role"], given.body["code"], given.body["hall"]) == ("terminal", "К1", "basmanny")
    assert stranger.post("/v1/enrol", {"code": made["code"]}).code == "code_unknown"


def test_devices_are_listed_and_revoked(house: Any) -> None:
    board = house.enrol("board")
    listed = {one["id"]: one for one in house.admin.get("/v1/devices").body["devices"]}
    assert listed[board.id]["revoked_at"] is None
    assert house.admin.ask("DELETE", f"/v1/devices/{board.id}").body["revoked_at"]
    assert board.get("/v1/snapshot?scope=board").code == "bad_token"
    assert house.admin.ask("DELETE", "/v1/devices/none").status == 404


def test_staff_is_added_reset_and_disabled(house: Any) -> None:
    house.staff("petrov")
    desk = house.sign_in(house.enrol("desk", 3), "petrov")
    assert desk.command("/v1/desks/3/open").status == 200
    assert house.admin.post("/v1/staff/petrov/reset", {"pin": "826417"}).status == 200
    assert desk.command("/v1/desks/3/close").code == "sign_in_needed"
    assert desk.post("/v1/sign-in", {"login": "petrov", "pin": "826417"}).status == 200
    assert house.admin.post("/v1/staff/petrov/disable").body["active"] is False
    assert desk.post("/v1/sign-in", {"login": "petrov", "pin": "826417"}).code == "sign_in_wrong"
    assert house.admin.post("/v1/staff/ivanova/disable").code == "last_administrator"
    assert [one["login"] for one in house.admin.get("/v1/staff").body["staff"]] == ["ivanova", "petrov"]


def test_wrong_pins_are_delayed(house: Any) -> None:
    house.staff("petrov")
    desk = house.enrol("desk", 3)
    codes = [desk.post("/v1/sign-in", {"login": "petrov", "pin": "000000"}) for _ in range(6)]
    assert [said.code for said in codes] == ["sign_in_wrong"] * 5 + ["wait"]
    assert (codes[-1].status, int(codes[-1].headers["retry-after"]) > 0) == (429, True)


def test_a_session_is_worth_nothing_at_another_device(house: Any) -> None:
    desk = house.desk(3)
    other = house.enrol("desk", 4)
    other.session = desk.session
    assert other.command("/v1/desks/4/open").code == "sign_in_needed"


def test_signing_out_ends_the_session(house: Any) -> None:
    desk = house.desk(3)
    assert desk.post("/v1/sign-out").status == 204
    assert desk.command("/v1/desks/3/call-next").code == "sign_in_needed"


def test_nothing_answers_without_a_token_or_with_a_wrong_one(house: Any) -> None:
    def ask(method: str, path: str, token: str) -> tuple[int, str]:
        said = house.served.client(token).ask(method, path, {})
        return said.status, said.code

    assert stays_shut(house.served.app, ask) > 35
    stranger = house.served.client()
    answers = [stranger.ask(method, path, {}).status for method, path in sorted(OPEN)]
    assert answers == [200, 400, 400]


def test_the_description_is_for_whoever_is_enrolled(house: Any) -> None:
    assert house.enrol("board").get("/v1/openapi.json").body == house.served.app.openapi()


def test_every_door_but_health_and_those_that_give_a_token_is_guarded(house: Any) -> None:
    described = house.served.app.openapi()["paths"]
    open_doors = {
        (method, path) for path, item in described.items() for method, one in item.items() if one["security"] == []
    }
    assert open_doors == {("get", "/v1/health"), ("post", "/v1/first-administrator"), ("post", "/v1/enrol")}


def test_a_missing_right_is_written_down_once_a_minute_and_source(house: Any) -> None:
    board = house.enrol("board")
    for _ in range(5):
        assert board.ticket().status == 403
        assert house.served.client("guess").ticket().status == 401
    noted = audit(house, "right.missing")
    assert sorted((one["code"], one["device"]) for one in noted) == [("bad_token", ""), ("no_right", board.id)]


def test_knocking_too_often_is_answered_with_a_time_to_wait(house: Any) -> None:
    stranger = house.served.client()
    said = [stranger.post("/v1/enrol", {"code": "00000-00000"}) for _ in range(40)]
    assert {one.status for one in said} == {401, 429}
    assert int(said[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize("pin", ["1", "1234", "111111", "abcdef", "1" * 40])
def test_a_pin_nobody_should_have_is_refused(standing: Any, pin: str) -> None:
    said = standing.admin.post("/v1/staff", {"login": "boss", "name": "Босс", "role": "administrator", "pin": pin})
    assert said.code in {"pin_too_short", "pin_too_easy", "pin_not_digits"}


def test_neither_names_nor_pins_reach_the_journal(house: Any) -> None:
    house.admin.command("/v1/desks/1/open")
    house.admin.post("/v1/sign-in", {"login": "ivanova", "pin": "000000"})
    bodies = house.served.books(lambda books: b"".join(r[0] for r in books.journal.execute("SELECT body FROM journal")))
    assert "Иванова".encode() not in bodies
    assert PIN.encode() not in bodies
    put = house.admin.get("/v1/snapshot?scope=desk").body["put"]
    assert next(value["operator"] for kind, ident, value in put if (kind, ident) == ("desk", "1")) == "И. М. П."
