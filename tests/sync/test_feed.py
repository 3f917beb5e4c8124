"""The feed against a real stream and against servers that gap, lie, fall silent or go: the picture here stays true."""

import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response
from starlette.responses import StreamingResponse

from kiosk.sync import sse
from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.feed import Change, Feed, FeedState
from kiosk.sync.link import HubLink

Make = Callable[..., Any]
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


class Hub:
    """The two doors of the feed on a broadcaster, and a way to publish from the test's thread."""

    def __init__(self, epoch: int = 7) -> None:
        self.caster = Broadcaster(epoch, {"board": {"hall", "call"}}, comment_seconds=0.05)
        self.resumed: list[str] = []
        self.loop: Any = None
        self.gone_for_good = False
        self.app = FastAPI()
        self.app.get("/v1/stream")(self.stream)
        self.app.get("/v1/snapshot")(self.snapshot)

    async def stream(self, request: Request, scope: str) -> Response:
        import asyncio

        self.loop = asyncio.get_running_loop()
        self.resumed.append(request.headers.get("last-event-id", ""))
        if self.gone_for_good:
            return Response("{}", 410)
        return StreamingResponse(self.caster.subscribe(scope, self.resumed[-1]), media_type="text/event-stream")

    async def snapshot(self, scope: str) -> dict[str, Any]:
        self.gone_for_good = False
        return self.caster.snapshot(scope)

    def publish(self, *put: Any, gone: Any = ()) -> None:
        if self.loop is None:
            self.caster.publish(put, gone)
        else:
            self.loop.call_soon_threadsafe(self.caster.publish, put, gone)

    def cut(self) -> None:
        """End all streams, as a hub that stops does; it may go on afterwards."""
        done = threading.Event()

        def end() -> None:
            self.caster.close()
            self.caster._closed = False
            done.set()

        self.loop.call_soon_threadsafe(end)
        assert done.wait(5)


class Listener:
    """Collects what the feed says."""

    def __init__(self) -> None:
        self.said: list[tuple[FeedState, tuple[Change, ...]]] = []

    def __call__(self, state: FeedState, changes: tuple[Change, ...]) -> None:
        self.said.append((state, changes))

    @property
    def state(self) -> FeedState:
        return self.said[-1][0] if self.said else FeedState()

    def calls(self) -> dict[str, Any]:
        return {ident: obj["n"] for ident, obj in self.state.of("call").items()}


@pytest.fixture
def feeding() -> Any:
    """Starts feeds with short waits and stops them at the end."""
    running: list[Feed] = []

    def start(url: str, listener: Any, **more: Any) -> Feed:
        running.append(Feed(HubLink(url, "secret"), "board", listener, **{"most_wait": 0.3, **more}))
        running[-1].start()
        return running[-1]

    yield start
    for feed in running:
        feed.stop()


def test_the_picture_of_the_hub_is_here_and_each_change_arrives(web: Make, feeding: Make, eventually: Make) -> None:
    hub, listener = Hub(), Listener()
    hub.publish(("call", "1", {"n": 1}), ("ticket", "x", {"n": 9}))
    feeding(web(hub.app).url, listener)
    eventually(lambda: listener.state.connected)
    assert listener.said[-1][1] == (Change("call", "1", {"n": 1}),)
    hub.publish(("call", "2", {"n": 2}), gone=[("call", "1")])
    eventually(lambda: listener.calls() == {"2": 2})
    assert listener.said[-1][1] == (Change("call", "2", {"n": 2}), Change("call", "1", None))
    assert listener.state.no == 2


def test_after_a_cut_the_feed_goes_on_from_where_it_was(web: Make, feeding: Make, eventually: Make) -> None:
    hub, listener = Hub(), Listener()
    hub.publish(("call", "1", {"n": 1}))
    feeding(web(hub.app).url, listener)
    eventually(lambda: listener.state.connected)
    hub.cut()
    hub.publish(("call", "1", {"n": 2}))
    eventually(lambda: listener.calls() == {"1": 2} and listener.state.connected)
    assert hub.resumed == ["", "7.1"]
    assert [state.connected for state, _ in listener.said] == [True, False, True]
    assert listener.said[1][0].of("call") == {"1": {"n": 1}}


