"""Numbers without a hub: blocks from the top down, labels without end, a day that never goes back, nothing twice."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.clock import ManualClock
from kiosk.hall import numbers
from kiosk.journal.journal import Journal, JournalUnavailable
from kiosk.printouts import is_genuine
from kiosk.terminal import lease
from kiosk.terminal.lease import Block, HallDay, Leases
from kiosk.terminal.ledger import Ledger
from kiosk.terminal.messages import Grant, Order, Printed
from tests.terminal.support import DAY, KEY, NODE, NOON


class Book:
    """A terminal's ledger in a real journal file that can be closed and opened again; `today` moves by hand."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.db"
        self.clock = ManualClock(NOON)
        self.today = DAY
        self.open()

    def open(self) -> None:
        self.journal = Journal.open(self.path, NODE, self.clock)
        self.ledger = Ledger(self.journal, "К1", lambda: self.today)

    def reopen(self) -> None:
        self.journal.close()
        self.open()

    def issue(self, ticket: str, grant: Grant | None = None) -> str:
        return self.ledger.issue(Order(ticket, "pass-20-45", "apply", "ru", "П"), grant).number


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    found = Book(tmp_path)
    yield found
    found.journal.close()


def test_a_terminal_that_heard_no_day_today_gives_labels_only(book: Book) -> None:
    book.ledger.add_block(Block(DAY, "П", 990, 999), "")
    assert book.issue("t-1") == "П-К1-01"
    book.ledger.hear(DAY)
    assert book.issue("t-2") == "П999"


def test_a_block_is_taken_from_the_top_and_then_labels_follow(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 998, 999), "")
    assert [book.issue(f"t-{n}") for n in range(4)] == ["П999", "П998", "П-К1-01", "П-К1-02"]


def test_the_hub_s_number_is_taken_as_it_is_and_its_day_is_heard(book: Book) -> None:
    assert book.issue("t-1", Grant("П047", DAY, 3)) == "П047"
    assert book.ledger.day() == HallDay(DAY, True)


def test_a_block_of_yesterday_is_not_used_today(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 990, 999), "")
    book.today = "2026-11-24"
    assert book.ledger.day() == HallDay("2026-11-24", False)
    assert book.issue("t-1") == "П-К1-01"
    book.ledger.hear("2026-11-24")
    assert book.issue("t-2") == "П-К1-02"


def test_a_hall_day_that_survives_midnight_is_used_while_the_hub_says_so(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 990, 999), "")
    book.today = "2026-11-24"
    book.ledger.hear(DAY)
    assert book.issue("t-1") == "П999"


def test_a_clock_that_jumps_back_reopens_no_day(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 990, 999), "")
    assert book.issue("t-1") == "П999"
    book.today = "2026-11-20"
    assert book.ledger.day() == HallDay(DAY, True)
    assert not book.ledger.hear("2026-11-20")
    assert book.issue("t-2") == "П998"


def test_after_a_week_switched_off_labels_stand_under_today(book: Book) -> None:
    book.ledger.hear(DAY)
    book.reopen()
    book.today = "2026-11-30"
    assert book.ledger.day() == HallDay("2026-11-30", False)


def test_the_code_is_signed_with_the_key_of_the_day_and_left_out_without_one(book: Book) -> None:
    book.ledger.hear(DAY)
    bare = book.ledger.issue(Order("t-1", "s", "apply", "ru", "П"), None)
    book.ledger.add_block(Block(DAY, "П", 990, 999), KEY)
    signed = book.ledger.issue(Order("t-2", "s", "apply", "ru", "П"), None)
    assert bare.qr == ""
    assert is_genuine(signed.qr, bytes.fromhex(KEY))


def test_a_ticket_is_found_again_for_a_copy_also_after_a_restart(book: Book) -> None:
    issued = book.ledger.issue(Order("t-1", "s", "apply", "en", "П"), Grant("П001", DAY, 2))
    book.reopen()
    assert book.ledger.find("t-1") == issued
    assert book.ledger.find("nobody") is None
    book.clock.advance(4 * 86400)
    book.issue("t-2")
    assert book.ledger.find("t-1") is None


