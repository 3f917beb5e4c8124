"""The doors for people and devices over real HTTP: rights, limits, lock-outs, rubbish, and what is written down."""

import http.client
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from tests.central.conftest import PIN, Town, until
from tests.server.every_door import OPEN, every_door, stays_shut

STAFF = {"login": "oleg", "name": "Олег С.", "role": "operator", "pin": "7391"}


@pytest.fixture
def still(tmp_path: Path):
    """A centre whose clock stands until it is told to go on."""
    town = Town(tmp_path / "central", ManualClock(datetime(2026, 11, 22, 6, tzinfo=UTC))).open()
    yield town
    town.stop()


def said(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def missing(town: Town) -> list[str]:
    return [json.loads(body)["code"] for kind, body in town.audit() if kind == "right.missing"]


GUARDED = [
    ("POST", "/v1/events"),
    ("GET", "/v1/cursors"),
    ("GET", "/v1/stream"),
    ("GET", "/v1/halls"),
    ("GET", "/v1/tickets"),
    ("GET", "/v1/skipped"),
    ("GET", "/v1/catalogue"),
    ("PUT", "/v1/catalogue"),
    ("POST", "/v1/sign-in"),
    ("POST", "/v1/sign-out"),
    ("POST", "/v1/enrolments"),
    ("GET", "/v1/devices"),
    ("DELETE", "/v1/devices/hub-1"),
    ("GET", "/v1/staff"),
    ("POST", "/v1/staff"),
    ("POST", "/v1/staff/oleg/reset"),
    ("POST", "/v1/staff/oleg/disable"),
    ("GET", "/v1/openapi.json"),
]


def test_nothing_answers_without_a_token_or_with_a_wrong_one(still) -> None:
    def ask(method: str, path: str, token: str) -> tuple[int, str]:
        return said(still.ask(method, path, {}, token=token, session=""))

    assert stays_shut(still.app, ask) > 15
    for method, path in GUARDED:
        for token in ("rubbish", "x" * 201, still.token + "x", "kiosk-device-"):
            assert still.ask(method, path, {}, token=token).status_code == 401, path
    answers = [still.ask(method, path, {}, token="", session="").status_code for method, path in sorted(OPEN)]
    assert answers == [200, 400, 400]


def test_every_guarded_door_was_tried(still) -> None:
    tried = {(method, path.replace("hub-1", "3").replace("oleg", "3")) for method, path in GUARDED}
    assert tried == every_door(still.app) - OPEN


def test_a_missing_right_is_written_down_once_a_minute_per_source(still) -> None:
    hub = still.enrol("arbat")["token"]
    for _ in range(5):
        assert said(still.ask("GET", "/v1/halls", token=hub)) == (403, "no_right")
        assert said(still.ask("GET", "/v1/halls", token="wrong")) == (401, "bad_token")
    until(lambda: len(missing(still)) >= 2)  # nobody waits for the note, so it may come after the answer
    assert sorted(missing(still)) == ["bad_token", "no_right"]
    still.clock.advance(60)
    still.ask("GET", "/v1/halls", token=hub)
    still.ask("GET", "/v1/staff", token=still.token, session="")
    until(lambda: len(missing(still)) >= 4)
    assert sorted(missing(still)) == ["bad_token", "no_right", "no_right", "sign_in_needed"]


def test_wrong_codes_are_limited_per_source_and_noted(still) -> None:
    answers = [said(still.ask("POST", "/v1/enrol", {"code": "AAAAA-AAAAA"}, token="")) for _ in range(31)]
    assert answers == [(401, "code_unknown")] * 30 + [(429, "too_often")]
    again = still.ask("POST", "/v1/enrol", {"code": "AAAAA-AAAAA"}, token="")
    assert int(again.headers["Retry-After"]) == again.json()["error"]["values"]["seconds"] == 4
    still.clock.advance(4)
    assert said(still.ask("POST", "/v1/enrol", {"code": "AAAAA-AAAAA"}, token="")) == (401, "code_unknown")
    assert [kind for kind, _ in still.audit() if "failed" in kind] == ["enrolment.failed"]


def test_the_first_administrators_door_is_limited_too(still) -> None:
    body = {"code": "AAAAA-AAAAA", "login": "vera", "name": "В", "pin": "618204"}
    answers = [said(still.ask("POST", "/v1/first-administrator", body, token="")) for _ in range(10)]
    assert answers == [(401, "code_unknown")] * 9 + [(429, "too_often")]  # one was spent by the real administrator


def test_wrong_pins_wait_and_lock_over_http_and_a_reset_opens_again(still) -> None:
    assert still.ask("POST", "/v1/staff", STAFF).status_code == 201

    def sign_in(pin: str):
        return still.ask("POST", "/v1/sign-in", {"login": "Oleg ", "pin": pin}, session="")

    for _ in range(5):
        assert said(sign_in("0000")) == (401, "sign_in_wrong")
    waiting = sign_in("7391")
    assert (*said(waiting), waiting.headers["Retry-After"]) == (429, "wait", "30")
    for _ in range(4):
        still.clock.advance(600)
        assert said(sign_in("0000")) == (401, "sign_in_wrong")
    still.clock.advance(600)
    assert said(sign_in("0000")) == (423, "locked")
    still.clock.advance(86_400)
    assert said(sign_in("7391")) == (423, "locked")
    still.restart()
    assert said(sign_in("7391")) == (423, "locked")
    session = still.ask("POST", "/v1/sign-in", {"login": "anna", "pin": PIN}, session="").json()["session"]
    assert still.ask("POST", "/v1/staff/oleg/reset", {"pin": "5548"}, session=session).status_code == 200
    assert sign_in("5548").json()["role"] == "operator"


def test_accounts_are_made_listed_and_disabled_and_show_nothing_secret(still) -> None:
    made = still.ask("POST", "/v1/staff", STAFF)
    assert made.status_code == 201
    assert said(still.ask("POST", "/v1/staff", STAFF)) == (409, "login_taken")
    listed = still.ask("GET", "/v1/staff")
    assert [one["login"] for one in listed.json()["staff"]] == ["anna", "oleg"]
    assert "scrypt" not in listed.text
    assert not still.ask("POST", "/v1/staff/oleg/disable").json()["active"]
    assert said(still.ask("POST", "/v1/staff/anna/disable")) == (409, "last_administrator")
    assert said(still.ask("POST", "/v1/staff/nobody/disable")) == (404, "staff_unknown")


def test_a_session_works_at_its_own_device_alone_and_ends_with_sign_out(still) -> None:
    code = still.code(role="console")
    other = still.ask("POST", "/v1/enrol", {"code": code}, token="").json()["token"]
    assert said(still.ask("GET", "/v1/staff", token=other)) == (401, "sign_in_needed")
    assert still.ask("GET", "/v1/staff").status_code == 200
    assert still.ask("POST", "/v1/sign-out").status_code == 204
    assert said(still.ask("GET", "/v1/staff")) == (401, "sign_in_needed")


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ({"role": "terminal"}, None),
        ({"role": "hub"}, "hall"),
        ({"role": "console", "hall": "arbat"}, "hall"),
        ({"role": "console", "desk": 3}, "desk"),
        ({"role": "hub", "hall": "../../etc"}, "hall"),
        ({"role": "king"}, "role"),
        ({"role": "hub", "hall": "arbat", "more": 1}, "more"),
        ({}, "role"),
        ([], ""),
    ],
)
def test_odd_enrolments_are_refused_with_the_place(still, what, where: str | None) -> None:
    answer = still.ask("POST", "/v1/enrolments", what)
    if where is None:
        assert said(answer) == (409, "wrong_role")
    else:
        assert said(answer) == (400, "bad_request")
        assert answer.json()["error"]["values"]["where"] == where