def test_a_hub_that_started_anew_replaces_the_picture(web: Make, feeding: Make, eventually: Make) -> None:
    old, new, listener = Hub(7), Hub(8), Listener()
    old.publish(("call", "1", {"n": 1}), ("call", "2", {"n": 2}))
    new.publish(("call", "2", {"n": 2}), ("call", "3", {"n": 3}))
    server = web(old.app)
    feed = feeding(server.url, listener)
    eventually(lambda: listener.state.connected)
    old.cut()
    server.down()
    eventually(lambda: not feed.state.connected)
    server.app = new.app
    server.up()
    eventually(lambda: listener.state.connected)
    assert listener.calls() == {"2": 2, "3": 3}
    assert listener.said[-1][1] == (Change("call", "3", {"n": 3}), Change("call", "1", None))


def test_a_feed_that_is_told_to_take_everything_does(web: Make, feeding: Make, eventually: Make) -> None:
    hub, listener = Hub(), Listener()
    hub.gone_for_good = True
    hub.publish(("call", "1", {"n": 1}))
    feeding(web(hub.app).url, listener)
    eventually(lambda: listener.state.connected)
    assert (listener.calls(), hub.resumed) == ({"1": 1}, ["", "7.1"])


def test_the_last_picture_is_shown_before_there_is_a_network(
    web: Make, feeding: Make, eventually: Make, tmp_path: Path
) -> None:
    hub, listener = Hub(), Listener()
    cache = tmp_path / "feed.json"
    hub.publish(("call", "1", {"n": 1}))
    server = web(hub.app)
    feed = feeding(server.url, listener, cache_path=cache)
    eventually(lambda: listener.state.connected)
    hub.publish(("call", "2", {"n": 2}))
    eventually(lambda: listener.calls() == {"1": 1, "2": 2})
    feed.stop()
    hub.cut()
    server.down()
    later = Listener()
    feeding(server.url, later, cache_path=cache)
    eventually(lambda: later.said)
    state, changes = later.said[0]
    assert (state.connected, later.calls()) == (False, {"1": 1, "2": 2})
    assert changes == (Change("call", "1", {"n": 1}), Change("call", "2", {"n": 2}))
    server.up()
    eventually(lambda: later.state.connected)
    assert hub.resumed[-1] == "7.2"
    assert cache.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"scope": "board"}',
        '{"scope": "desk", "id": "7.1", "no": 1, "put": []}',
        "\0",
        "[" * 99_999,
    ],
)
def test_a_kept_picture_that_is_rubbish_is_as_good_as_none(
    web: Make, feeding: Make, eventually: Make, tmp_path: Path, text: str
) -> None:
    hub, listener = Hub(), Listener()
    hub.publish(("call", "1", {"n": 1}))
    (tmp_path / "feed.json").write_text(text)
    feeding(web(hub.app).url, listener, cache_path=tmp_path / "feed.json")
    eventually(lambda: listener.state.connected)
    assert (listener.said[0][0].entities, listener.calls()) == ({}, {"1": 1})


def test_a_picture_that_cannot_be_kept_costs_nothing_else(
    web: Make, feeding: Make, eventually: Make, tmp_path: Path
) -> None:
    hub, listener = Hub(), Listener()
    feed = feeding(web(hub.app).url, listener, cache_path=tmp_path / "missing" / "feed.json")
    eventually(lambda: listener.state.connected)
    hub.publish(("call", "1", {"n": 1}))
    eventually(lambda: listener.calls() == {"1": 1})
    feed.stop()


def snapshot(no: int, **put: int) -> bytes:
    entries = [["call", ident, {"n": n}] for ident, n in put.items()]
    return sse.message(f"7.{no}", "snapshot", json.dumps({"no": no, "put": entries, "gone": []}))


def delta(no: int) -> bytes:
    return sse.message(f"7.{no}", "delta", json.dumps({"no": no, "put": [], "gone": []}))


