"""What the desk's strips are about: devices that need a person, and visitors who ask for one."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.desk.view import Entities, of


@dataclass(frozen=True)
class Trouble:
    """A device or a part that needs a person: where, which fault, how bad."""

    id: str
    place: Mapping[str, str]
    device: str
    code: str
    error: bool
    since: str


@dataclass(frozen=True)
class HelpCall:
    """A visitor at a terminal asks for a person."""

    id: str
    terminal: str
    place: Mapping[str, str]
    at: str


def troubles(entities: Entities) -> tuple[Trouble, ...]:
    """The worst first: errors before warnings, then what has stood longest."""
    found = [
        Trouble(
            id=name,
            place=thing["place"] if isinstance(thing.get("place"), Mapping) else {},
            device=str(thing.get("device", "")),
            code=str(thing.get("code", "")),
            error=thing.get("level") == "error",
            since=str(thing.get("since", "")),
        )
        for name, thing in of(entities, "trouble").items()
    ]
    return tuple(sorted(found, key=lambda trouble: (not trouble.error, trouble.since, trouble.id)))


def help_calls(entities: Entities) -> tuple[HelpCall, ...]:
    """Calls nobody has answered yet, oldest first."""
    found = [
        HelpCall(
            id=name,
            terminal=str(thing.get("terminal", "")),
            place=thing["place"] if isinstance(thing.get("place"), Mapping) else {},
            at=str(thing.get("at", "")),
        )
        for name, thing in of(entities, "help").items()
        if thing.get("state") == "asked"
    ]
    return tuple(sorted(found, key=lambda call: (call.at, call.id)))
