"""A server of ours in a thread of this process: real uvicorn, real TLS, on a free loopback port."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from kiosk.access.serving import Listener

LIMIT_S = 20.0


@contextmanager
def running(app: Any, listener: Listener, on_stop: Any = lambda: None) -> Iterator[str]:
    """Serve `app` until the block ends; gives the URL."""
    config = uvicorn.Config(
        app, http="httptools", ws="none", lifespan="on", log_config=None, access_log=False, proxy_headers=False
    )
    config.load()
    config.ssl = listener.context
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.bound]}, daemon=True)
    thread.start()
    until = time.monotonic() + LIMIT_S
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server did not start in time"
        time.sleep(0.005)
    try:
        yield listener.url
    finally:
        on_stop()
        server.should_exit = True
        thread.join(LIMIT_S)
        assert not thread.is_alive(), "the server did not stop"
        listener.bound.close()
