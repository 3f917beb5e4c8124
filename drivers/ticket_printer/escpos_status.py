"""The reading half of the ESC/POS codec: what a printer sends back, told apart by its fixed bits.

`DLE EOT n` answers 0xx1xx10, automatic status begins 0xx1xx00 and goes on with three bytes 0xx0xxxx, `GS r` answers
0xx0xxxx, `GS I` strings run from "_" to NUL. (Epson ESC/POS command reference, "Status" and "ASB".)
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class RealTime:
    """Answer to the oldest open `DLE EOT`; the byte itself does not say to which."""

    value: int


@dataclass(frozen=True)
class PaperAnswer:
    """Answer to `GS r 1`: everything sent before it was processed."""

    value: int


@dataclass(frozen=True)
class AutoStatus:
    """The four bytes of an automatic status."""

    values: tuple[int, int, int, int]


@dataclass(frozen=True)
class Info:
    """Answer to `GS I n`."""

    text: str


@dataclass(frozen=True)
class Noise:
    """A byte that fits nothing."""

    value: int


Event = RealTime | PaperAnswer | AutoStatus | Info | Noise
FIXED, REAL_TIME, AUTO = 0x93, 0x12, 0x10
INFO_LIMIT = 80


class StatusParser:
    """Bytes in any pieces, events out; whatever is fed, nothing is raised and nothing is held for ever."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._asked_info = False

    def expect_info(self) -> None:
        """`GS I` was sent: a "_" begins a string now."""
        self._asked_info = True

    def reset(self) -> None:
        """A line was opened or a silence waited out: half an answer from before means nothing."""
        self._held.clear()
        self._asked_info = False

    def feed(self, data: bytes) -> list[Event]:
        """Every event that is complete with these bytes."""
        self._held += data
        events: list[Event] = []
        while self._held and (event := self._next()) is not None:
            events.append(event)
        return events

    def _next(self) -> Event | None:
        first = self._held[0]
        if self._asked_info and first == 0x5F:
            return self._info()
        if first & FIXED == AUTO:
            return self._auto()
        del self._held[0]
        if first & FIXED == REAL_TIME:
            return RealTime(first)
        return PaperAnswer(first) if first & 0x90 == 0 else Noise(first)

    def _auto(self) -> Event | None:
        tail = self._held[1:4]
        if any(value & 0x90 for value in tail):  # the head was noise: what follows is looked at by itself
            return Noise(self._held.pop(0))
        if len(tail) < 3:
            return None
        values = (self._held[0], tail[0], tail[1], tail[2])
        del self._held[:4]
        return AutoStatus(values)

    def _info(self) -> Event | None:
        end = self._held.find(0)
        if end < 0 and len(self._held) <= INFO_LIMIT:
            return None
        self._asked_info = False
        if not 0 <= end <= INFO_LIMIT:
            return Noise(self._held.pop(0))
        text = self._held[1:end].decode("ascii", "replace")
        del self._held[: end + 1]
        return Info(text)


def codes_of_answers(printer: int, cause: int, error: int, paper: int) -> tuple[str, ...]:
    """Fault codes of the four `DLE EOT` answers, the one to mend first in front."""
    return _codes(
        cover=bool(cause & 0x04),
        end=bool(paper & 0x60 or cause & 0x20),
        cutter=bool(error & 0x08),
        broken=bool(error & 0x20),
        hot=bool(error & 0x40),
        other=bool(printer & 0x08 or cause & 0x40),
        near=bool(paper & 0x0C),
    )


def codes_of_auto(status: AutoStatus) -> tuple[str, ...]:
    """Fault codes of an automatic status."""
    printer, error, paper, _ = status.values
    return _codes(
        cover=bool(printer & 0x20),
        end=bool(paper & 0x0C),
        cutter=bool(error & 0x08),
        broken=bool(error & 0x20),
        hot=bool(error & 0x40),
        other=bool(printer & 0x08),
        near=bool(paper & 0x03),
    )


def _codes(
    *, cover: bool, end: bool, cutter: bool, broken: bool, hot: bool, other: bool, near: bool
) -> tuple[str, ...]:
    named = (
        ("cover_open", cover),
        ("paper_end", end),
        ("cutter_error", cutter),
        ("printer_error", broken),
        ("head_hot", hot),
    )
    found = [code for code, true in named if true]
    if other and not found:
        found.append("offline")
    if near and not end:
        found.append("paper_near_end")
    return tuple(found)
