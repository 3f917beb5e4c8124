"""The link against servers that answer, refuse, keep silent, drip or talk rubbish: an answer or LinkDown, in time."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response

from kiosk.refusal import Refusal
from kiosk.sync.answer import retry_after
from kiosk.sync.backoff import Backoff
from kiosk.sync.link import HubLink, LinkDown

Make = Callable[..., Any]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"


@pytest.fixture
def echo(web: Make) -> Any:
    """Says what it was asked; /flaky fails twice, then repeats the key."""
    app = FastAPI()
    app.state.keys = []

    @app.api_route("/echo", methods=["GET", "POST", "PUT", "DELETE"])
    async def say(request: Request) -> dict[str, Any]:
        body = await request.body()
        return {
            "method": request.method,
            "headers": dict(request.headers),
            "body": body.decode(),
            "c": request.client[1],
        }

    @app.post("/flaky")
    async def flaky(request: Request) -> Response:
        app.state.keys.append((await request.json())["key"])
        if len(app.state.keys) < 3:
            return Response(status_code=503, headers={"Retry-After": "0"})
        return Response('{"done": true}', 201)

    @app.get("/refused")
    async def refused() -> Response:
        return Response('{"error": {"code": "service_closed", "values": {"at": 18, "odd": [1]}}}', 409)

    return web(app)


def test_a_request_carries_token_staff_and_json(echo: Any) -> None:
    link = HubLink(echo.url, "secret")
    answer = link.post("/echo", {"номер": "П047"}, staff="session")
    assert answer.ok
    headers = answer.body["headers"]
    assert (headers["authorization"], headers["kiosk-staff"]) == ("Bearer secret", "session")
    assert (answer.body["method"], answer.body["body"]) == ("POST", '{"номер": "П047"}')
    assert [link.get("/echo").body["method"], link.put("/echo", {}).body["method"]] == ["GET", "PUT"]
    assert link.delete("/echo").body["method"] == "DELETE"
    assert "authorization" not in HubLink(echo.url).get("/echo").body["headers"]
    link.close()


def test_connections_are_kept_and_each_thread_has_its_own(echo: Any) -> None:
    link = HubLink(echo.url)
    ports = [link.get("/echo").body["c"] for _ in range(3)]
    thread = threading.Thread(target=lambda: ports.append(link.get("/echo").body["c"]))
    thread.start()
    thread.join()
    assert len(set(ports[:3])) == 1
    assert ports[3] != ports[0]
    link.close()


def test_a_refusal_is_an_answer_with_its_reason(echo: Any) -> None:
    answer = HubLink(echo.url).get("/refused")
    assert (answer.status, answer.ok, answer.refusal) == (409, False, Refusal("service_closed", {"at": 18}))


def test_a_command_is_sent_again_with_the_same_key_until_it_is_answered(echo: Any) -> None:
    answer = HubLink(echo.url).retry_post("/flaky", {"key": "k-12345678"}, deadline=10)
    assert (answer.status, answer.body) == (201, {"done": True})
    assert echo.app.state.keys == ["k-12345678"] * 3
    with pytest.raises(ValueError, match="key"):
        HubLink(echo.url).retry_post("/flaky", {}, deadline=10)


def test_a_command_that_nobody_answers_ends_with_its_deadline(echo: Any) -> None:
    echo.down()
    begun = time.monotonic()
    with pytest.raises(LinkDown, match="refused"):
        HubLink(echo.url).retry_post("/flaky", {"key": "k-12345678"}, deadline=0.3)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "broken"),
        (b"rubbish\r\n\r\n", "broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}", "broken"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broken"),
        (OK % (5, b"<html"), "rubbish"),
        (OK % (4, b"\xff\xfe\xfd\xfc"), "rubbish"),
        (OK % (100_000, b"[" * 100_000), "rubbish"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", ""),
    ],
)
def test_an_answer_that_is_none_is_a_dead_link(odd: Make, answer: bytes, why: str) -> None:
    link = HubLink(odd(answer).url)
    if not why:
        assert link.get("/").body == {}  # it was not compressed, whatever it says: we never ask for that
        return
    with pytest.raises(LinkDown) as caught:
        link.get("/", timeout=5)
    assert caught.value.why == why


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>", 502),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302),
        (b"HTTP/1.1 409 No\r\nContent-Length: 14\r\n\r\n{\"error\": [1]}", 409),
    ],
)  # fmt: skip
def test_a_strangers_page_is_no_refusal_and_nobody_is_followed(odd: Make, answer: bytes, status: int) -> None:
    found = HubLink(odd(answer).url).get("/")
    assert (found.status, found.refusal, found.ok) == (status, None, False)


def test_silence_ends_with_the_time_out(odd: Make) -> None:
    begun = time.monotonic()
    with pytest.raises(LinkDown, match="timeout"):
        HubLink(odd(None).url).post("/", {}, timeout=0.2)
    assert 0.15 < time.monotonic() - begun < 2


def test_an_answer_that_drips_is_cut_off(odd: Make) -> None:
    server = odd(OK % (1000, b" " * 1000), pause=0.01)
    begun = time.monotonic()
    with pytest.raises(LinkDown, match="timeout"):
        HubLink(server.url).get("/", timeout=1.0)
    assert time.monotonic() - begun < 5


def test_closing_frees_a_thread_that_waits_for_a_silent_server(odd: Make, eventually: Make) -> None:
    server = odd(None)
    link = HubLink(server.url)
    caught: list[str] = []

    def ask() -> None:
        try:
            link.get("/", timeout=30)
        except LinkDown as down:
            caught.append(down.why)

    thread = threading.Thread(target=ask)
    thread.start()
    eventually(lambda: server.asked)
    begun = time.monotonic()
    link.close()
    thread.join(5)
    assert time.monotonic() - begun < 1
    assert caught == ["broken"]
    with pytest.raises(LinkDown, match="closed"):
        link.get("/")


def test_closing_one_link_leaves_its_twin(echo: Any) -> None:
    link = HubLink(echo.url, "secret")
    twin = link.twin()
    twin.get("/echo")
    link.close()
    assert twin.get("/echo").body["headers"]["authorization"] == "Bearer secret"


def test_nothing_is_read_from_the_environment(echo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    assert HubLink(echo.url).get("/echo").ok


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("", 0), ("7", 7), ("0.5", 0.5), ("-3", 0), ("nan", 0), ("inf", 0), ("1e9", 600), ("soon", 0),
     ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 01 Jan 2099 00:00:00 GMT", 600), ("Thu, 99 Foo 2099", 0)],
)  # fmt: skip
def test_the_wish_to_wait_is_read_with_care(value: str, seconds: float) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_waits_grow_are_drawn_from_the_whole_range_and_end() -> None:
    ceilings = Backoff(0.2, 30, draw=lambda low, high: high)
    assert [ceilings.next() for _ in range(9)] == [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]
    assert ceilings.next(at_least=45) == 45
    ceilings.reset()
    assert ceilings.next() == 0.4
    for _ in range(5000):
        ceilings.next()
    floors = Backoff(0.2, 30, draw=lambda low, high: low)
    assert [floors.next() for _ in range(3)] == [0.2, 0.2, 0.2]
