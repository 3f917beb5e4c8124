"""The class of ticket printers: the document they print, the one command, and what can be wrong with them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from drivers.words import Fault, Level, fault_table

KIND = "ticket_printer"

Height = Literal["number", "title", "text", "note"]
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Text:
    """A paragraph; the printer wraps it. `number` is the one big thing on the paper (16.5 mm high)."""

    text: str
    height: Height = "text"
    strong: bool = False
    align: Align = "left"


@dataclass(frozen=True)
class Pair:
    """Two short texts at the two edges of one line; the right one moves to the next line when they do not fit."""

    left: str
    right: str
    strong: bool = False


@dataclass(frozen=True)
class Rule:
    """A dashed line across the paper."""


@dataclass(frozen=True)
class Qr:
    """A QR code of `data` (ASCII), and the lines that explain it."""

    data: str
    side: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Empty paper, in millimetres."""

    mm: float


Line = Text | Pair | Rule | Qr | Gap


@dataclass(frozen=True)
class Document:
    """What is on one piece of paper, from top to bottom; it says nothing about bytes. Language: BCP 47 code."""

    lines: tuple[Line, ...]
    width_mm: Literal[58, 80] = 80
    language: str = "ru"


@dataclass(frozen=True)
class Print:
    """Print a document and cut. `copy` is told to the printer's ledger only: the document itself says it is a copy."""

    document: Document
    copy: bool = False


class Printed(StrEnum):
    """`Result.data["printed"]`: is the paper in the visitor's hand? `maybe` is an honest answer."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


PRINT = frozenset({"print"})

FAULTS = fault_table(
    Fault("paper_near_end", Level.WARNING),
    Fault("paper_end", Level.ERROR, PRINT),
    Fault("cover_open", Level.ERROR, PRINT),
    Fault("cutter_error", Level.ERROR, PRINT),
    Fault("head_hot", Level.ERROR, PRINT),
    Fault("printer_error", Level.ERROR, PRINT),
    Fault("offline", Level.ERROR, PRINT),
    Fault("unplugged", Level.ERROR, PRINT),
    Fault("no_answer", Level.ERROR, PRINT),
    Fault("garbage", Level.ERROR, PRINT),
    Fault("not_confirmed", Level.WARNING),
    Fault("driver_failed", Level.ERROR, PRINT),
)
