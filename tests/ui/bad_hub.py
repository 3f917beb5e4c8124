"""A server on loopback that is no good hub: silent, dripping, talking rubbish, hanging up."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Behave = Callable[[socket.socket, str], None]


class BadHub:
    """Takes connections and lets `behave(connection, request line)` do its worst, each on a thread of its own."""

    def __init__(self, behave: Behave) -> None:
        self.behave = behave
        self.requests: list[str] = []
        self._open: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self._open.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            line = client.recv(65_536).decode("latin-1").partition("\r\n")[0]
            self.requests.append(line)
            self.behave(client, line)
        except OSError:
            client.close()


@contextmanager
def bad_hub(behave: Behave) -> Iterator[BadHub]:
    hub = BadHub(behave)
    try:
        yield hub
    finally:
        hub.close()


def stream(client: socket.socket, *events: bytes) -> None:
    """Begin an event stream and send these bytes; the connection stays open."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + b"".join(events))


def event(kind: str, ident: str, data: Any) -> bytes:
    """One event of the feed."""
    return f"id: {ident}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def silent(_client: socket.socket, _line: str) -> None:
    """Accepts and never answers."""


def hang_up(client: socket.socket, _line: str) -> None:
    """Closes at once."""
    client.close()


def rubbish(client: socket.socket, _line: str) -> None:
    """Bytes of no protocol."""
    client.sendall(bytes(range(256)) * 8)
    client.close()


def wrong_page(client: socket.socket, _line: str) -> None:
    """A router's greeting in the hub's place."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n<html>hello\n")
    client.close()


def bad_stream(client: socket.socket, line: str) -> None:
    """A stream whose data is no JSON, and nothing for any question."""
    if "/v1/stream" in line:
        stream(client, b"id: 1.1\nevent: snapshot\ndata: {nonsense\n\n")
    client.close()
