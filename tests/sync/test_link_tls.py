"""The link over TLS: only the pinned authority counts, and a line can be cut also in the middle of silence."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from kiosk.access.certificates import Certificates
from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.feed import Feed
from kiosk.sync.link import HubLink, LinkDown

Make = Callable[..., Any]


@pytest.fixture
def authority(tmp_path: Path) -> Callable[[str], tuple[ssl.SSLContext, Path]]:
    """Makes a server's own authority with a leaf for this machine: the TLS context and the file to pin."""

    def make(name: str) -> tuple[ssl.SSLContext, Path]:
        state = tmp_path / name
        state.mkdir()
        certificates = Certificates(state, ["127.0.0.1"], datetime.now(UTC))
        pinned = tmp_path / f"{name}.pem"
        pinned.write_text(certificates.ca_pem)
        return certificates.context(), pinned

    return make


class Silent:
    """A TLS port that accepts; with `greets` it finishes the handshake; then it says nothing, ever."""

    def __init__(self, context: ssl.SSLContext, *, greets: bool) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listening.getsockname()[1]}"
        self.asked = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(context, greets), daemon=True)
        self._thread.start()

    def _serve(self, context: ssl.SSLContext, greets: bool) -> None:
        one, _ = self._listening.accept()
        if greets:
            one = context.wrap_socket(one, server_side=True)
            one.recv(9999)
        self.asked.set()
        self._over.wait()
        one.close()

    def close(self) -> None:
        self._over.set()
        self._thread.join(5)
        self._listening.close()


def test_only_the_pinned_authority_is_believed(authority: Make, web: Make) -> None:
    app = FastAPI()
    app.get("/")(lambda: {"status": "ok"})
    context, pinned = authority("hub")
    _, foreign = authority("other")
    url = web(app, tls=context).url
    assert HubLink(url, ca_file=pinned).get("/").body == {"status": "ok"}
    for ca_file in (foreign, None):
        with pytest.raises(LinkDown, match="tls"):
            HubLink(url, "secret", ca_file).get("/")
    with pytest.raises(LinkDown):
        HubLink(url.replace("https", "http"), "secret", pinned).get("/")


def test_a_pinned_file_that_is_missing_or_rubbish_is_no_reason_to_believe_anybody(
    authority: Make, web: Make, tmp_path: Path
) -> None:
    context, _ = authority("hub")
    url = web(FastAPI(), tls=context).url
    (tmp_path / "rubbish.pem").write_text("rubbish")
    for name in ("missing.pem", "rubbish.pem"):
        with pytest.raises(LinkDown):
            HubLink(url, "secret", tmp_path / name).get("/")


@pytest.mark.parametrize("greets", [True, False])
def test_a_silent_tls_server_does_not_hold_up_the_end(authority: Make, greets: bool) -> None:
    context, pinned = authority("hub")
    server = Silent(context, greets=greets)
    link = HubLink(server.url, "secret", pinned)
    caught: list[str] = []

    def ask() -> None:
        try:
            link.get("/", timeout=30)
        except LinkDown as down:
            caught.append(down.why)

    thread = threading.Thread(target=ask)
    thread.start()
    assert server.asked.wait(5)
    begun = time.monotonic()
    link.close()
    thread.join(5)
    assert time.monotonic() - begun < 1
    assert caught
    server.close()


def test_a_feed_over_tls_stops_at_once(authority: Make, web: Make, eventually: Make) -> None:
    from starlette.responses import StreamingResponse

    context, pinned = authority("hub")
    app, caster = FastAPI(), Broadcaster(1, {"board": None})
    app.get("/v1/stream")(lambda: StreamingResponse(caster.subscribe("board"), media_type="text/event-stream"))
    feed = Feed(HubLink(web(app, tls=context).url, "secret", pinned), "board", lambda state, changes: None)
    feed.start()
    eventually(lambda: feed.state.connected)
    begun = time.monotonic()
    feed.stop()
    assert time.monotonic() - begun < 1
    assert not feed._thread.is_alive()
