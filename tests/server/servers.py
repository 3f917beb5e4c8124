"""A server of ours in a thread of this process: real uvicorn, real TLS, on a free loopback port."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from kiosk.server.listener import Listener
from kiosk.server.serving import server_of

LIMIT_S = 20.0
TICK_S = 1.0


class Ending:
    """Ends a server in a thread of this process when it is told, not at its next look; hundreds of tests end one.

    A server that somebody is still connected to ends as it would anywhere else.
    """

    def __init__(self, server: uvicorn.Server) -> None:
        self._server = server
        self._told: asyncio.Event
        self._loop: asyncio.AbstractEventLoop | None = None
        self._shutdown = server.shutdown
        server.main_loop = self._main_loop  # type: ignore[method-assign]
        server.shutdown = self._end  # type: ignore[method-assign]

    def tell(self) -> None:
        """From any thread: end now."""
        self._server.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._told.set)

    async def _main_loop(self) -> None:
        self._told = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        while not await self._server.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), TICK_S)

    async def _end(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = None
        state = self._server.server_state
        await asyncio.sleep(0)  # whoever has hung up is known by now
        if state.connections or state.tasks:
            await self._shutdown(sockets)
            return
        for one in [*self._server.servers, *(sockets or [])]:
            one.close()
        await self._server.lifespan.shutdown()


@contextmanager
def running(app: Any, listener: Listener, on_leaving: Callable[[], None] | None = None) -> Iterator[str]:
    """Serve `app` until the block ends; gives the URL."""
    ready = threading.Event()
    server = server_of(app, listener, ready.set, on_leaving)
    ending = Ending(server)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.bound]}, daemon=True)
    thread.start()
    assert ready.wait(LIMIT_S), "the server did not start"
    try:
        yield listener.url
    finally:
        ending.tell()
        thread.join(LIMIT_S)
        listener.bound.close()
        assert not thread.is_alive(), "the server did not stop"
