"""The whole HTTP interface of the hub: every door in one application, and its description."""

import contextlib
from collections.abc import AsyncIterator
from importlib.metadata import version

from fastapi import FastAPI

from kiosk.access import models as access_models
from kiosk.access import people
from kiosk.access import views as access_views
from kiosk.access.http import guard_app
from kiosk.access.openapi import describe, models_of
from kiosk.access.serving import Listener
from kiosk.hub import desks, events, floor, models, settings_doors, stream, tickets, views
from kiosk.hub.hub import Hub

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
        openapi_url="/v1/openapi.json",
    )
    tickets.install(app, hub)
    desks.install(app, hub)
    floor.install(app, hub)
    events.install(app, hub)
    stream.install(app, hub)
    settings_doors.install(app, hub)
    people.install(app, hub, lambda: hub.doors, hub.know_devices)
    describe(app, [*models_of(models, views), *models_of(access_models, access_views)])
    guard_app(app, hub.note_refusal)
    return app
