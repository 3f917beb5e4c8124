"""Lets every node of the demo hall in through the real doors: first administrator, staff accounts, enrolment codes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kiosk.access.identity import Identity
from kiosk.demo.layout import Layout
from kiosk.sync.link import Answer, HubLink, LinkDown

NO_PLACE: Mapping[str, str] = {}


class DoorError(Exception):
    """A door said no; the message says which and why."""


class Console:
    """An administrator's console at one server: an enrolled device and somebody signed in."""

    def __init__(self, url: str, code: str, login: str, name: str, pin: str) -> None:
        """Redeem the first administrator's code; raises DoorError."""
        door = HubLink(url)
        body = {"code": code, "login": login, "name": name, "pin": pin}
        given = _said("first administrator", door.post("/v1/first-administrator", body))
        door.close()
        self.url = url
        self._login, self._pin = login, pin
        self.session: str = given["session"]
        self.link = HubLink(url, given["device"]["token"])

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
        door = HubLink(self.url)
        given = _said("enrol", door.post("/v1/enrol", {"code": code}))
        door.close()
        identity = Identity(
            id=given["id"],
            role=given["role"],
            token=given["token"],
            hub_url=self.url,
            code=given.get("code") or "",
            hall=given.get("hall") or "",
        )
        identity.save(state, ca_pem=given.get("ca_pem") or "", central=central)


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

    def tell_part_down(self, names: Sequence[str]) -> None:
        """Every desk shows which programs were left down; a hub that is itself down cannot be told."""
        devices = [
            {"name": name, "state": "absent", "level": "error", "codes": ["part_down"], "since": None} for name in names
        ]
        try:
            self._hub.link.put(
                "/v1/status", {"devices": devices, "boot": "", "sent_us": 0, "version": "", "orders_done": []}
            )
        except LinkDown:
            return

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
