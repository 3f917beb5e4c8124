"""Reads ESC/POS as a printer does: bytes in any pieces become operations. Knows nothing of our encoder."""

from dataclasses import dataclass

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10
# Commands with a fixed number of argument bytes, by their two-byte name.
FIXED = {
    **{(ESC, ord(name)): count for name, count in {
        "@": 0, "!": 1, "-": 1, "2": 0, "3": 1, "E": 1, "G": 1, "J": 1, "K": 1, "M": 1, "R": 1, "S": 0, "L": 0,
        "V": 1, "T": 1, "a": 1, "c": 2, "d": 1, "e": 1, "p": 3, "t": 1, "{": 1, " ": 1, "$": 2, "\\": 2, "r": 1,
        "=": 1, "?": 1, "i": 0, "m": 0, "<": 0, "W": 8, "u": 1, "v": 0,
    }.items()},
    **{(GS, ord(name)): count for name, count in {
        "!": 1, "B": 1, "H": 1, "I": 1, "L": 2, "P": 2, "W": 2, "a": 1, "b": 1, "f": 1, "h": 1, "r": 1, "w": 1,
        "$": 2, "\\": 2, "/": 1, "j": 1, "^": 3, "T": 1, ":": 0,
    }.items()},
    **{(FS, ord(name)): count for name, count in {
        "&": 0, ".": 0, "!": 1, "-": 1, "C": 1, "S": 2, "W": 1, "p": 2,
    }.items()},
}  # fmt: skip
LARGEST = 1 << 22  # bytes one command may hold: more is a mistake, not a picture
REAL_TIME_ARGUMENTS = {0x04: 1, 0x05: 1, 0x14: 3}


@dataclass(frozen=True)
class Op:
    """One operation: `name` is "text", "lf", "nul", "unknown" or the command as in manuals ("ESC @", "GS v 0", ...).

    `size` is how many bytes it took on the wire.
    """

    name: str
    data: bytes
    size: int

    @property
    def real_time(self) -> bool:
        """True for what a printer does at once, whatever waits before it."""
        return self.name.startswith("DLE")


class EscPosDecoder:
    """Bytes in, operations out; never raises. `waiting` is True in the middle of a command."""

    def __init__(self) -> None:
        self._held = bytearray()

    @property
    def waiting(self) -> bool:
        return bool(self._held)

    def feed(self, data: bytes) -> list[Op]:
        """Every operation that is complete with these bytes."""
        self._held += data
        ops: list[Op] = []
        at = 0
        while at < len(self._held):
            op = self._next(at)
            if op is None:
                break
            at += op.size
            ops.append(op)
        del self._held[:at]
        return ops

    def _next(self, at: int) -> Op | None:
        first = self._held[at]
        if first >= 0x20:
            end = at
            while end < len(self._held) and self._held[end] >= 0x20:
                end += 1
            return Op("text", bytes(self._held[at:end]), end - at)
        if first in (ESC, FS, GS, DLE):
            return self._command(at)
        single = {0x00: "nul", 0x0A: "lf", 0x0D: "cr", 0x09: "tab", 0x0C: "ff", 0x18: "can"}.get(first, "unknown")
        return Op(single, bytes((first,)), 1)

    def _command(self, at: int) -> Op | None:
        if at + 1 >= len(self._held):
            return None
        lead, letter = self._held[at], self._held[at + 1]
        if lead == DLE:
            count = REAL_TIME_ARGUMENTS.get(letter)
            name = {0x04: "DLE EOT", 0x05: "DLE ENQ", 0x14: "DLE DC4"}.get(letter, "")
            return self._unknown(at) if count is None else self._cut(at, name, 2, count)
        title = f"{ {ESC: 'ESC', FS: 'FS', GS: 'GS'}[lead] } {chr(letter)}"
        if (lead, letter) in FIXED:
            return self._cut(at, title, 2, FIXED[lead, letter])
        return self._variable(at, lead, letter, title)

    def _variable(self, at: int, lead: int, letter: int, title: str) -> Op | None:
        """Commands that carry their own length."""
        arguments = self._held[at + 2 : at + 8]
        match (lead, chr(letter)):
            case (0x1D, "V"):
                return (arguments and self._cut(at, title, 2, 2 if arguments[0] >= 65 else 1)) or None
            case (0x1D | 0x1B, "(") | (0x1C, "("):
                if len(arguments) < 3:
                    return None
                count = arguments[1] | arguments[2] << 8
                return self._cut(at, f"{title} {chr(arguments[0])}", 5, count)
            case (0x1D, "8"):
                if len(arguments) < 5:
                    return None
                count = int.from_bytes(arguments[1:5], "little")
                if count > LARGEST:
                    return self._unknown(at)
                return self._cut(at, f"{title} {chr(arguments[0])}", 7, count)
            case (0x1D, "v"):
                if len(arguments) < 6:
                    return None
                count = (arguments[2] | arguments[3] << 8) * (arguments[4] | arguments[5] << 8)
                return self._cut(at, f"{title} {chr(arguments[0])}", 3, 5 + count)
            case (0x1B, "*"):
                if len(arguments) < 3:
                    return None
                columns = arguments[1] | arguments[2] << 8
                return self._cut(at, title, 2, 3 + columns * (3 if arguments[0] >= 32 else 1))
            case (0x1D, "k"):
                return self._barcode(at, title)
            case (0x1B, "D"):
                end = self._held.find(0, at + 2)
                return None if end < 0 else self._cut(at, title, 2, end - at - 1)
        return self._unknown(at)

    def _barcode(self, at: int, title: str) -> Op | None:
        if at + 3 >= len(self._held):
            return None
        if self._held[at + 2] >= 65:
            return self._cut(at, title, 2, 2 + self._held[at + 3])
        end = self._held.find(0, at + 3)
        return None if end < 0 else self._cut(at, title, 2, end - at - 1)

    def _cut(self, at: int, name: str, head: int, count: int) -> Op | None:
        end = at + head + count
        if end > len(self._held):
            return None
        return Op(name, bytes(self._held[at + head : end]), head + count)

    def _unknown(self, at: int) -> Op:
        return Op("unknown", bytes(self._held[at : at + 2]), 2)
