"""Bodies of the doors of this room: strict types, no unknown field, every text bounded; each with its example."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.access.rights import Kind, Role

Word = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")]
Place = Annotated[
    dict[Language, Annotated[str, StringConstraints(max_length=200)]],
    Field(max_length=20, description="where it stands, by language"),
]
HallId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]


def example(**fields: Any) -> ConfigDict:
    """The configuration of a body that carries its example."""
    return ConfigDict(extra="forbid", strict=True, frozen=True, json_schema_extra={"examples": [fields]})


class FirstAdministrator(BaseModel):
    """The code of the server's first start makes the first account and enrols the console it is typed on."""

    model_config = example(code="7QK2M-9XPT4", login="ivanova", name="Иванова М. П.", pin="402913")
    code: Word
    login: Word
    name: Name
    pin: Word


class Enrol(BaseModel):
    """A one-time code for one device."""

    model_config = example(code="7QK2M-9XPT4")
    code: Word


class SignIn(BaseModel):
    """A member of staff at an enrolled desk or console."""

    model_config = example(login="ivanova", pin="402913")
    login: Word
    pin: Word


class EnrolmentWanted(BaseModel):
    """What the device that brings the code will be; `hall` is for a hub that is enrolled at the centre."""

    model_config = example(role="terminal", place={"ru": "у входа", "en": "by the entrance"}, desk=None)
    role: Annotated[Kind, Field(strict=False)]
    place: Place = {}
    desk: Annotated[int, Field(ge=1, le=999)] | None = None
    hall: HallId | None = None


class StaffWanted(BaseModel):
    """A new account of this server."""

    model_config = example(login="petrov", name="Петров И. С.", role="operator", pin="7391")
    login: Word
    name: Name
    role: Annotated[Role, Field(strict=False)]
    pin: Word


class PinWanted(BaseModel):
    """A new PIN."""

    model_config = example(pin="826417")
    pin: Word
