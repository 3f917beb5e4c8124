"""The fake printer by itself: it must behave as a real one does, or tests against it prove nothing."""

import io
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.fakes.config import FakesError, load
from drivers.fakes.device import NoSuchThing, NotNow
from drivers.fakes.escpos_decoder import EscPosDecoder
from drivers.fakes.ports import OnBytes, Port
from drivers.fakes.ticket_printer import FakePrinter

JOB = b"\x1b@\x1bt\x11" + "Талон".encode("cp866") + b"\n\x1dVB\x00"


class Hand(Port):
    """A line held in the test's hand."""

    def __init__(self, on_bytes: OnBytes) -> None:
        self.give, self.heard, self.news = on_bytes, bytearray(), threading.Condition()

    address = "hand"
    plugged = True

    def start(self) -> None:
        """Nothing to open."""

    def stop(self) -> None:
        """Nothing to close."""

    def look(self) -> None:
        """Nothing to wake."""

    def send(self, data: bytes) -> None:
        with self.news:
            self.heard += data
            self.news.notify_all()

    def until(self, data: bytes) -> None:
        with self.news:
            assert self.news.wait_for(lambda: bytes(self.heard) == data, 5), bytes(self.heard).hex(" ")

    def _plug(self) -> None: ...
    def _pull(self) -> None: ...
    def _sources(self) -> list[int]:
        return []

    def _take(self, descriptor: int) -> bytes:
        return b""

    def _sink(self) -> int | None:
        return None


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    made = FakePrinter("p", lambda take, room: Hand(take), width_mm=80, mm_per_second=0, buffer=65536)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def hand(printer: FakePrinter) -> Hand:
    assert isinstance(printer._port, Hand)
    return printer._port


def test_real_time_questions_are_answered_while_paper_is_out_and_a_job_is_held(
    printer: FakePrinter, hand: Hand
) -> None:
    printer.do("paper-out")
    hand.give(JOB + b"\x1dr\x01")
    hand.give(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04")
    hand.until(b"\x1a\x32\x12\x7e")
    assert printer.papers() == []
    printer.do("paper-in")
    hand.until(b"\x1a\x32\x12\x7e\x00")
    assert printer.paper(1)["text"] == "Талон"


def test_automatic_status_is_sent_at_once_and_at_every_change_until_a_reset(printer: FakePrinter, hand: Hand) -> None:
    hand.give(b"\x1da\xff")
    hand.until(b"\x10\0\0\0")
    printer.do("cover-open")
    hand.until(b"\x10\0\0\0\x38\0\0\0")
    printer.do("cover-close")
    hand.until(b"\x10\0\0\0\x38\0\0\0\x10\0\0\0")
    hand.give(b"\x1b@\x1dr\x01")
    hand.until(b"\x10\0\0\0\x38\0\0\0\x10\0\0\0\0")
    printer.do("cover-open")
    hand.give(b"\x10\x04\x02")
    hand.until(b"\x10\0\0\0\x38\0\0\0\x10\0\0\0\0\x16")


def test_names_are_told(printer: FakePrinter, hand: Hand) -> None:
    hand.give(b"\x1dIB\x1dIC")
    hand.until(b"_KIOSK\0_FAKE-80\0")


def test_a_picture_is_drawn_from_the_received_bytes(printer: FakePrinter, hand: Hand) -> None:
    square = b"\x1dv0\x00\x02\x00\x10\x00" + b"\xff\xff" * 16
    hand.give(b"\x1b@" + square + b"\x1dVB\x00\x1dr\x01")
    hand.until(b"\0")
    picture = Image.open(io.BytesIO(printer.paper_png(1))).convert("L")
    black = [index for index, value in enumerate(picture.tobytes()) if value == 0 and index < picture.width * 60]
    assert len(black) == 16 * 16


def test_papers_are_taken_one_by_one(printer: FakePrinter, hand: Hand) -> None:
    with pytest.raises(NotNow):
        printer.do("take")
    hand.give(JOB + JOB + b"\x1dr\x01")
    hand.until(b"\0")
    assert printer.about()["untaken"] == 2
    printer.do("take")
    assert [paper["taken"] for paper in printer.papers()] == [True, False]


def test_the_ledger_times_a_job_by_its_first_byte_and_leaves_questions_out(printer: FakePrinter, hand: Hand) -> None:
    hand.give(b"\x10\x04\x01\x1da\xff\0\0")
    assert printer.ledger()["jobs"] == []
    hand.give(JOB[:1])
    hand.give(JOB[1:])
    job = printer.ledger()["jobs"][0]
    assert (job["bytes"], job["end"]) == (len(JOB), "cut")
    assert 0 < job["first_byte_ns"] < job["last_byte_ns"]


@pytest.mark.parametrize("name", ["rubbish", "", "paper-end", "../etc"])
def test_an_unknown_fault_action_or_paper_is_refused(printer: FakePrinter, name: str) -> None:
    with pytest.raises(NoSuchThing):
        printer.fault(name, True, {})
    with pytest.raises(NoSuchThing):
        printer.do(name)
    with pytest.raises(NoSuchThing):
        printer.paper(1)


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=5))
def test_any_bytes_in_any_pieces_are_decoded_alike_and_nothing_is_lost(data: bytes, cuts: list[int]) -> None:
    whole, pieces = EscPosDecoder(), EscPosDecoder()
    once = whole.feed(data)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    again = [op for left, right in pairwise(edges) for op in pieces.feed(data[left:right])]
    assert sum(op.size for op in once) + len(whole._held) == len(data)
    join = [b"".join(op.data for op in found if op.name == "text") for found in (once, again)]
    assert join[0] == join[1]
    assert [op for op in once if op.name != "text"] == [op for op in again if op.name != "text"]


@given(st.binary(max_size=600))
def test_no_bytes_whatever_break_the_printer(data: bytes) -> None:
    made = FakePrinter("p", lambda take, room: Hand(take), width_mm=58, mm_per_second=0, buffer=65536)
    for op in EscPosDecoder().feed(data):
        made._execute(op)
    for number in range(1, len(made.papers()) + 1):
        assert made.paper_png(number).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "devices"),
        ("rubbish", "TOML|Expected|expected"),
        ("devices = []", "devices"),
        ('[[devices]]\nid = "p"\nkind = "toaster"\nlink = "x"', "ticket_printer"),
        ('[[devices]]\nid = "p"\nkind = "ticket_printer"', "exactly one"),
        ('[[devices]]\nid = "p"\nkind = "ticket_printer"\ntcp = 0\nlink = "x"', "exactly one"),
        ('[[devices]]\nid = "../p"\nkind = "ticket_printer"\ntcp = 0', "id"),
        ('[[devices]]\nid = "p"\nkind = "ticket_printer"\ntcp = 99999', "tcp"),
        ('[[devices]]\nid = "p"\nkind = "ticket_printer"\ntcp = 0\n' * 2, "twice"),
    ],
)
def test_a_wrong_config_file_is_refused_with_the_reason(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "fakes.toml").write_text(text)
    with pytest.raises(FakesError, match=said):
        load(tmp_path / "fakes.toml")


def test_a_missing_or_binary_config_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FakesError):
        load(tmp_path / "none.toml")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FakesError):
        load(tmp_path / "binary")