def test_events_say_where_the_number_came_from_and_how_printing_ended(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 999, 999), "")
    issued = [
        book.ledger.issue(Order(f"t-{n}", "s", "collect", "en", "П"), grant)
        for n, grant in enumerate([Grant("П001", DAY, 2), None, None])
    ]
    book.ledger.printed(Printed(issued[0], "yes", "", False))
    book.ledger.printed(Printed(issued[1], "maybe", "unplugged", True, "o1"))
    epoch, _ = book.journal.cursor(NODE, "ops")
    events = book.journal.read(NODE, "ops", epoch)[1:]
    assert [(event.kind, event.ticket) for event in events] == [
        ("ticket.issued", "t-0"),
        ("ticket.issued", "t-1"),
        ("ticket.issued", "t-2"),
        ("ticket.printed", "t-0"),
        ("ticket.print_failed", "t-1"),
    ]
    assert [(e.data["number"], e.data["source"], e.data["granted"]) for e in events[:3]] == [
        ("П001", "hub", "П001"),
        ("П999", "block", None),
        ("П-К1-01", "label", None),
    ]
    assert events[0].data | {"service": "s", "purpose": "collect", "language": "en", "day": DAY} == events[0].data
    assert events[3].data == {"number": "П001", "copy": False}
    assert events[4].data == {"number": "П999", "code": "unplugged", "copy": True, "printed": "maybe"}


def test_what_is_left_is_counted_over_all_blocks_of_the_day_and_letter(book: Book) -> None:
    left = book.ledger.leases.left
    assert left(DAY, "П") == (0, 0)
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 996, 999), "")
    book.ledger.add_block(Block(DAY, "И", 990, 999), "")
    assert book.issue("t-1") == "П999"
    assert left(DAY, "П") == (3, 4)
    book.ledger.add_block(Block(DAY, "П", 986, 995), "")
    assert left(DAY, "П") == (13, 10)
    assert left("2026-11-24", "П") == (0, 0)


def test_a_full_disk_takes_neither_the_ticket_nor_the_number(book: Book) -> None:
    book.ledger.hear(DAY)
    book.ledger.add_block(Block(DAY, "П", 990, 999), "")
    book.journal.execute("PRAGMA max_page_count = 1")
    given = []
    with pytest.raises(JournalUnavailable):
        for n in range(1000):
            given.append(book.issue(f"t-{n}", Grant(f"П{n + 1:03d}", DAY, 0)))
    with pytest.raises(JournalUnavailable):
        book.issue("t-block")
    book.journal.execute("PRAGMA max_page_count = 1000000")
    assert book.issue("t-last") == "П999"
    assert book.ledger.find("t-block") is None
    assert all(book.ledger.find(f"t-{n}") for n in range(len(given)))


def test_old_days_are_forgotten_and_the_last_ones_kept(book: Book) -> None:
    for day in range(1, 29):
        date = f"2026-12-{day:02d}"
        book.today = date
        book.ledger.hear(date)
        book.ledger.add_block(Block(date, "П", 990, 999), KEY)
    kept = [row[0] for row in book.journal.execute("SELECT day FROM block ORDER BY day").fetchall()]
    assert kept == [f"2026-12-{day:02d}" for day in range(28 - lease.KEPT_DAYS, 29)]


class Numbering(RuleBasedStateMachine):
    """Hub days, leases, tickets, midnights, wrong clocks and restarts in any order: no number twice under one day."""

    def __init__(self) -> None:
        super().__init__()
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.executescript(lease.SCHEMA)
        self.leases = Leases(self.db)
        self.today = 0
        self.hub_day = 0
        self.tops: dict[str, int] = {}
        self.given: set[tuple[str, str]] = set()
        self.days: list[str] = []
        self.offline = 0

    @staticmethod
    def name(day: int) -> str:
        return f"2026-{1 + day // 28:02d}-{1 + day % 28:02d}"

    @rule(by=st.integers(-2, 2))
    def the_wall_clock_moves(self, by: int) -> None:
        self.today = max(0, min(self.today + by, 100))

    @rule()
    def the_hub_opens_the_next_day(self) -> None:
        self.hub_day += 1

    @rule()
    def the_hub_is_heard(self) -> None:
        self.leases.hear(self.name(self.hub_day), self.name(self.today))

    @rule(size=st.integers(1, 4))
    def a_block_is_leased(self, size: int) -> None:
        day = self.name(self.hub_day)
        last = self.tops.get(day, 999)
        self.tops[day] = last - size
        self.leases.add(Block(day, "П", last - size + 1, last))
        self.leases.add(Block(day, "П", last - size + 1, last))

    @rule()
    def a_ticket_is_made_without_the_hub(self) -> None:
        day = self.leases.day(self.name(self.today))
        number = self.leases.take(day.day, "П") if day.heard else None
        text = numbers.dense("П", number) if number else numbers.label("П", "К1", self.leases.label(day.day, "П"))
        assert (day.day, text) not in self.given
        assert number is None or day.heard
        self.given.add((day.day, text))
        self.offline += 1

    @precondition(lambda self: self.offline)
    @rule()
    def the_program_is_started_again(self) -> None:
        self.leases = Leases(self.db)

    @invariant()
    def the_day_never_goes_back(self) -> None:
        row = self.db.execute("SELECT day FROM hall_day").fetchone()
        if row:
            self.days.append(row[0])
            assert self.days == sorted(self.days)


Numbering.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNumbering = Numbering.TestCase
