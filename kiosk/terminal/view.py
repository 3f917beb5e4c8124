"""What passes between the terminal's core and its screen: immutable screens out, intents in; plain JSON only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

VIEWS = ("attract", "start", "sections", "services", "service", "ticket", "error", "timeout")
HELPERS = ("language", "larger", "contrast", "lower", "help")
INTENTS = (
    *("begin", "take", "top", "section", "more", "less", "service", "purpose", "issue", "back", "home"),
    *HELPERS,
    *("here", "leave", "finish", "reprint", "touch"),
)


@dataclass(frozen=True)
class Intent:
    """What the visitor did: a name out of INTENTS and the id it is about. `touch` only says that somebody is here."""

    name: str
    value: str = ""


@dataclass(frozen=True)
class Screen:
    """All that a screen shows, in the visitor's language. A new object at each change; `no` grows by one.

    `help` is "" | asked | coming | unanswered and `help_text` its sentence; `notice` is one sentence that holds
    for the whole terminal now ("" = none): paper is out, the hall is closed. `hall` has name, place, address,
    hours, time_zone.
    """

    no: int
    view: str
    language: str
    large: bool
    contrast: bool
    low: bool
    data: Mapping[str, object]
    help: str
    busy: bool
    link: bool
    help_text: str = ""
    notice: str = ""
    hall: Mapping[str, str] = field(default_factory=dict)
