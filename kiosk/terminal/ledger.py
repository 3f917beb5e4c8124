"""The terminal's own tickets in its journal file: made durable in one transaction with the number, found for a copy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kiosk.clock import from_us, to_us
from kiosk.hall import numbers
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal
from kiosk.printouts import ticket_code
from kiosk.terminal import lease
from kiosk.terminal.lease import HallDay, Leases
from kiosk.terminal.messages import Grant, Issued, Order, Printed

LANE = "ops"
SCHEMA = """
CREATE TABLE own_ticket (
  ticket TEXT PRIMARY KEY, number TEXT NOT NULL, service TEXT NOT NULL, purpose TEXT NOT NULL, language TEXT NOT NULL,
  day TEXT NOT NULL, source TEXT NOT NULL, at_us INTEGER NOT NULL, ahead INTEGER, qr TEXT NOT NULL) WITHOUT ROWID;
"""
KEPT = timedelta(days=3)
COLUMNS = "ticket, number, service, purpose, language, day, source, at_us, ahead, qr"


class Ledger:
    """Writes tickets. Belongs to the thread of the journal; raises JournalUnavailable when the disk refuses."""

    def __init__(self, journal: Journal, code: str, today: Callable[[], str]) -> None:
        """`code` is this terminal's label code in the hall, `today` the local date of the hall by this machine."""
        self._journal = journal
        self._code = code
        self._today = today
        journal.migrate("terminal 1", lease.SCHEMA)
        journal.migrate("terminal 2", SCHEMA)
        self.leases = Leases(journal)

    def issue(self, order: Order, grant: Grant | None) -> Issued:
        """Make the ticket a fact: number and event in one transaction, durable when this returns (N3, N7)."""
        with self._journal.transaction():
            number, day, source = self._number(order, grant)
            event = self._journal.append(LANE, [_draft(order, number, day, source, grant)])[0]
            key = self.leases.key(day)
            code = ticket_code(order.ticket, bytes.fromhex(key)) if key else ""
            ahead = grant.ahead if grant else None
            issued = Issued(
                order.ticket,
                number,
                order.service,
                order.purpose,
                order.language,
                day,
                source,
                event.at_us,
                ahead,
                code,
            )
            self._keep(issued)
        return issued

    def _number(self, order: Order, grant: Grant | None) -> tuple[str, str, str]:
        if grant is not None:
            self.leases.hear(grant.day, self._today())
            return grant.number, grant.day, "hub"
        day = self.leases.day(self._today())
        number = self.leases.take(day.day, order.letter) if day.heard else None
        if number is not None:
            return numbers.dense(order.letter, number), day.day, "block"
        count = self.leases.label(day.day, order.letter)
        return numbers.label(order.letter, self._code, count), day.day, "label"

    def printed(self, printed: Printed) -> None:
        """Note how printing ended; a paper that may have come out counts as not printed, with that code."""
        issued = printed.issued
        if printed.printed == "yes":
            draft = Draft("ticket.printed", {"number": issued.number, "copy": printed.copy}, issued.ticket)
        else:
            body = {"number": issued.number, "code": printed.code, "copy": printed.copy, "printed": printed.printed}
            draft = Draft("ticket.print_failed", body, issued.ticket)
        with self._journal.transaction():
            self._journal.append(LANE, [draft])

    def find(self, ticket: str) -> Issued | None:
        """A ticket of the last days by id."""
        row = self._journal.execute(f"SELECT {COLUMNS} FROM own_ticket WHERE ticket = ?", (ticket,)).fetchone()  # noqa: S608
        return Issued(*row) if row else None

    def hear(self, day: str) -> bool:
        """The hub names the hall day. True when this was news."""
        if self.day() == HallDay(day, True):
            return False
        with self._journal.transaction():
            return self.leases.hear(day, self._today())

    def day(self) -> HallDay:
        """The hall day of a ticket made now."""
        return self.leases.day(self._today())

    def probe(self) -> None:
        """Write something that changes nothing; raises JournalUnavailable while the disk refuses."""
        with self._journal.transaction():
            self._journal.execute("CREATE TABLE probe (x)")
            self._journal.execute("INSERT INTO probe VALUES (zeroblob(65536))")
            self._journal.execute("DROP TABLE probe")

    def add_block(self, block: lease.Block, key: str) -> None:
        """Keep a leased block and the key of ticket codes that came with it."""
        with self._journal.transaction():
            self.leases.add(block)
            if key:
                self.leases.keep_key(block.day, key)

    def _keep(self, issued: Issued) -> None:
        values: tuple[Any, ...] = tuple(getattr(issued, name) for name in COLUMNS.split(", "))
        marks = ", ".join("?" * len(values))
        self._journal.execute(f"INSERT INTO own_ticket ({COLUMNS}) VALUES ({marks})", values)  # noqa: S608
        before = from_us(issued.at_us) - KEPT
        self._journal.execute("DELETE FROM own_ticket WHERE at_us < ?", (to_us(before),))


def _draft(order: Order, number: str, day: str, source: str, grant: Grant | None) -> Draft:
    body = {
        "number": number,
        "service": order.service,
        "purpose": order.purpose,
        "language": order.language,
        "day": day,
        "source": source,
        "granted": grant.number if grant else None,
    }
    return Draft("ticket.issued", body, order.ticket)
