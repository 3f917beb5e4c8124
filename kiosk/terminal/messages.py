"""The words between the core and everything around it: what may arrive in its inbox, and what it may ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.refusal import Refusal
from kiosk.terminal.offers import Offers
from kiosk.terminal.view import Intent


@dataclass(frozen=True)
class Order:
    """A ticket that is to be made: its identity is fixed before anybody is asked for a number."""

    ticket: str
    service: str
    purpose: str
    language: str
    letter: str


@dataclass(frozen=True)
class Grant:
    """The hub's number for a ticket, under its hall day; `ahead` is None when nobody can say."""

    number: str
    day: str
    ahead: int | None


@dataclass(frozen=True)
class Answered:
    """The hub's answer about a number; `grant` and `refusal` both None: no usable answer."""

    ticket: str
    grant: Grant | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Issued:
    """A ticket as the journal has it: number in canonical form, source hub | block | label; `at_us` is when."""

    ticket: str
    number: str
    service: str
    purpose: str
    language: str
    day: str
    source: str
    at_us: int
    ahead: int | None
    qr: str


@dataclass(frozen=True)
class Written:
    """The journal has the ticket, or (`issued` None) the disk did not take it."""

    ticket: str
    issued: Issued | None


@dataclass(frozen=True)
class Printed:
    """How printing ended: `printed` is yes | no | maybe, `code` a fault code, `order` a reprint order or empty."""

    issued: Issued
    printed: str
    code: str
    copy: bool
    order: str = ""


@dataclass(frozen=True)
class Found:
    """The ticket a desk wants printed again; None when this terminal has no such ticket."""

    order: str
    issued: Issued | None


@dataclass(frozen=True)
class PrinterState:
    """Whether the printer prints: `usable` only when it says so, `dead` when it surely cannot, with the fault's code.

    Neither: nobody knows yet (the line is being opened).
    """

    usable: bool = False
    dead: bool = False
    code: str = ""


@dataclass(frozen=True)
class HallState:
    """What the hub's feed says, as far as a terminal needs it."""

    link: bool = False
    entities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[str, Any]:
        """The objects of one kind, by id."""
        return self.entities.get(kind, {})


@dataclass(frozen=True)
class JournalState:
    """Whether the journal takes tickets: without it there are none."""

    works: bool


@dataclass(frozen=True)
class HelpSent:
    """The answer to a call for help: its id, or "" when nobody heard it."""

    key: str
    call: str


@dataclass(frozen=True)
class NewOffers:
    """Another catalogue or other hall settings."""

    offers: Offers


Message = Intent | Answered | Written | Printed | Found | PrinterState | HallState | JournalState | HelpSent | NewOffers


class Outside(Protocol):
    """What the core may set going. Every call returns at once; answers come back through the inbox."""

    def ask_number(self, order: Order) -> None:
        """Ask the hub for a number -> Answered."""

    def write_ticket(self, order: Order, grant: Grant | None) -> None:
        """Make the ticket durable, with the granted number or one of our own -> Written."""

    def write_paper(self, printed: Printed) -> None:
        """Note how printing ended."""

    def print_ticket(self, issued: Issued, *, copy: bool, order: str = "") -> None:
        """Print a durable ticket -> Printed."""

    def find_ticket(self, order: str, ticket: str) -> None:
        """Look up a ticket that a desk wants printed again -> Found."""

    def order_done(self, order: str) -> None:
        """Tell the hub that this piece of work is over."""

    def forget_orders(self, open_orders: Sequence[str]) -> None:
        """Only these are still on the hub's list: no need to report the others again."""

    def call_help(self, key: str) -> None:
        """Call staff -> HelpSent."""

    def close_help(self, call: str) -> None:
        """Help is no longer needed."""
