"""Nodes and servers of a test hall: journals under a standing clock, real HTTP on loopback, odd sockets."""

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response

from kiosk.clock import ManualClock
from kiosk.journal.journal import Journal
from kiosk.sync.ingest import accept, cursors
from kiosk.sync.wire import BadBatch, read_batch, write_cursors
from tests.server.servers import Ending


class Eventually(Protocol):
    def __call__(self, happened: Callable[[], object], within: float = 10.0) -> None: ...


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))


@pytest.fixture
def open_node(tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[str], Journal]]:
    """Opens the journal of a node by its name; all are closed at the end."""
    opened: list[Journal] = []

    def open_one(origin: str) -> Journal:
        opened.append(Journal.open(tmp_path / f"{origin}.db", origin, clock))
        return opened[-1]

    yield open_one
    for journal in opened:
        journal.close()


@pytest.fixture
def eventually() -> Eventually:
    """Waits until something becomes true, at most ten seconds."""

    def wait(happened: Callable[[], object], within: float = 10.0) -> None:
        pause = threading.Event()
        for _ in range(int(within / 0.005)):
            if happened():
                return
            pause.wait(0.005)
        raise AssertionError("it did not happen")

    return wait


class Web:
    """An ASGI app behind a real port; it can go away and come back on the same port."""

    def __init__(self, app: Any, port: int = 0, tls: ssl.SSLContext | None = None, **options: Any) -> None:
        self.app = app
        self._tls = tls
        self._options = options
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread()
        self.port = port
        self.up()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def up(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=2, **self._options
        )
        config.load()
        config.ssl = self._tls
        self._server = server = uvicorn.Server(config)
        self._ending = Ending(server)
        self._thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        self._thread.start()
        pause = threading.Event()
        while not server.started:
            assert self._thread.is_alive()
            pause.wait(0.005)

    def down(self) -> None:
        if self._server:
            self._ending.tell()
            self._thread.join(5)
            self._server = None


@pytest.fixture
def web() -> Iterator[Callable[..., Web]]:
    running: list[Web] = []

    def serve(app: Any, **options: Any) -> Web:
        running.append(Web(app, **options))
        return running[-1]

    yield serve
    for one in running:
        one.down()


class Parent:
    """A hub or a centre, with only the doors for events: one journal in one thread behind real HTTP."""

    def __init__(self, path: Path, name: str, clock: ManualClock, *, top: bool) -> None:
        self.top = top
        self.path = path
        self.batches = 0
        self.answers: list[Response] = []
        self._writer = ThreadPoolExecutor(1)
        self.journal: Journal = self.do(lambda: Journal.open(path, name, clock))
        self.app = FastAPI()
        self.app.post("/v1/events")(self.events)
        self.app.get("/v1/cursors")(self.cursors)

    def do(self, work: Callable[[], Any]) -> Any:
        """Run something in the journal's thread."""
        return self._writer.submit(work).result()

    async def events(self, request: Request) -> Response:
        self.batches += 1
        raw = await request.body()
        if self.answers:
            return self.answers.pop(0)
        try:
            batch = read_batch(raw)
        except BadBatch as error:
            return said(error.status, {"error": {"code": error.code}})
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(
            self._writer, lambda: accept(self.journal, batch, allowed=lambda _: True, top=self.top)
        )
        return said(answer.status, answer.as_json())

    async def cursors(self) -> Response:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._writer, lambda: cursors(self.journal, allowed=lambda _: True, top=self.top)
        )
        return said(200, write_cursors(found))

    def close(self) -> None:
        with suppress(RuntimeError):
            self.do(self.journal.close)
        self._writer.shutdown()


def said(status: int, body: Any, **headers: str) -> Response:
    return Response(json.dumps(body), status, headers, "application/json")


@pytest.fixture
def parent(tmp_path: Path, clock: ManualClock) -> Iterator[Callable[..., Parent]]:
    made: list[Parent] = []

    def make(name: str, *, top: bool = False, file: str = "") -> Parent:
        made.append(Parent(tmp_path / (file or f"{name}.db"), name, clock, top=top))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Odd:
    """A port that accepts, reads, and says exactly `answer`, byte by byte if asked; None = says nothing, ever."""

    def __init__(self, answer: bytes | None, *, pause: float = 0.0) -> None:
        self._answer = answer
        self._pause = pause
        self._over = threading.Event()
        self.asked = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self._listening.accept()
                self._open.append(one)
                threading.Thread(target=self._say, args=(one,), daemon=True).start()

    def _say(self, one: socket.socket) -> None:
        with suppress(OSError):
            one.recv(65536)
            self.asked += 1
            if self._answer is None:
                self._over.wait()
                return
            pieces = [bytes([byte]) for byte in self._answer] if self._pause else [self._answer]
            for piece in pieces:
                one.sendall(piece)
                if self._over.wait(self._pause):
                    return
            one.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._over.set()
        self._listening.close()
        for one in self._open:
            one.close()


@pytest.fixture
def odd() -> Iterator[Callable[..., Odd]]:
    made: list[Odd] = []

    def make(answer: bytes | None, *, pause: float = 0.0) -> Odd:
        made.append(Odd(answer, pause=pause))
        return made[-1]

    yield make
    for one in made:
        one.close()
