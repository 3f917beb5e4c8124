"""The application of a server: started and stopped with it, guarded like every other, described behind a door."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from types import ModuleType

from fastapi import FastAPI

from kiosk.clock import Clock
from kiosk.server.http import guard_app
from kiosk.server.listener import Listener
from kiosk.server.openapi import describe, install_description, models_of
from kiosk.server.routes import Host

VERSION = version("kiosk")


def application(
    title: str,
    about: str,
    *,
    start: Callable[[], Awaitable[None]],
    stop: Callable[[], Awaitable[None]],
    clock: Clock,
    listener: Listener | None,
) -> FastAPI:
    """An application without doors yet; it starts and stops its server and keeps `listener`'s certificate renewed."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await start()
        try:
            async with listener.renewing(clock) if listener else contextlib.nullcontext():
                yield
        finally:
            await stop()

    return FastAPI(
        title=title,
        version=VERSION,
        description=about,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # served by a guarded door instead: nothing answers without a token
    )


def complete(app: FastAPI, host: Host, *shapes: ModuleType) -> FastAPI:
    """All doors are open: describe them with the models of the modules `shapes`, and guard the whole."""
    install_description(app, host)
    describe(app, models_of(*shapes))
    guard_app(app, host.note_refusal)
    return app
