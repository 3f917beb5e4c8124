"""From the wish to the paper in the hand: number, journal, printer, in this order; copies for visitor and desk."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kiosk.clock import Clock
from kiosk.ids import uuid7
from kiosk.terminal.issuing import Issuing
from kiosk.terminal.messages import Answered, Found, Order, Outside, Printed, PrinterState, Written
from kiosk.terminal.offers import Offers
from kiosk.terminal.reprints import Reprints
from kiosk.terminal.session import Paper, Session

NO_JOURNAL = "journal_refuses"


class Ticketing:
    """Turns messages about tickets into the next session and calls to the outside. Used by the core's thread alone."""

    def __init__(self, node: str, outside: Outside, clock: Clock) -> None:
        self._outside, self._clock = outside, clock
        self._issuing = Issuing()
        self._reprints = Reprints(node)

    def begin(self, session: Session, offers: Offers) -> Session:
        """Ask for a number for the chosen service; the ticket's identity is fixed from here on."""
        service = offers.service(session.service)
        if service is None:
            return session
        order = Order(uuid7(self._clock), service.id, session.purpose, session.language, offers.letter(service.id))
        self._issuing.begin(order)
        self._outside.ask_number(order)
        return replace(session, asking=order.ticket)

    def time_over(self) -> None:
        """The hub did not answer in time: the number is one of our own."""
        order = self._issuing.time_over()
        if order is not None:
            self._outside.write_ticket(order, None)

    def answered(self, session: Session, answer: Answered) -> Session:
        """The hub's answer; too late or about another ticket, it changes nothing."""
        if self._issuing.refused(answer):
            return replace(session, asking="", view="service", refusal=answer.refusal)
        found = self._issuing.granted(answer)
        if found is not None:
            self._outside.write_ticket(*found)
        return session

    def written(self, session: Session, answer: Written) -> Session:
        """The ticket is durable: only now may the printer have it. Without a journal there is no ticket at all."""
        if not self._issuing.written(answer):
            return session
        if answer.issued is None:
            return replace(session, asking="", view="error", failed=NO_JOURNAL)
        self._outside.print_ticket(answer.issued, copy=False)
        return replace(session, asking="", view="ticket", paper=Paper(answer.issued))

    def printed(self, session: Session, printed: Printed) -> Session:
        """Note the end of a print job; the page follows when it is this visitor's own."""
        self._outside.write_paper(printed)
        if printed.order:
            self._outside.order_done(printed.order)
            return session
        paper = session.paper
        if paper is None or paper.issued.ticket != printed.issued.ticket or paper.state != "printing":
            return session
        if printed.printed == "yes":
            return _shown(session, "ticket", replace(paper, state="taken", code=""))
        return _shown(session, "error", replace(paper, state="failed", code=printed.code))

    def reprint(self, session: Session, printer: PrinterState) -> Session:
        """The visitor wants the paper once more; only after a failure, and only when the printer can."""
        paper = session.paper
        if paper is None or paper.state != "failed" or not printer.usable:
            return session
        self._outside.print_ticket(paper.issued, copy=True)
        return _shown(session, "ticket", replace(paper, state="printing", code=""))

    def orders(self, listed: Mapping[str, Any]) -> None:
        """The reprint orders on the hub's list now."""
        for order, ticket in self._reprints.fresh(listed):
            self._outside.find_ticket(order, ticket)
        self._outside.forget_orders(tuple(listed))

    def found(self, found: Found) -> None:
        """A ticket for a desk's order; one that is not ours cannot be printed, and the order is over."""
        if found.issued is None:
            self._outside.order_done(found.order)
        else:
            self._outside.print_ticket(found.issued, copy=True, order=found.order)


def _shown(session: Session, view: str, paper: Paper) -> Session:
    """The session with this paper; behind the time-out question the page changes unseen."""
    if session.view == "timeout":
        return replace(session, resume=view, paper=paper)
    return replace(session, view=view, paper=paper)
