"""The whole HTTP interface of the hub: every door in one application, and its description."""

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version

from fastapi import FastAPI

from kiosk.hub import desks, events, floor, models, settings_doors, stream, tickets, views
from kiosk.hub.hub import Hub
from kiosk.server import models as server_models
from kiosk.server import people
from kiosk.server import views as server_views
from kiosk.server.http import guard_app
from kiosk.server.openapi import describe, install_description, models_of
from kiosk.server.serving import Listener

VERSION = version("kiosk")
ABOUT = (
    "The hub of one hall: visitors' tickets, desks, boards and terminals. Every command carries a `key`; sent again "
    "with the same key it gives the same answer and happens once. Nothing answers without a token, except health and "
    "the doors that give one."
)


def create(hub: Hub, listener: Listener | None = None) -> FastAPI:
    """The application over a hub; it starts and stops the hub. `listener`: how it is reached, for the certificates."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await hub.start(listener.ca_pem if listener else "")
        try:
            async with listener.renewing(hub.clock) if listener else contextlib.nullcontext():
                yield
        finally:
            await hub.stop()

    app = FastAPI(
        title="kiosk hub",
        version=VERSION,
        description=ABOUT,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # served by a guarded door instead: nothing answers without a token
    )
    tickets.install(app, hub)
    desks.install(app, hub)
    floor.install(app, hub)
    events.install(app, hub)
    stream.install(app, hub)
    settings_doors.install(app, hub)
    people.install(app, hub, lambda: hub.doors, hub.know_devices)
    install_description(app, hub)
    describe(app, [*models_of(models, views), *models_of(server_models, server_views)])
    guard_app(app, hub.note_refusal)
    return app
