"""What can be asked of a hall: one frozen record per command, decided by `Hall.decide`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class GrantNumber:
    """A terminal asks for the next dense number for a ticket it is about to issue."""

    ticket: str
    service: str
    purpose: str
    language: str
    terminal: str


@dataclass(frozen=True, slots=True)
class TicketArrived:
    """A ticket that a terminal has issued reached the hall. It is never refused.

    `effective` is the moment it was issued, corrected by the terminal's clock offset, aware UTC; `issued` names the
    terminal's own event as {origin, lane, epoch, seq}.
    """

    ticket: str
    number: str
    service: str
    purpose: str
    language: str
    terminal: str
    effective: datetime
    issued: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LeaseBlock:
    """A terminal takes a block of numbers of one letter for the time without a hub."""

    letter: str
    terminal: str


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """A client without a journal (desk, phone page, API) asks the hall to issue a ticket."""

    ticket: str
    service: str
    purpose: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Staff sits down at a desk. `services` None: all that the desk may serve; `name` is shown to colleagues."""

    desk: int
    staff: str
    name: str
    services: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CloseDesk:
    desk: int
    staff: str


@dataclass(frozen=True, slots=True)
class CallNext:
    """Call whoever is next for this desk."""

    desk: int
    staff: str


@dataclass(frozen=True, slots=True)
class CallTicket:
    """Call this very waiting ticket."""

    desk: int
    staff: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Recall:
    """Call the visitor of this desk once more. `ticket` here and below is the one the operator sees."""

    desk: int
    staff: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Start:
    """The called visitor is here."""

    desk: int
    staff: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The visit is over."""

    desk: int
    staff: str
    ticket: str


@dataclass(frozen=True, slots=True)
class NoShow:
    """The called visitor did not come. Said by a person, never by a timer."""

    desk: int
    staff: str
    ticket: str


@dataclass(frozen=True, slots=True)
class CancelTicket:
    """The visitor does not want the ticket any more."""

    ticket: str
    staff: str


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Open the hall day now; `staff` None: the hall itself."""

    staff: str | None = None


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Give no more numbers today. Staff may do so while people wait; the hall itself may not."""

    staff: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """New hall settings. `version` is the version they were made from: another one in force is a refusal."""

    version: int
    settings: Mapping[str, Any]
    author: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: open or close the day if it is due. Harmless at any moment; once a second is enough."""


Issuing = GrantNumber | IssueTicket
AtDesk = Recall | Start | Finish | NoShow
Command = (
    Issuing
    | AtDesk
    | TicketArrived
    | LeaseBlock
    | OpenDesk
    | CloseDesk
    | CallNext
    | CallTicket
    | CancelTicket
    | OpenDay
    | CloseDay
    | ChangeSettings
    | Tick
)
