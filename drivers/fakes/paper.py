"""What comes out of the slot: one paper and the things on it, in order."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """One printed line of letters, all of one size; sizes are multiples of the 12 x 24 cell."""

    text: str
    width: int
    height: int
    bold: bool
    align: str


@dataclass(frozen=True)
class Picture:
    """Dots: `rows` of packed bytes, 1 is black."""

    width_bytes: int
    rows: tuple[bytes, ...]
    align: str


@dataclass(frozen=True)
class Code:
    """A QR code; `size` is dots per module, `error` one of L M Q H."""

    data: str
    size: int
    error: str
    align: str


@dataclass(frozen=True)
class Feed:
    """Empty paper, in dots."""

    dots: int


Thing = Words | Picture | Code | Feed


@dataclass
class Paper:
    """One piece of paper, cut off."""

    width_dots: int
    things: list[Thing] = field(default_factory=list)
    cut: str = ""
    unknown: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        return all(isinstance(thing, Feed) for thing in self.things)

    def as_json(self) -> dict[str, Any]:
        """Everything on it; pictures by size only."""
        words = [thing for thing in self.things if isinstance(thing, Words)]
        return {
            "width_dots": self.width_dots,
            "lines": [_as_json(thing) for thing in self.things],
            "text": "\n".join(thing.text for thing in words),
            "qr": [thing.data for thing in self.things if isinstance(thing, Code)],
            "cut": self.cut,
            "unknown": self.unknown,
        }


def _as_json(thing: Thing) -> dict[str, Any]:
    match thing:
        case Words():
            return {"text": thing.text, "width": thing.width, "height": thing.height, "bold": thing.bold,
                    "align": thing.align}  # fmt: skip
        case Picture():
            black = sum(byte.bit_count() for row in thing.rows for byte in row)
            size = {"width": thing.width_bytes * 8, "height": len(thing.rows), "black": black}
            return {"raster": size, "align": thing.align}
        case Code():
            return {"qr": thing.data, "size": thing.size, "error": thing.error, "align": thing.align}
        case Feed():
            return {"feed": thing.dots}
