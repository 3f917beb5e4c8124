"""A server of ours in a thread of this process: real uvicorn, real TLS, on a free loopback port."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.server.serving import Listener, server_of

LIMIT_S = 20.0


@contextmanager
def running(app: Any, listener: Listener, on_leaving: Callable[[], None] | None = None) -> Iterator[str]:
    """Serve `app` until the block ends; gives the URL."""
    ready = threading.Event()
    server = server_of(app, listener, ready.set, on_leaving)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.bound]}, daemon=True)
    thread.start()
    assert ready.wait(LIMIT_S), "the server did not start"
    try:
        yield listener.url
    finally:
        server.should_exit = True
        thread.join(LIMIT_S)
        listener.bound.close()
        assert not thread.is_alive(), "the server did not stop"
