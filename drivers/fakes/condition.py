"""The condition of a fake printer: which faults are on, and the status bytes that tell of them."""

FAULTS = (
    "paper_end",
    "paper_near_end",
    "cover_open",
    "cutter_error",
    "printer_error",
    "head_hot",
    "offline",
    "no_answer",
    "garbage",
    "slow",
    "unplugged",
    "unplugged_mid_job",
)
HOLDING = frozenset({"paper_end", "cover_open", "cutter_error", "printer_error", "head_hot", "offline", "no_answer"})
ACTIONS = {
    "paper-out": (("paper_end",), ()),
    "paper-in": ((), ("paper_end", "paper_near_end")),
    "cover-open": (("cover_open",), ()),
    "cover-close": ((), ("cover_open",)),
    "cable-out": (("unplugged",), ()),
    "cable-in": ((), ("unplugged",)),
}
FIXED = 0x12


def real_time(number: int, faults: set[str]) -> int:
    """The answer to `DLE EOT number`."""
    holding = bool(faults & HOLDING)
    bits = {
        1: 0x08 * holding,
        2: 0x04 * ("cover_open" in faults)
        + 0x20 * ("paper_end" in faults)
        + 0x40 * bool(faults & {"cutter_error", "printer_error", "head_hot"}),
        3: 0x08 * ("cutter_error" in faults) + 0x20 * ("printer_error" in faults) + 0x40 * ("head_hot" in faults),
        4: 0x0C * bool(faults & {"paper_near_end", "paper_end"}) + 0x60 * ("paper_end" in faults),
    }
    return FIXED | bits.get(number, 0)


def paper_answer(faults: set[str]) -> int:
    """The answer to `GS r 1`."""
    return 0x03 * bool(faults & {"paper_near_end", "paper_end"}) + 0x0C * ("paper_end" in faults)


def automatic(faults: set[str]) -> bytes:
    """The four bytes of automatic status."""
    holding = bool(faults & HOLDING)
    return bytes(
        (
            0x10 + 0x08 * holding + 0x20 * ("cover_open" in faults),
            0x08 * ("cutter_error" in faults) + 0x20 * ("printer_error" in faults) + 0x40 * ("head_hot" in faults),
            paper_answer(faults),
            0x00,
        )
    )