RUBBISH = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"\x00\xff\xfe",
    b'{"code": 7}',
    b'{"code": "x", "login": "a", "pin": "1", "name": "x", "extra": 1}',
    b'{"code": "' + b"x" * 65 + b'"}',
    b'{"login": "a\\ud800", "pin": "1"}',
    b'{"pin": null}',
    b"[" * 50_000,
    b'{"role": "operator", "role": 5}',
]


WITHOUT_BODY = {"/v1/events", "/v1/sign-out", "/v1/staff/oleg/disable"}  # or with one of its own form
WITH_BODY = [(m, p) for m, p in GUARDED if m in {"POST", "PUT"} and p not in WITHOUT_BODY]


def test_rubbish_at_a_door_is_a_clear_refusal_and_nothing_changes(still) -> None:
    before = len(still.audit())
    for method, path in WITH_BODY:
        for raw in RUBBISH:
            answer = still.ask(method, path, raw=raw)
            assert said(answer) == (400, "bad_request"), (path, raw[:40], answer.text)
    assert len(still.audit()) == before


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/first-administrator"])
def test_rubbish_at_the_open_doors_is_refused_too(still, path: str) -> None:
    for raw in RUBBISH:
        assert said(still.ask("POST", path, raw=raw, token="", session="")) == (400, "bad_request"), raw[:40]


