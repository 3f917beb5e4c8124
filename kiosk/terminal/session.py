"""One visit at the terminal: what the visitor chose, the modes and the language; nothing of it outlives `fresh`."""

from dataclasses import dataclass

from kiosk.refusal import Refusal
from kiosk.terminal.messages import Issued


@dataclass(frozen=True)
class Paper:
    """The visitor's ticket and how far its paper is: `state` printing | taken | failed, `code` the fault's code."""

    issued: Issued
    state: str = "printing"
    code: str = ""


@dataclass(frozen=True)
class Session:
    """Everything that belongs to the visitor in front of the screen; immutable, a step makes a new one.

    `resume` is the view behind the time-out question, `asking` the id of the ticket that is being made,
    `refusal` why the hall gives none, `failed` the code for staff when it could not be made.
    """

    language: str
    view: str = "attract"
    section: str = ""
    service: str = ""
    purpose: str = ""
    page: int = 0
    large: bool = False
    contrast: bool = False
    low: bool = False
    resume: str = ""
    asking: str = ""
    refusal: Refusal | None = None
    failed: str = ""
    paper: Paper | None = None

    @property
    def busy(self) -> bool:
        """A ticket is being made: no other wish is heard until it is there or refused."""
        return bool(self.asking)


def fresh(language: str) -> Session:
    """The session nobody has touched yet, in the first language of the hall."""
    return Session(language=language)
