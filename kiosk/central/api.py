"""The whole HTTP interface of the centre: every door in one application, and its description."""

from fastapi import FastAPI

from kiosk.central import city_doors, facts, views
from kiosk.central.centre import Centre
from kiosk.server import models, people
from kiosk.server import views as server_views
from kiosk.server.application import application, complete
from kiosk.server.listener import Listener

ABOUT = (
    "The server of a city. Hubs bring the events of their halls (see docs/protocol.md) and follow the catalogue; "
    "consoles look at halls and tickets. Nothing answers without a token, except health and the doors that give one."
)


def create(centre: Centre, listener: Listener | None = None) -> FastAPI:
    """The application over a centre; it starts and stops the centre. `listener` keeps its certificate renewed."""
    app = application(
        "kiosk central", ABOUT, start=centre.start, stop=centre.stop, clock=centre.clock, listener=listener
    )
    facts.install(app, centre)
    city_doors.install(app, centre)
    people.install(app, centre, lambda: centre.doors, lambda: None)
    return complete(app, centre, models, server_views, views)
