"""One ticket's way to the printer: encode, send while listening, confirm; and how much is owed when that went wrong."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from drivers.book import Request
from drivers.ticket_printer.base import Print, Printed
from drivers.ticket_printer.escpos_encoder import EscPosEncoder, Job
from drivers.ticket_printer.escpos_options import EscPosOptions
from drivers.ticket_printer.escpos_talk import ASK_PAPER, AUTO_ON, Talk
from drivers.ticket_printer.sample import SAMPLE
from drivers.words import Completion, Result

CHUNK = 1024
TURN_SECONDS = 0.25  # how long a write may stall before we listen again
MM_PER_SECOND = 75.0  # a slow mechanism
OWED_SECONDS = 30.0  # after that a late answer of an older job is not expected any more
HEAD = 5  # ESC @ ESC t n
CUT_OFF = b"\x1b@\x1dVB\x00"


class JobFlow:
    """The jobs of one printer, one at a time; keeps what a job that broke off left behind."""

    def __init__(self, options: EscPosOptions, *, draw_number: bool, bytes_per_second: float) -> None:
        self.draw_number, self._options, self._speed = draw_number, options, bytes_per_second
        self._encoder: EscPosEncoder | None = None
        self._sent = 0
        self._total = 0
        self._unfinished = 0  # bytes of data the printer may still wait for
        self._half = False  # half a ticket may hang out of the printer
        self._run = 0
        self._owed, self._owed_at = 0, 0.0

    def warm_up(self) -> None:
        """Load the encoder and its fonts now, not while a visitor waits."""
        if self._encoder is None:
            self._encode(Print(SAMPLE))

    def begin(self) -> None:
        """A new command: nothing of it has gone out."""
        self._sent = self._total = self._run = 0

    def filling(self) -> bytes:
        """NULs that end a picture which broke off (as white) and mean nothing elsewhere; once after each such job.

        Until then a printer may take everything, questions too, for the rest of the picture.
        """
        count, self._unfinished = self._unfinished, 0
        return bytes(count)

    def found_half(self) -> None:
        """The printer only answered after it was filled up: somebody's job broke off before us."""
        self._half = True

    @property
    def stuck(self) -> bool:
        """True when a job was given up before all of it went out: what the system still holds must be dropped."""
        return 0 < self._sent < self._total

    def printed_so_far(self, written: int) -> Mapping[str, Any]:
        """Result data for a job that broke off, `written` bytes after the last ones counted."""
        self._sent += written
        if self._sent:
            self._unfinished, self._half = self._run, True
        return {"printed": str(Printed.MAYBE if self._sent else Printed.NO)}

    def run(self, talk: Talk, request: Request, command: Print, trouble: Callable[[], str]) -> Result:
        """Print one document on a printer that is known to be well. TransportError is let through."""
        try:
            job = self._encode(command)
        except ValueError:
            return Result(request.id, Completion.INVALID_DATA, "", {"printed": str(Printed.NO)})
        confirms = talk.line.answers and self._options.confirm
        data = self.filling() + (CUT_OFF if self._half else b"") + self._with_questions(job, talk, confirms)
        self._total, self._run = len(data), job.longest_run
        self._settle_debts(talk)
        talk.job_begins()
        began = time.monotonic()
        result = self._send(talk, request, data, trouble)
        if result is not None:
            return result
        self._half = False
        if not confirms:
            return Result(request.id, Completion.SUCCESS, "", {"printed": str(Printed.MAYBE)})
        expected = len(data) / self._speed + job.length_mm / MM_PER_SECOND + self._options.confirm_seconds
        return self._confirm(talk, request, min(request.deadline, began + expected), trouble)

    def _encode(self, command: Print) -> Job:
        if self._encoder is None:
            self._encoder = EscPosEncoder(self._options, draw_number=self.draw_number)
        return self._encoder.encode(command.document)

    def _with_questions(self, job: Job, talk: Talk, confirms: bool) -> bytes:
        """ESC @ switches automatic status off, so it is switched on again behind it."""
        automatic = AUTO_ON if talk.line.answers and self._options.automatic_status else b""
        return job.data[:HEAD] + automatic + job.data[HEAD:] + (ASK_PAPER if confirms else b"")

    def _send(self, talk: Talk, request: Request, data: bytes, trouble: Callable[[], str]) -> Result | None:
        while self._sent < len(data):
            turn = min(request.deadline, time.monotonic() + TURN_SECONDS)
            self._sent += talk.line.write(data[self._sent : self._sent + CHUNK], turn)
            talk.take(talk.line.read(time.monotonic()))
            if trouble():
                return self._broken(request, Completion.HARDWARE_ERROR, trouble())
            if time.monotonic() >= request.deadline and self._sent < len(data):
                return self._broken(request, Completion.TIME_OUT, "no_answer")
            if talk.stopping():
                return self._broken(request, Completion.CANCELED, "")
        return None

    def _confirm(self, talk: Talk, request: Request, until: float, trouble: Callable[[], str]) -> Result:
        wanted = 1 + self._owed
        while talk.confirmed < wanted:
            left = until - time.monotonic()
            if trouble() or left <= 0 or talk.stopping():
                break
            if not talk.wait(lambda: talk.confirmed >= wanted or bool(trouble()), min(left, TURN_SECONDS)):
                talk.look_aside()
        if talk.confirmed >= wanted:
            self._owed = 0
            return Result(request.id, Completion.SUCCESS, "", {"printed": str(Printed.YES)})
        self._owed, self._owed_at = wanted - talk.confirmed, time.monotonic()
        talk.confirmed = 0
        if trouble():
            return self._maybe(request, Completion.HARDWARE_ERROR, trouble())
        if talk.stopping():
            return self._maybe(request, Completion.CANCELED, "")
        return self._maybe(request, Completion.TIME_OUT, "not_confirmed")

    def _settle_debts(self, talk: Talk) -> None:
        """Answers of older jobs that came in between, or will never come."""
        self._owed = max(0, self._owed - talk.confirmed)
        if time.monotonic() - self._owed_at > OWED_SECONDS:
            self._owed = 0

    def _broken(self, request: Request, completion: Completion, code: str) -> Result:
        return Result(request.id, completion, code, self.printed_so_far(0))

    def _maybe(self, request: Request, completion: Completion, code: str) -> Result:
        return Result(request.id, completion, code, {"printed": str(Printed.MAYBE)})
