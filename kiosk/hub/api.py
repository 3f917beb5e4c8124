"""The whole HTTP interface of the hub: every door in one application, and its description."""

from fastapi import FastAPI

from kiosk.hub import desks, events, floor, models, settings_doors, stream, tickets, views
from kiosk.hub.hub import Hub
from kiosk.server import models as server_models
from kiosk.server import people
from kiosk.server import views as server_views
from kiosk.server.application import application, complete
from kiosk.server.listener import Listener

ABOUT = (
    "The hub of one hall: visitors' tickets, desks, boards and terminals. Every command carries a `key`; sent again "
    "with the same key it gives the same answer and happens once. Nothing answers without a token, except health and "
    "the doors that give one."
)


def create(hub: Hub, listener: Listener | None = None) -> FastAPI:
    """The application over a hub; it starts and stops the hub. `listener`: how it is reached, for the certificates."""

    async def start() -> None:
        await hub.start(listener.ca_pem if listener else "")

    app = application("kiosk hub", ABOUT, start=start, stop=hub.stop, clock=hub.clock, listener=listener)
    tickets.install(app, hub)
    desks.install(app, hub)
    floor.install(app, hub)
    events.install(app, hub)
    stream.install(app, hub)
    settings_doors.install(app, hub)
    people.install(app, hub, lambda: hub.doors, hub.know_devices)
    return complete(app, hub, models, views, server_models, server_views)
