"""Rubbish at every door: a clear 4xx, nothing stored, and the hub goes on."""

import json
import socket
from typing import Any

import pytest

PASSPORT = "pass-20-45"
TICKET = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40"
GOOD = {"key": "key-00000001", "service": PASSPORT, "purpose": "apply", "language": "ru"}


@pytest.fixture
def house(standing: Any) -> Any:
    """Rubbish leaves nothing behind, so one house stands for all of it."""
    return standing


def events(house: Any) -> int:
    """How many events of its ops lane the hub has."""
    sql = "SELECT count(*) FROM journal WHERE lane = 'ops'"
    return int(house.served.books(lambda books: books.journal.execute(sql).fetchone()[0]))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"12",
        b"\xff\xfe\xfd",
        b"\x00",
        b"{" * 50_000,
        b'{"key": "key-00000001"}',
        b'{"key": NaN, "service": "x", "purpose": "apply", "language": "ru"}',
        json.dumps({**GOOD, "extra": 1}).encode(),
        json.dumps({**GOOD, "key": 12345678}).encode(),
        json.dumps({**GOOD, "key": "short"}).encode(),
        json.dumps({**GOOD, "key": "k" * 65}).encode(),
        json.dumps({**GOOD, "key": "key with blanks"}).encode(),
        json.dumps({**GOOD, "key": "key-0000001\n"}).encode(),
        json.dumps({**GOOD, "service": ["x"]}).encode(),
        json.dumps({**GOOD, "service": "x" * 65}).encode(),
        json.dumps({**GOOD, "service": ""}).encode(),
        json.dumps({**GOOD, "purpose": "APPLY"}).encode(),
        json.dumps({**GOOD, "language": "ru\u0000"}).encode(),
        json.dumps({**GOOD, "service": "\ud800"}).encode(),
    ],
)
def test_a_bad_body_is_a_clear_400_and_stores_nothing(house: Any, raw: bytes) -> None:
    before = events(house)
    said = house.admin.post("/v1/tickets", raw=raw)
    assert (said.status, said.code) == (400, "bad_request")
    assert events(house) == before
    assert house.admin.ticket().status == 201


def test_the_place_of_the_mistake_is_named_and_the_value_is_not(house: Any) -> None:
    said = house.admin.post("/v1/tickets", {**GOOD, "language": "secret value"})
    assert said.body["error"]["values"]["where"] == "language"
    assert b"secret" not in said.raw


def test_a_strange_but_well_formed_service_is_refused_as_unknown(house: Any) -> None:
    for service in ("'; DROP TABLE journal; --", "../../etc/passwd", "пас-порт", "<script>", "\u202e", "%s%n"):
        assert house.admin.ticket(service).code == "service_unknown"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1", 404),
        ("GET", "/v1/tickets/", 404),
        ("POST", "/v1/tickets/../staff", 404),
        ("GET", "/v1/tickets", 405),
        ("DELETE", "/v1/tickets", 405),
        ("PATCH", "/v1/settings", 405),
        ("TRACE", "/v1/health", 405),
        ("GET", "/docs", 404),
        ("GET", "/v1/%00", 404),
        ("GET", "/v1/stream/../../x", 404),
    ],
)
def test_bad_paths_and_methods_are_refused_as_json(house: Any, method: str, path: str, status: int) -> None:
    said = house.admin.ask(method, path)
    assert said.status == status
    assert said.code in {"not_found", "no_method"}


@pytest.mark.parametrize("ticket", ["x", TICKET.upper(), TICKET + "0", "%2e%2e", "0" * 36])
def test_a_bad_ticket_in_the_path_is_said_so(house: Any, ticket: str) -> None:
    said = house.admin.command(f"/v1/tickets/{ticket}/cancel")
    assert (said.status, said.code) == (400, "bad_request")


def test_a_body_over_a_megabyte_is_refused_whatever_it_holds(house: Any) -> None:
    before = events(house)
    token = f"Authorization: Bearer {house.admin.token}\r\nKiosk-Staff: {house.admin.session}\r\n"
    with socket.create_connection(("127.0.0.1", house.admin.port), timeout=10) as sock:
        head = f"POST /v1/tickets HTTP/1.1\r\nHost: x\r\n{token}Transfer-Encoding: chunked\r\n\r\n"
        sock.sendall(head.encode())
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        answer = b""
        try:
            for _ in range(40):
                sock.sendall(chunk)
            answer = sock.recv(65536)
        except ConnectionError:
            answer = answer or b"closed"
    assert answer.startswith(b"HTTP/1.1 413") or answer == b"closed"
    assert events(house) == before
    assert house.admin.ticket().status == 201


@pytest.mark.parametrize(
    "raw",
    [
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /v1/tickets HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/tickets HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"GET /v1/health HTTP/9.9\r\n\r\n",
        b"\x00" * 1000,
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_bytes_that_are_no_http_do_not_harm_the_hub(house: Any, raw: bytes, expect_log: Any) -> None:
    expect_log("Invalid HTTP request")
    with socket.create_connection(("127.0.0.1", house.admin.port), timeout=10) as sock:
        sock.sendall(raw)
        sock.shutdown(socket.SHUT_WR)
        try:
            while sock.recv(65536):
                pass
        except ConnectionError:
            pass
    assert house.admin.get("/v1/health").status == 200


def test_a_client_that_goes_away_in_the_middle_of_a_body_stores_nothing(house: Any) -> None:
    before = events(house)
    token = f"Authorization: Bearer {house.admin.token}\r\nKiosk-Staff: {house.admin.session}\r\n"
    body = json.dumps(GOOD)
    for cut in (0, 10, len(body) - 1):
        with socket.create_connection(("127.0.0.1", house.admin.port), timeout=10) as sock:
            head = f"POST /v1/tickets HTTP/1.1\r\nHost: x\r\n{token}Content-Length: {len(body)}\r\n\r\n"
            sock.sendall(head.encode() + body[:cut].encode())
    assert house.admin.get("/v1/health").status == 200
    assert events(house) == before
