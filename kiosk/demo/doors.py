"""Lets every node of the demo hall in through the real doors: first administrator, staff accounts, enrolment codes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kiosk.access.identity import Identity
from kiosk.console.first_contact import Contact, ContactError, contact, identity_of
from kiosk.demo.layout import Layout
from kiosk.sync.link import Answer, HubLink, LinkDown

NO_PLACE: Mapping[str, str] = {}


class DoorError(Exception):
    """A door said no; the message says which and why."""


class Console:
    """An administrator's console at one server: an enrolled device and somebody signed in."""

    def __init__(self, server: Contact, folder: Path, code: str, login: str, name: str, pin: str) -> None:
        """Redeem the first administrator's code; the server's authority is pinned in `folder`. Raises DoorError."""
        body = {"code": code, "login": login, "name": name, "pin": pin}
        with server.link() as door:
            given = _said("first administrator", door.post("/v1/first-administrator", body))
        self._server = server
        self._login, self._pin = login, pin
        self.session: str = given["session"]
        identity = Identity(given["device"]["id"], "console", given["device"]["token"], server.url)
        identity.save(folder, ca_pem=server.ca_pem)
        self.link = HubLink(server.url, identity.token, Identity.ca_file(folder))

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """A command of the administrator. Signs in again when the server was restarted meanwhile; raises DoorError."""
        answer = self.link.post(path, body, staff=self.session)
        if answer.status in (401, 403):
            again = _said("sign-in", self.link.post("/v1/sign-in", {"login": self._login, "pin": self._pin}))
            self.session = again["session"]
            answer = self.link.post(path, body, staff=self.session)
        return _said(path, answer)

    def enrol(self, state: Path, *, central: bool = False, **what: object) -> None:
        """A code for one device, redeemed at once; the identity goes into the device's state folder."""
        code = self.post("/v1/enrolments", what)["code"]
        with self._server.link() as door:
            given = _said("enrol", door.post("/v1/enrol", {"code": code}))
        identity = identity_of(given, self._server)
        identity.save(state, ca_pem=self._server.ca_pem, central=central)


def vouched(url: str, fingerprint: str) -> Contact:
    """The server at `url`, when its authority is the one that its ready line named. Raises DoorError."""
    try:
        server = contact(url)
    except ContactError as error:
        raise DoorError(str(error)) from error
    if server.ca_pem and not server.matches(fingerprint):
        raise DoorError(f"{url} shows the authority of somebody else")
    return server


class Doors:
    """The doors of the hub and of the centre, as the demo uses them."""

    def __init__(self, layout: Layout, hub: Console, central: Console) -> None:
        self._layout = layout
        self._hub = hub
        self._central = central

    def join_centre(self) -> None:
        """The hub becomes a node of the centre."""
        self._central.enrol(self._state("hub"), central=True, role="hub", place=NO_PLACE, hall="basmanny")

    def add_staff(self, login: str, name: str, role: str, pin: str) -> None:
        self._hub.post("/v1/staff", {"login": login, "name": name, "role": role, "pin": pin})

    def enrol(self, node: str, role: str, *, place: Mapping[str, str] = NO_PLACE, desk: int | None = None) -> None:
        self._hub.enrol(self._state(node), role=role, place=dict(place), desk=desk)

    def tell_parts_down(self, names: Sequence[str]) -> bool:
        """Every desk shows which programs were left down; False when the hub could not be told."""
        devices = [
            {"name": name, "state": "absent", "level": "error", "codes": ["part_down"], "since": None} for name in names
        ]
        body = {"devices": devices, "boot": "", "sent_us": 0, "version": "", "orders_done": []}
        try:
            return self._hub.link.put("/v1/status", body).ok
        except LinkDown:
            return False

    def ticket_at_centre(self, number: str) -> str:
        """The state of the newest ticket with this number at the centre; "" while it is not there."""
        try:
            answer = self._central.link.get("/v1/tickets")
        except LinkDown:
            return ""
        found = [ticket for ticket in (answer.body or {}).get("tickets", []) if ticket["number"] == number]
        return str(found[-1]["state"]) if answer.ok and found else ""

    def _state(self, node: str) -> Path:
        return self._layout.folder(node) / "state"


def _said(door: str, answer: Answer) -> Any:
    if not answer.ok:
        raise DoorError(f"{door}: {answer.status} {answer.refusal or answer.body}")
    return answer.body
