"""Armed faults strike after exactly as many bytes as was said, however the bytes are cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.fakes.condition import FAULTS
from drivers.fakes.device import NoSuchThing
from drivers.fakes.faults import CUT, UNPLUGGED, Faults

PIECES = st.lists(st.binary(min_size=1, max_size=20), max_size=20)


@given(PIECES, st.integers(0, 200))
def test_the_cable_goes_behind_the_byte_that_was_named(pieces: list[bytes], after: int) -> None:
    faults = Faults(FAULTS)
    assert faults.order(CUT, True, {"after": after}) == ""
    came = b""
    for piece in pieces:
        through, cut = faults.through(piece)
        came += through
        if cut:
            break
    sent = b"".join(pieces)
    assert came == sent[:after]
    assert (UNPLUGGED in faults.on) is bool(pieces and len(sent) >= after)


@given(PIECES, st.integers(1, 200))
def test_other_faults_come_once_so_many_bytes_are_worked_off(pieces: list[bytes], after: int) -> None:
    faults = Faults(FAULTS)
    faults.order("paper_end", True, {"after": after})
    struck = [name for piece in pieces for name in faults.due(len(piece))]
    assert struck == (["paper_end"] if sum(map(len, pieces)) >= after else [])


def test_a_fault_switched_off_no_longer_waits() -> None:
    faults = Faults(FAULTS)
    faults.order("paper_end", True, {"after": 5})
    assert faults.order("paper_end", False, {}) == "paper_end"
    assert (faults.armed, faults.due(10)) == ({}, [])


def test_unknown_faults_and_settings_are_refused_and_change_nothing() -> None:
    faults = Faults(FAULTS)
    with pytest.raises(NoSuchThing, match="paper_end"):
        faults.order("on_fire", True, {})
    for wrong in ({"after": -1}, {"after": True}, {"after": "5"}, {"before": 5}):
        with pytest.raises(ValueError, match="number of bytes"):
            faults.order("slow", True, wrong)
    assert (faults.on, faults.armed) == (set(), {})
