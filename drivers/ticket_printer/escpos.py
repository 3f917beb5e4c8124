"""Ticket printers that speak ESC/POS (Epson and most others), over serial, TCP 9100 or a usblp device file.

Test ladder: serial (pty) and TCP stand on rung A (emupos, an independent printer, reads what we send) and on rung B
(our fake is judged by receiptio, an independent client); the device file stands on rung C: our fake over FIFOs.
"""

import time
from collections.abc import Callable
from typing import Any

from drivers.book import Request
from drivers.driver import Driver
from drivers.ticket_printer.base import FAULTS, KIND, Print
from drivers.ticket_printer.escpos_job import JobFlow
from drivers.ticket_printer.escpos_options import EscPosOptions
from drivers.ticket_printer.escpos_talk import AUTO_ON, Talk
from drivers.ticket_printer.sample import SAMPLE
from drivers.transports import Transport, TransportError
from drivers.words import Capabilities, CheckHealth, Completion, Health, Level, Result, State, Status, worst

SLOW_WIRE = 10_000.0  # bytes a second: below this (57600 baud) the drawn number takes seconds
ASK_AGAIN_SECONDS = 0.3
SILENT = 2  # unanswered rounds until silence is a fault
QUIET_SECONDS = 1.0
LONGEST_RUN = 24 * 125  # bytes of data in one command of ours, at most: a band on the widest paper


class EscPosPrinter(Driver):
    """One printer. Statuses come from automatic status and a poll every two seconds; silence is never "well"."""

    kind = KIND
    faults = FAULTS

    def __init__(
        self,
        name: str,
        transport_factory: Callable[[], Transport],
        options: EscPosOptions,
        on_status: Callable[[Status], None],
        *,
        bytes_per_second: float = 1e6,
        **reopening: Any,
    ) -> None:
        super().__init__(name, transport_factory, options, on_status, **reopening)
        draw = options.number == "raster" or (options.number == "auto" and bytes_per_second >= SLOW_WIRE)
        self._settings, self._speed = options, bytes_per_second
        self._flow = JobFlow(options, draw_number=draw, bytes_per_second=bytes_per_second)
        self._talk: Talk | None = None
        self._silences = 0
        self._answers, self._working, self._filled = True, False, False

    @property
    def capabilities(self) -> Capabilities:
        """See Driver.capabilities."""
        features = {
            "widths_mm": [58, 80],
            "code_page": self._settings.code_page,
            "cut": self._settings.cut,
            "status": self._answers,
            "confirms": self._answers and self._settings.confirm,
            "number": "raster" if self._flow.draw_number else "text",
        }
        return Capabilities(KIND, "escpos", features)

    def opened(self, line: Transport) -> None:
        """See Actor.opened."""
        self._answers = line.answers
        self._talk, self._filled = Talk(line, lambda: self.stopping), False
        self._talk.say(self._flow.filling() + (AUTO_ON if self._settings.automatic_status and line.answers else b""))
        self._ask(self._talk)
        self._flow.warm_up()

    def poll(self, line: Transport) -> None:
        """See Actor.poll."""
        if self._talk is not None:
            self._ask(self._talk)

    def received(self, data: bytes) -> None:
        """See Actor.received: automatic status, or noise."""
        talk = self._talk
        if talk is None:
            return
        before = talk.known_at
        talk.take(data)
        if talk.known_at != before:
            self._show(talk)

    def perform(self, line: Transport, request: Request) -> Result:
        """See Actor.perform."""
        self._flow.begin()
        self._working = True
        try:
            result = self._carry_out(request)
        finally:
            self._working = False
        if self._talk is not None and self._talk.codes is not None:
            self._show(self._talk)
        if self._flow.stuck:
            self.hang_up()
        return result

    def _carry_out(self, request: Request) -> Result:
        talk = self._talk
        if talk is None:
            return self.refused(request, Completion.DEVICE_NOT_READY, "no_answer")
        if isinstance(request.command, Print):
            return self._print(talk, request, request.command)
        if isinstance(request.command, CheckHealth):
            return self._check(talk, request, request.command.level)
        return self.refused(request, Completion.UNSUPPORTED_COMMAND, "")

    def lost(self, request: Request, error: TransportError) -> Result:
        """See Actor.lost: what had gone out may be on paper."""
        result = super().lost(request, error)
        return Result(request.id, result.completion, result.code, self._flow.printed_so_far(error.written))

    def refused(self, request: Request, completion: Completion, code: str) -> Result:
        """See Actor.refused: nothing is on paper."""
        return Result(request.id, completion, code, {"printed": "no"})

    def _print(self, talk: Talk, request: Request, command: Print) -> Result:
        if talk.line.answers and not self._known_well(talk):
            return self.refused(request, Completion.DEVICE_NOT_READY, self._blocking(talk) or self._silent(talk))
        return self._flow.run(talk, request, command, lambda: self._blocking(talk))

    def _known_well(self, talk: Talk) -> bool:
        """True when the printer can print; asks only when what is known is old or bad."""
        if talk.fresh_ok():
            talk.take(talk.line.read(time.monotonic()))
            if not self._blocking(talk):
                return True
        return (self._ask(talk) or self._ask(talk)) and not self._blocking(talk)

    def _blocking(self, talk: Talk) -> str:
        """The first known code that stops printing, or ""."""
        return next((code for code in talk.codes or () if FAULTS[code].level is Level.ERROR), "")

    def _check(self, talk: Talk, request: Request, level: Health) -> Result:
        if level is Health.INTERACTIVE:
            return self.refused(request, Completion.UNSUPPORTED_COMMAND, "")
        if level is Health.EXTERNAL:
            return self._print(talk, request, Print(SAMPLE))
        if not talk.line.answers:
            return self.refused(request, Completion.UNSUPPORTED_COMMAND, "")
        well = self._known_well(talk) if self._ask(talk) else False
        data = {"printed": "no", "codes": list(talk.codes or ()), "info": talk.ask_info() if well else []}
        if well:
            return Result(request.id, Completion.SUCCESS, "", data)
        return Result(request.id, Completion.DEVICE_NOT_READY, self._blocking(talk) or "no_answer", data)

    def _silent(self, talk: Talk) -> str:
        return "garbage" if talk.noise else "no_answer"

    def _ask(self, talk: Talk) -> bool:
        """One round of questions; shows what came of it. A first silence is "unknown", a second one is a fault."""
        if not talk.line.answers:
            self.publish(State.READY, Level.UNKNOWN)
            return True
        if talk.ask():
            if self._silences and self._filled:
                self._flow.found_half()
            self._silences = 0
            self._show(talk)
            return True
        self._silences += 1
        self.next_poll = time.monotonic() + ASK_AGAIN_SECONDS
        if not self._filled:  # it may wait for the rest of a picture that a program before us began
            self._filled = True
            talk.say(bytes(LONGEST_RUN))
        if self._silences < SILENT:
            self.publish(State.OPENING, Level.UNKNOWN)
            return False
        self.publish(State.FAULT, Level.ERROR, (self._silent(talk),))
        if self._silences > SILENT and not self._working:
            self.hang_up(
                QUIET_SECONDS
            )  # a network printer that was switched off and on does not know this connection any more
        return False

    def _show(self, talk: Talk) -> None:
        """Publish what the printer said of itself."""
        codes = talk.codes or ()
        level = worst([FAULTS[code].level for code in codes])
        state = State.FAULT if level is Level.ERROR else State.BUSY if self._working else State.READY
        self.publish(state, level, codes)
