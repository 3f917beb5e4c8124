"""The conversation with an ESC/POS printer: questions, answers, what is known of it and for how long."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from drivers.ticket_printer.escpos_status import (
    AutoStatus,
    Event,
    Info,
    Noise,
    PaperAnswer,
    RealTime,
    StatusParser,
    codes_of_answers,
    codes_of_auto,
)
from drivers.transports.base import Transport, TransportError

ANSWER_SECONDS = 0.5
LATE_SECONDS = 2.0  # an answer that has not come by then is lost
FRESH_SECONDS = 3.0
QUIET = 0x12  # the answer of a printer with nothing to report
AUTO_ON, ASK_PAPER, ASK_MAKER, ASK_MODEL = b"\x1da\xff", b"\x1dr\x01", b"\x1dIB", b"\x1dIC"


@dataclass
class Talk:
    """One open line. `codes` is None while nothing is known; `known_at` says since when (monotonic seconds)."""

    line: Transport
    stopping: Callable[[], bool]
    codes: tuple[str, ...] | None = None
    known_at: float = -1e9
    noise: int = 0
    confirmed: int = 0
    info: list[str] = field(default_factory=list)
    _parser: StatusParser = field(default_factory=StatusParser)
    _open: deque[int] = field(default_factory=deque)
    _asked_at: float = 0.0
    _told: int = 0
    _answers: dict[int, int] = field(default_factory=dict)

    def fresh_ok(self) -> bool:
        """True when the printer said less than FRESH_SECONDS ago how it is."""
        return self.codes is not None and time.monotonic() - self.known_at < FRESH_SECONDS

    def say(self, data: bytes) -> None:
        """Send a few bytes. Raises TransportError `no_answer` when the printer does not even take them."""
        written = self.line.write(data, time.monotonic() + ANSWER_SECONDS)
        if written < len(data):
            raise TransportError("the line is full", code="no_answer", written=written)

    def take(self, data: bytes) -> None:
        """Take in bytes."""
        for event in self._parser.feed(data):
            self._note(event)

    def _note(self, event: Event) -> None:
        match event:
            case AutoStatus():
                self._told += 1
                self.learn(codes_of_auto(event))
            case RealTime(value) if self._open:
                # Answers come in the order of the questions; nothing else tells them apart.
                self._answers[self._open.popleft()] = value
            case PaperAnswer():
                self.confirmed += 1
            case Info(text):
                self.info.append(text)
            case RealTime() | Noise():
                self.noise += 1

    def learn(self, codes: tuple[str, ...]) -> None:
        """The printer said how it is."""
        self.codes, self.known_at = codes, time.monotonic()

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Read until `done`, at most so long; False when it did not come about (or the driver is to stop)."""
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() >= deadline or self.stopping():
                return False
            self.take(self.line.read(deadline))
        return True

    def ask(self) -> bool:
        """`DLE EOT` 1 to 4, one after the other. False: no answer in time, and nothing is known any more."""
        self.noise, told = 0, self._told
        self._drop_late_questions()
        for number in (1, 2, 3, 4):
            self._answers.pop(number, None)
            self._question(number)
            if not self.wait(lambda wanted=number: wanted in self._answers, ANSWER_SECONDS):  # type: ignore[misc]
                self.codes = None
                return False
        if self._told == told:  # a change told unasked in between is newer than the first of these answers
            self.learn(codes_of_answers(*(self._answers[number] for number in (1, 2, 3, 4))))
        return True

    def _question(self, number: int) -> None:
        self.say(bytes((0x10, 0x04, number)))
        self._open.append(number)
        self._asked_at = time.monotonic()

    def _drop_late_questions(self) -> None:
        self.take(self.line.read(time.monotonic()))
        if self._open and time.monotonic() - self._asked_at > ANSWER_SECONDS:
            self._open.clear()
            self._parser.reset()

    def look_aside(self) -> None:
        """While a job prints: ask the next `DLE EOT` unless one is open; trouble that was told is learnt."""
        told = codes_of_answers(*(self._answers.get(number, QUIET) for number in (1, 2, 3, 4)))
        if told:
            self.learn(told)
        if self._open and time.monotonic() - self._asked_at < LATE_SECONDS:
            return
        self._open.clear()
        self._question(next((number for number in (4, 2, 3, 1) if number not in self._answers), 4))

    def job_begins(self) -> None:
        """What was answered before says nothing about this job."""
        self._answers.clear()
        self.confirmed = 0

    def ask_info(self) -> list[str]:
        """Maker and model, as far as the printer tells."""
        self.info.clear()
        for count, question in enumerate((ASK_MAKER, ASK_MODEL), start=1):
            self._parser.expect_info()
            self.say(question)
            if not self.wait(lambda wanted=count: len(self.info) >= wanted, ANSWER_SECONDS):  # type: ignore[misc]
                break
        self._parser.reset()
        return list(self.info)
