"""The printer's driver over a scripted line: what goes out, in which order, byte by byte."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from drivers.base import Completion, Level, State, TransportError
from drivers.ticket_printer.base import Document, Print, Qr, Text
from drivers.ticket_printer.escpos import EscPosPrinter
from drivers.ticket_printer.escpos_options import EscPosOptions

DOCUMENT = Document((Text("Талон"),))


class Script:
    """A printer in memory that answers every question as told, and notes every write with its moment."""

    def __init__(self, *, answers: bool = True, takes: int = 1 << 30) -> None:
        self.answers, self.takes = answers, takes
        self.status = [0x12, 0x12, 0x12, 0x12]
        self.confirms, self.writes, self._back = True, list[bytes](), bytearray()

    def write(self, data: bytes, deadline: float) -> int:
        taken = data[: self.takes]
        self.takes -= len(taken)
        self.writes.append(taken)
        for number in (1, 2, 3, 4):
            if taken == bytes((0x10, 0x04, number)) and self.answers:
                self._back.append(self.status[number - 1])
        if b"\x1dr\x01" in taken and self.confirms:
            self._back += b"\0"
        if len(taken) < len(data):
            time.sleep(max(0.0, min(0.02, deadline - time.monotonic())))
        return len(taken)

    def read(self, deadline: float) -> bytes:
        if not self._back:
            time.sleep(max(0.0, min(0.01, deadline - time.monotonic())))
        data = bytes(self._back)
        self._back.clear()
        return data

    def wake(self) -> None: ...
    def close(self) -> None: ...


class Rig:
    """A driver on scripts: the first open gets the first one, and so on (the last one stays)."""

    def __init__(self, ear: Any, *scripts: Script, **options: Any) -> None:
        self.ear, self.scripts, self.opened = ear, list(scripts), 0
        settings = EscPosOptions.model_validate({"confirm_seconds": 0.5, **options})
        self.driver = EscPosPrinter("p", self._open, settings, ear.on_status)
        self.driver.start()

    def _open(self) -> Any:
        self.opened += 1
        return self.scripts[min(self.opened, len(self.scripts)) - 1]

    def print(self, request: str, document: Document = DOCUMENT, timeout: float = 5) -> Any:
        self.driver.submit(Print(document), request=request, timeout=timeout, done=self.ear.done)
        return self.ear.result(request)


@pytest.fixture
def rig_of(ear: Any) -> Iterator[Any]:
    made: list[Rig] = []

    def make(*scripts: Script, **options: Any) -> Rig:
        made.append(Rig(ear, *scripts, **options))
        return made[-1]

    yield make
    for rig in made:
        rig.driver.stop()


def test_the_first_byte_of_a_ticket_goes_out_before_any_question_while_the_printer_is_known_to_be_well(
    rig_of: Any, ear: Any
) -> None:
    script = Script()
    rig = rig_of(script)
    ear.until_state(State.READY)
    script.writes.clear()
    assert rig.print("r1").ok
    assert script.writes[0].startswith(b"\x1b@\x1bt\x11"), script.writes[:3]


def test_a_known_fault_is_asked_about_again_before_a_ticket_is_refused(rig_of: Any, ear: Any) -> None:
    script = Script()
    script.status[1] = 0x16
    rig = rig_of(script)
    ear.until_state(State.FAULT, "cover_open")
    assert rig.print("r1").code == "cover_open"
    script.status[1] = 0x12
    assert rig.print("r2").ok, "mended a moment ago, and nobody has polled since"


def test_a_ticket_that_cannot_be_printed_as_it_is_sends_nothing(rig_of: Any, ear: Any) -> None:
    script = Script()
    rig = rig_of(script)
    ear.until_state(State.READY)
    result = rig.print("r1", Document((Qr("Ж"),)))
    assert (result.completion, result.data["printed"]) == (Completion.INVALID_DATA, "no")
    assert not any(b"\x1b@" in write for write in script.writes)


def test_a_printer_that_takes_half_a_ticket_and_no_more_is_maybe_and_the_rest_is_dropped(rig_of: Any, ear: Any) -> None:
    first, second = Script(), Script()
    rig = rig_of(first, second)
    ear.until_state(State.READY)
    first.takes = 10
    result = rig.print("r1", Document((Qr("T1." + "x" * 60),)), timeout=0.5)
    assert (result.completion, result.data["printed"]) == (Completion.TIME_OUT, "maybe")
    ear.until(lambda: rig.opened == 2)
    ear.until_state(State.READY)
    assert rig.print("r2").ok
    sent = b"".join(second.writes)
    assert sent.index(bytes(60)) < sent.index(b"\x1b@\x1dVB\x00") < sent.index(b"\x1b@\x1bt"), (
        "the picture is filled up, the half ticket cut off, then comes the new one"
    )


def test_a_line_lost_before_the_first_byte_leaves_no_doubt(rig_of: Any, ear: Any) -> None:
    script = Script()
    rig = rig_of(script)
    ear.until_state(State.READY)

    def lose(data: bytes, deadline: float) -> int:
        raise TransportError("gone", written=0)

    script.write = lose  # type: ignore[method-assign]
    result = rig.print("r1")
    assert (result.completion, result.data["printed"]) == (Completion.CONNECTION_LOST, "no")


def test_a_confirmation_that_never_comes_is_maybe(rig_of: Any, ear: Any) -> None:
    script = Script()
    script.confirms = False
    rig = rig_of(script)
    ear.until_state(State.READY)
    result = rig.print("r1")
    assert (result.completion, result.code) == (Completion.TIME_OUT, "not_confirmed")
    assert result.data["printed"] == "maybe"


def test_a_printer_that_cannot_answer_is_unknown_never_well_and_its_tickets_are_maybe(rig_of: Any, ear: Any) -> None:
    script = Script(answers=False)
    rig = rig_of(script)
    assert ear.until_state(State.READY).level is Level.UNKNOWN
    result = rig.print("r1")
    assert (result.completion, result.data["printed"]) == (Completion.SUCCESS, "maybe")
    assert not any(b"\x10\x04" in write or b"\x1dr" in write for write in script.writes)
    assert rig.driver.capabilities.features["confirms"] is False


def test_without_confirmation_a_ticket_is_maybe_printed(rig_of: Any, ear: Any) -> None:
    rig = rig_of(Script(), confirm=False, automatic_status=False)
    ear.until_state(State.READY)
    assert rig.print("r1").data["printed"] == "maybe"
    assert not any(b"\x1da" in write or b"\x1dr" in write for write in rig.scripts[0].writes)


def test_a_drawer_signal_is_not_taken_for_trouble(rig_of: Any, ear: Any) -> None:
    script = Script()
    script.status[0] = 0x16
    rig_of(script)
    assert ear.until_state(State.READY).codes == ()