def test_a_refusal_never_repeats_what_was_typed(still) -> None:
    answer = still.ask("POST", "/v1/sign-in", {"login": "anna", "pin": 402913})
    assert answer.status_code == 400
    assert "402913" not in answer.text


def test_unknown_addresses_and_methods_are_refused_in_the_same_form(still) -> None:
    assert said(still.ask("GET", "/v1/nothing")) == (404, "not_found")
    assert said(still.ask("GET", "/")) == (404, "not_found")
    wrong = still.ask("PATCH", "/v1/health")
    assert (*said(wrong), wrong.headers["Allow"]) == (405, "no_method", "GET")
    assert still.ask("GET", "/v1/staff/%2e%2e/reset").status_code in {404, 405}
    assert said(still.ask("DELETE", "/v1/devices/%00")) == (400, "bad_request")


def test_a_body_over_a_megabyte_is_not_read_to_its_end_whatever_the_header_says(still) -> None:
    host, port = still.listener.bound.getsockname()
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.putrequest("POST", "/v1/enrol")
    connection.putheader("Content-Length", str(1 << 40))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["error"]["code"]) == (413, "too_large")
    connection.close()

    def endless():
        for _ in range(300):
            yield b"x" * 10_000

    answer = still.ask("POST", "/v1/enrol", raw=endless(), token="", session="")  # type: ignore[arg-type] - chunked
    assert said(answer) == (413, "too_large")
    assert still.ask("GET", "/v1/health", token="").status_code == 200


def test_the_source_of_a_request_is_its_address_and_not_what_it_says(still) -> None:
    answers = []
    for n in range(31):
        headers = {"X-Forwarded-For": f"192.0.2.{n}", "Forwarded": f"for=192.0.2.{n}"}
        answers.append(still.ask("POST", "/v1/enrol", {"code": "A"}, token="", headers=headers).status_code)
    assert answers[-1] == 429


def test_no_name_and_no_pin_reaches_the_journal(still) -> None:
    right, wrong = "739180264193", "064193857201"
    still.ask("POST", "/v1/staff", {**STAFF, "pin": right})
    still.ask("POST", "/v1/sign-in", {"login": "oleg", "pin": wrong})
    still.ask("POST", "/v1/sign-in", {"login": right, "pin": "oleg"})
    written = json.dumps([body for (body,) in still.reader("SELECT CAST(body AS TEXT) FROM journal")])
    assert "oleg" in written
    for private in ("Олег", "\\u041e\\u043b\\u0435\\u0433", right, wrong, "scrypt"):
        assert private not in written


def test_health_answers_without_a_token(still) -> None:
    health = still.ask("GET", "/v1/health", token="", session="").json()
    assert health["status"] == "ok"
    assert set(health) == {"status", "version", "now_us", "ca_pem"}
