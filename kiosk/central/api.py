"""The whole HTTP interface of the centre: every door in one application, and its description."""

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI

from kiosk.central import facts, town, views
from kiosk.central.centre import Centre
from kiosk.central.town_operations import VERSION
from kiosk.server import models, people
from kiosk.server import views as server_views
from kiosk.server.http import guard_app
from kiosk.server.openapi import describe, install_description, models_of
from kiosk.server.serving import Listener

ABOUT = (
    "The server of a city. Hubs bring the events of their halls (see docs/protocol.md) and follow the catalogue; "
    "consoles look at halls and tickets. Nothing answers without a token, except health and the doors that give one."
)


def create(centre: Centre, listener: Listener | None = None) -> FastAPI:
    """The application over a centre; it starts and stops the centre. `listener` keeps its certificate renewed."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await centre.start()
        try:
            async with listener.renewing(centre.clock) if listener else contextlib.nullcontext():
                yield
        finally:
            await centre.stop()

    app = FastAPI(
        title="kiosk central",
        version=VERSION,
        description=ABOUT,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # served by a guarded door instead: nothing answers without a token
    )
    facts.install(app, centre)
    town.install(app, centre)
    people.install(app, centre, lambda: centre.doors, lambda: None)
    install_description(app, centre)
    describe(app, models_of(models, server_views, views))
    guard_app(app, centre.note_refusal)
    return app
