"""Bodies of requests: strict types, no unknown field, every text bounded, each with its example."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.server.models import example

Key = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._:-]{8,64}$"),
    Field(description="names this command; sent again unchanged, it gives the same answer and happens once"),
]
Word = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Ticket = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f-]{36}$"), Field(description="UUIDv7 of the ticket, as text")
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]
Microseconds = Annotated[int, Field(ge=-(1 << 62), le=1 << 62)]


class Body(BaseModel):
    """Base of every request body."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


KEY = "3f1c9a52-7e1d-4c2a-9b7e-5d0b8f6a1c11"
TICKET = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40"


class Command(Body):
    """A command that needs nothing but its key."""

    model_config = example(key=KEY)
    key: Key


class NumberWanted(Body):
    """A terminal asks for a number for the ticket it is about to issue."""

    model_config = example(key=KEY, ticket=TICKET, service="passport-rf", purpose="apply", language="ru")
    key: Key
    ticket: Ticket
    service: Word
    purpose: Purpose
    language: Language


class BlockWanted(Body):
    """A terminal asks for numbers to use while the hub is away."""

    model_config = example(key=KEY, letter="П")
    key: Key
    letter: Annotated[str, StringConstraints(min_length=1, max_length=1)]


class TicketWanted(Body):
    """Staff asks the hall for a ticket."""

    model_config = example(key=KEY, service="passport-rf", purpose="apply", language="ru")
    key: Key
    service: Word
    purpose: Purpose
    language: Language


class DeskOpened(Body):
    """Staff sits down; without `services` the desk serves all that its settings allow."""

    model_config = example(key=KEY, services=["passport-rf", "address-registration"])
    key: Key
    services: Annotated[list[Word], Field(min_length=1, max_length=300)] | None = None


class TicketCommand(Body):
    """A command for the one ticket the operator sees."""

    model_config = example(key=KEY, ticket=TICKET)
    key: Key
    ticket: Ticket


class DeviceStatus(Body):
    """One device of a machine; `level` `ok` means that nobody has to do anything."""

    name: Word
    state: Word
    level: Literal["ok", "warning", "error", "unknown"]
    codes: Annotated[list[Word], Field(max_length=20)] = []
    since: Annotated[str, StringConstraints(max_length=40)] | float | None = None


class Status(Body):
    """The latest of a machine: what its devices say, its clock, what it has done of its orders."""

    model_config = example(
        devices=[{"name": "printer", "state": "fault", "level": "error", "codes": ["paper_end"], "since": None}],
        boot="f3b1c2d4",
        sent_us=1795342800000000,
        version="0.1.0",
        orders_done=[],
    )
    devices: Annotated[list[DeviceStatus], Field(max_length=50)]
    boot: Annotated[str, StringConstraints(max_length=64)]
    sent_us: Microseconds
    version: Annotated[str, StringConstraints(max_length=64)] = ""
    orders_done: Annotated[list[Word], Field(max_length=50)] = []


class SettingsWanted(Body):
    """New hall settings, made from those of `version`."""

    key: Key
    version: Annotated[int, Field(ge=0)]
    settings: dict[str, Any]


class SettingsChecked(Body):
    """Settings to look at, without putting them into force."""

    settings: dict[str, Any]
