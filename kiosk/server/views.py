"""The shapes of the answers of doors that hub and centre share: people, devices, events, cursors."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(extra="forbid")


class Error(View):
    code: str
    values: dict[str, str | int]


class Refused(BaseModel):
    """Why it was not done; `code` has a text `refusal.<code>` in every language."""

    model_config = ConfigDict(extra="allow")
    error: Error


class NewDevice(View):
    id: str
    role: Literal["console"]
    token: str


class Founded(View):
    device: NewDevice
    session: str
    hall: str
    ca_pem: str


class Enrolled(View):
    id: str
    role: str
    code: str
    token: str
    hall: str
    desk: int | None
    ca_pem: str


class SignedIn(View):
    session: str
    login: str
    name: str
    role: str


class EnrolmentCode(View):
    code: str
    expires_at: str


class Device(View):
    id: str
    role: str
    code: str
    desk: int | None
    place: dict[str, str]
    hall: str
    enrolled_at: str
    revoked_at: str | None


class Devices(View):
    devices: list[Device]


class Account(View):
    login: str
    name: str
    role: str
    source: Literal["hall", "centre"]
    active: bool
    locked: bool


class Accounts(View):
    staff: list[Account]


class Acked(View):
    acked: int
    central: int


class Cursor(View):
    origin: str
    lane: str
    epoch: int
    acked: int
    central: int


class Cursors(View):
    cursors: list[Cursor]
