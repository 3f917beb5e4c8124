"""What a step of the navigation is: the session after it, what it sets going, and what it has to know of the offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.terminal.session import Session


class Effect(StrEnum):
    """What the core has to set going after a step."""

    NOTHING = ""
    ISSUE = "issue"
    HELP = "help"
    REPRINT = "reprint"
    END = "end"


class Choices(Protocol):
    """What the map has to know of the services on offer; see `kiosk.terminal.offers`."""

    @property
    def languages(self) -> Sequence[str]:
        """Codes, the hall's first language first."""

    def tops(self) -> Sequence[str]:
        """Ids of the most asked services on the start screen."""

    def sections(self) -> Sequence[str]:
        """Ids of the sections that have at least one service."""

    def services(self, section: str) -> Sequence[str]:
        """Ids of the services listed in a section, closed ones too."""

    def purposes(self, service: str) -> Sequence[str]:
        """Purposes of a service, the usual one first."""

    def can_take(self, service: str) -> bool:
        """A ticket is given for it now, as far as this terminal knows."""

    def has_page(self, service: str) -> bool:
        """There is something to read or to choose before the ticket."""

    def pages(self, section: str, large: bool, low: bool) -> int:
        """How many pages the list of a section takes in these modes."""


@dataclass(frozen=True)
class Move:
    """The session after a step, and what to set going."""

    session: Session
    effect: Effect = Effect.NOTHING


Step = Callable[[Session, str, Choices], Move]
