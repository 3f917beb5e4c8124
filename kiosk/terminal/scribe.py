"""The thread that owns the terminal's journal: makes tickets durable and tells the core, which never waits for it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kiosk.clock import Clock
from kiosk.journal.journal import Ack, Journal, JournalUnavailable
from kiosk.terminal.disk import Disk
from kiosk.terminal.lease import Block, HallDay
from kiosk.terminal.ledger import Ledger
from kiosk.terminal.messages import Found, Grant, Message, Order, Printed, Written
from kiosk.terminal.worker import Worker

Lefts = dict[str, tuple[int, int]]


class Scribe:
    """Every method returns at once. A disk that refuses costs the visitor a ticket, never the terminal its life."""

    def __init__(
        self,
        path: Path,
        origin: str,
        code: str,
        clock: Clock,
        today: Callable[[], str],
        tell: Callable[[Message], None],
        crashed: Callable[[BaseException], None],
    ) -> None:
        """`code`: this terminal's label code; `today`: the hall's local date by this machine's clock."""
        self._path, self._origin, self._code, self._clock, self._today = path, origin, code, clock, today
        self._tell = tell
        self._worker = Worker("terminal-journal", crashed)
        self._journal: Journal | None = None
        self._ledger: Ledger | None = None
        self.on_ticket: Callable[[], None] = _nothing
        """Called after each durable ticket: the uplink has work, a block may be running low."""
        self.disk = Disk(clock)

    def start(self, opened: Callable[[], None]) -> None:
        """Open the journal on the thread, then call `opened` there. A journal that cannot be opened is a crash."""
        self._worker.do(lambda: self._open(opened))
        self._worker.start()

    def stop(self, seconds: float) -> bool:
        """Write what was asked for, then close the file; False when that takes longer."""
        self._worker.do(self._close)
        return self._worker.stop(seconds)

    def write_ticket(self, order: Order, grant: Grant | None) -> None:
        """Make a ticket durable -> Written."""
        self._worker.do(lambda: self._issue(order, grant))

    def write_paper(self, printed: Printed) -> None:
        """Note how printing ended."""
        self._note(lambda ledger: ledger.printed(printed))

    def find_ticket(self, order: str, ticket: str) -> None:
        """Look up an own ticket -> Found."""
        self._worker.do(lambda: self._tell(Found(order, self._open_ledger().find(ticket))))

    def hear(self, day: str, news: Callable[[HallDay], None]) -> None:
        """The hub named the hall day; `news` is called on this thread when that changed something."""

        def heard(ledger: Ledger) -> None:
            if ledger.hear(day):
                news(ledger.day())

        self._note(heard)

    def add_block(self, block: Block, key: str) -> None:
        """Keep a leased block and the key of its day."""
        self._note(lambda ledger: ledger.add_block(block, key))

    def record_acks(self, acks: Sequence[Ack]) -> None:
        """Keep what the hub and the centre have; losing it only sends some events twice."""
        self._worker.do(lambda: self._record(acks))

    def count(self, letters: Iterable[str], counted: Callable[[HallDay, Lefts], None]) -> None:
        """How many leased numbers of each letter are left today, told on this thread."""

        def look(ledger: Ledger) -> None:
            day = ledger.day()
            counted(day, {letter: ledger.leases.left(day.day, letter) for letter in letters})

        self._note(look)

    def _open(self, opened: Callable[[], None]) -> None:
        self._journal = Journal.open(self._path, self._origin, self._clock)
        self._ledger = Ledger(self._journal, self._code, self._today)
        opened()

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()

    def _issue(self, order: Order, grant: Grant | None) -> None:
        try:
            issued = self._open_ledger().issue(order, grant)
        except JournalUnavailable as error:
            self.disk.refused("a ticket", error)
            self._tell(Written(order.ticket, None))
            return
        self.disk.taken()
        self._tell(Written(order.ticket, issued))
        self.on_ticket()

    def _record(self, acks: Sequence[Ack]) -> None:
        if self._journal is None:
            raise RuntimeError("the journal is not open")
        try:
            with self._journal.transaction():
                self._journal.record_acks(acks)
        except JournalUnavailable as error:
            self.disk.refused("acknowledgements", error)

    def _note(self, work: Callable[[Ledger], None]) -> None:
        self._worker.do(lambda: self._noted(work))

    def _noted(self, work: Callable[[Ledger], None]) -> None:
        """Something worth keeping, but nothing a visitor waits for: a refusing disk is logged."""
        try:
            work(self._open_ledger())
        except JournalUnavailable as error:
            self.disk.refused("a note", error)

    def look(self) -> None:
        """While the disk refuses: see whether it takes something again."""
        if self.disk.refuses:
            self._worker.do(self._probe)

    def _probe(self) -> None:
        try:
            self._open_ledger().probe()
        except JournalUnavailable:
            return
        self.disk.taken()

    def _open_ledger(self) -> Ledger:
        if self._ledger is None:
            raise RuntimeError("the journal is not open")
        return self._ledger


def _nothing() -> None:
    """Nobody listens."""