@pytest.mark.parametrize(
    ("then", "kept"),
    [
        (delta(9), {"a": 1}),
        (delta(4), {"a": 1}),
        (sse.message("7.6", "delta", "{"), {"a": 1}),
        (sse.message("7.6", "delta", "[]"), {"a": 1}),
        (b"data: \xff\n\n", {}),  # what came in one piece with it is not trusted either
    ],
)
def test_a_stream_that_does_not_fit_is_left_and_everything_asked_for(
    odd: Make, feeding: Make, eventually: Make, expect_log: Make, then: bytes, kept: Any
) -> None:
    expect_log("asking for everything")
    server, listener = odd(STREAM + snapshot(5, a=1) + then), Listener()
    feed = feeding(server.url, listener)
    eventually(lambda: server.asked >= 2)
    feed.stop()
    assert listener.calls() == kept
    assert not feed.state.connected


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\n{}", "bad_token"),
        (b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\n{}", "no_right"),
        (b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n{}", "link"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "link"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n", "link"),
        (b"rubbish", "link"),
        (b"", "link"),
    ],
)
def test_why_there_is_no_line_is_said_and_it_is_tried_again(
    odd: Make, feeding: Make, eventually: Make, answer: bytes, problem: str
) -> None:
    server, listener = odd(answer), Listener()
    feeding(server.url, listener)
    eventually(lambda: listener.state.problem == problem and server.asked >= 2)
    assert not listener.state.connected


def test_a_line_that_falls_silent_is_noticed(odd: Make, feeding: Make, eventually: Make) -> None:
    # Everything arrives, then nothing more, and the connection stays: 20 ms a byte, silence after 100 ms.
    server, listener = odd(STREAM + snapshot(5, a=1)), Listener()
    server._say = lambda one: (one.recv(9999), one.sendall(server._answer), server._over.wait())
    feeding(server.url, listener, silence=0.1)
    eventually(lambda: listener.state.connected)
    eventually(lambda: not listener.state.connected)
    assert listener.calls() == {"a": 1}


@pytest.mark.parametrize("answer", [None, STREAM])
def test_a_silent_server_does_not_hold_up_the_end(odd: Make, feeding: Make, eventually: Make, answer: Any) -> None:
    server = odd(answer)
    server._say = lambda one: (
        one.recv(9999),
        one.sendall(answer or b""),
        server.__dict__.update(asked=1),
        server._over.wait(),
    )
    feed = feeding(server.url, Listener(), silence=30)
    eventually(lambda: server.asked)
    begun = time.monotonic()
    feed.stop()
    assert time.monotonic() - begun < 1
    assert not feed._thread.is_alive()


def test_a_listener_that_fails_does_not_stop_the_picture(
    web: Make, feeding: Make, eventually: Make, expect_log: Make
) -> None:
    expect_log("the listener failed")
    hub = Hub()

    def listener(state: FeedState, changes: tuple[Change, ...]) -> None:
        raise KeyError("call")

    feed = feeding(web(hub.app).url, listener)
    eventually(lambda: feed.state.connected)
    hub.publish(("call", "1", {"n": 1}))
    eventually(lambda: feed.state.get("call", "1"))


def test_a_client_that_reads_nothing_is_sent_away_and_the_others_hear_everything(
    web: Make, feeding: Make, eventually: Make
) -> None:
    hub, listener = Hub(), Listener()
    server = web(hub.app)
    feeding(server.url, listener)
    eventually(lambda: listener.state.connected)
    stalled = socket.create_connection(("127.0.0.1", server.port))
    stalled.sendall(b"GET /v1/stream?scope=board HTTP/1.1\r\nHost: hub\r\n\r\n")
    eventually(lambda: hub.caster.listeners == 2)
    fill = "x" * 100_000
    for n in range(1, 1001):
        hub.publish(("call", "1", {"n": n, "fill": fill}))
        eventually(lambda n=n: listener.calls() == {"1": n})
        if hub.caster.listeners == 1:
            break
    assert hub.caster.listeners == 1
    assert listener.state.connected
    stalled.close()
