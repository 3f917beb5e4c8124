"""What the terminal does with each message: the rules of the visit, without a thread and without a screen."""

from dataclasses import replace

from kiosk.clock import Clock
from kiosk.ids import new_key
from kiosk.settings import Machine
from kiosk.terminal import flow
from kiosk.terminal.help_call import PATIENCE_SECONDS, HelpCall
from kiosk.terminal.messages import (
    Answered,
    Found,
    HallState,
    HelpSent,
    JournalState,
    Message,
    NewOffers,
    Outside,
    Printed,
    PrinterState,
    Written,
)
from kiosk.terminal.move import Effect
from kiosk.terminal.offers import Offers
from kiosk.terminal.quiet import asks_first, quiet_seconds
from kiosk.terminal.session import Session, fresh
from kiosk.terminal.ticketing import Ticketing
from kiosk.terminal.timers import Timers
from kiosk.terminal.view import Intent

QUIET, SECOND, NUMBER, HELP, REFRESH = "quiet", "second", "number", "help", "refresh"
# How often what depends on the time of day is looked at again.
REFRESH_SECONDS = 20.0


class Visit:
    """Holds the visitor's session and the call for help; Ticketing has the ticket on its way. For one thread alone."""

    def __init__(self, machine: Machine, node: str, offers: Offers, outside: Outside, clock: Clock) -> None:
        self._machine, self._node, self._outside, self._clock = machine, node, outside, clock
        self.first_language = machine.languages[0]
        self.timers = Timers(clock)
        self.offers = offers
        self.session: Session = fresh(self.first_language)
        self.printer = PrinterState()
        self.hall = HallState()
        self.journal_works = True
        self.help = HelpCall()
        self._tickets = Ticketing(node, outside, clock)
        self.timers.set(REFRESH, REFRESH_SECONDS)

    def handle(self, message: Message) -> None:
        """Take one message; never waits."""
        before = self.session
        self.offers = self.offers.at(self._clock.now())
        match message:
            case Intent():
                self._intent(message)
            case Answered():
                self.session = self._tickets.answered(self.session, message)
            case Written():
                self.session = self._tickets.written(self.session, message)
            case Printed():
                self.session = self._tickets.printed(self.session, message)
            case Found():
                self._tickets.found(message)
            case PrinterState():
                self.printer = message
            case JournalState():
                self.journal_works = message.works
            case HallState():
                self._heard(message)
            case HelpSent():
                self._help_sent(message)
            case NewOffers():
                self._new_offers(message.offers)
        if not self.session.busy:
            self.timers.clear(NUMBER)
        if self.session != before:
            self._watch_quiet()

    def due(self, timer: str) -> None:
        """A deadline has come."""
        if timer == QUIET:
            self._quiet_over()
        elif timer == NUMBER:
            self._tickets.time_over()
        elif timer == HELP:
            if self.help.patience_over():
                self._watch_quiet()
        elif timer == REFRESH:
            self.offers = self.offers.at(self._clock.now())
            self.timers.set(REFRESH, REFRESH_SECONDS)
        elif timer == SECOND and self.session.view == "timeout":
            self.timers.set(SECOND, 1.0)

    def _intent(self, intent: Intent) -> None:
        move = flow.step(self.session, intent, self.offers)
        self.session = move.session
        if move.effect is Effect.ISSUE:
            self.session = self._tickets.begin(self.session, self.offers)
            self.timers.set(NUMBER, self._machine.number_budget_ms / 1000)
        elif move.effect is Effect.HELP:
            self._call_help()
        elif move.effect is Effect.REPRINT:
            self.session = self._tickets.reprint(self.session, self.printer)
        elif move.effect is Effect.END:
            self._end()
        self._watch_quiet()

    def _call_help(self) -> None:
        key = new_key()
        if self.help.ask(key):
            self.timers.set(HELP, PATIENCE_SECONDS)
            self._outside.call_help(key)

    def _help_sent(self, sent: HelpSent) -> None:
        unneeded = self.help.sent(sent.key, sent.call)
        if unneeded:
            self._outside.close_help(unneeded)
        self._heard(self.hall)
        self._watch_quiet()

    def _heard(self, hall: HallState) -> None:
        before, self.hall = self.help.state, hall
        self.help.heard(hall.of("help"))
        if hall.link:
            for call in self.help.strays(hall.of("help"), self._node):
                self._outside.close_help(call)
            self._tickets.orders(hall.of("order"))
        if self.help.state != before:
            self._watch_quiet()

    def _new_offers(self, offers: Offers) -> None:
        """Other services: a page about one that is gone leads back to the start."""
        self.offers = offers
        gone = self.session.view in {"service", "services"} and not offers.knows(
            self.session.section, self.session.service
        )
        if gone and not self.session.busy:
            self.session = flow.to_start(self.session)

    def _quiet_over(self) -> None:
        if asks_first(self.session):
            self.session = replace(self.session, view="timeout", resume=self.session.view)
            self.timers.set(SECOND, 1.0)
            self._watch_quiet()
        else:
            self._end()

    def _end(self) -> None:
        """Nothing of the visitor stays: session, modes, language, call for help."""
        call = self.help.end()
        if call:
            self._outside.close_help(call)
        for timer in (QUIET, SECOND, NUMBER, HELP):
            self.timers.clear(timer)
        self.session = fresh(self.first_language)

    def _watch_quiet(self) -> None:
        """Count the quiet from now."""
        seconds = quiet_seconds(self.session, self._machine.idle, self.help.state, self.first_language)
        if seconds is None:
            self.timers.clear(QUIET)
        else:
            self.timers.set(QUIET, seconds)

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the screen clears, for the time-out question."""
        return -int(-self.timers.left(QUIET) // 1)
