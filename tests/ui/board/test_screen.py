"""The board's window: what it shows, how long it blinks, when it chimes, and that nothing is cut or nameless."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor

from kiosk.clock import ManualClock
from kiosk.settings import Screen
from tests.ui.seeing import cut, find, items, nameless, pump, text, until
from ui.app import Stage
from ui.board.frames import Frames
from ui.board.model import BoardModel
from ui.board.pictures import NOON, SITUATIONS, SIZES, feed
from ui.board.window import panel, show

SIGNAL = QColor("#FFC438")


class BoardBench:
    """A board's window; chimes are counted."""

    def __init__(self, size: str = "hd", language: str = "ru") -> None:
        width, height, px_per_mm = SIZES[size]
        screen = Screen(width=width, height=height, px_per_mm=px_per_mm, fullscreen=False)
        self.stage = Stage("board", screen, dark=True)
        self.chimes = 0
        self.clock = ManualClock(NOON)
        self.model = BoardModel(self.chime, self.clock, language)
        self.window: Any = show(self.stage, self.model, language)
        pump()

    def chime(self) -> None:
        self.chimes += 1

    def hall(self, state: Any) -> None:
        self.model.post_feed(state)
        pump()

    def colour(self, name: str) -> QColor:
        """The colour of the call's sheet that carries this number."""
        item = find(self.window, name)
        assert item is not None
        parent = item.parentItem()
        assert parent is not None
        found: QColor = parent.property("color")
        return found

    def close(self) -> None:
        self.window = None
        self.stage.close()


@pytest.fixture
def board(qapp: Any) -> Iterator[BoardBench]:
    made = BoardBench()
    yield made
    made.close()


def test_the_newest_call_stands_alone_and_the_others_in_two_columns_read_downwards(board: BoardBench) -> None:
    board.hall(feed(10))
    assert text(board.window, "newestNumber") == "П\u00a0047"
    assert text(board.window, "newestDesk") == "12"
    places = {}
    for at in range(1, 9):
        item = find(board.window, f"call-{at}")
        assert item is not None
        spot = item.mapToScene(item.boundingRect().topLeft())
        places[at] = (spot.x(), spot.y())
    assert len({x for x, _ in places.values()}) == 2
    assert [places[at][1] for at in (1, 2, 3, 4)] == sorted(places[at][1] for at in (1, 2, 3, 4))
    assert places[5][1] == places[1][1]
    assert find(board.window, "call-9") is None
    assert text(board.window, "call-4") == "П-К1-07"
    assert text(board.window, "desk-8") == "101"


def test_a_new_call_chimes_once_blinks_for_ten_seconds_and_stays_marked(board: BoardBench) -> None:
    board.hall(feed(1))
    assert board.chimes == 1
    assert board.colour("newestNumber") == SIGNAL, "the first picture of a call is the signal"
    until(lambda: board.colour("newestNumber") != SIGNAL, "the sheet of the blink")
    until(lambda: board.colour("newestNumber") == SIGNAL, "the signal of the blink")
    board.clock.advance(9.9)
    board.model.tick()
    assert board.model.blinking
    board.clock.advance(0.1)
    board.model.tick()
    pump()
    assert not board.model.blinking
    assert board.colour("newestNumber") == SIGNAL
    board.hall(feed(1))
    assert board.chimes == 1


def test_a_call_stops_blinking_when_its_visitor_has_come(board: BoardBench) -> None:
    board.hall(feed(2, active=2))
    assert board.model.blinking
    board.hall(feed(2, active=0))
    assert not board.model.blinking
    assert board.colour("call-1") != SIGNAL


def test_the_same_calls_after_a_reconnect_are_silent_and_a_missed_one_is_heard(board: BoardBench) -> None:
    board.hall(feed(1))
    board.hall(feed(1, link=False))
    board.hall(feed(1))
    assert board.chimes == 1
    state = feed(1)
    missed = {"no": 101, "number": "К032", "desk": 4, "at": "t101", "calls": 1, "active": True}
    calls = {**state.entities["call"], "101": missed}
    board.hall(replace(state, entities={**state.entities, "call": calls}))
    assert board.chimes == 2
    assert text(board.window, "newestNumber") == "К\u00a0032"


def test_a_recall_blinks_and_chimes_again_and_stands_once(board: BoardBench) -> None:
    board.hall(feed(1))
    recall = {"no": 101, "number": "П047", "desk": 12, "at": "t101", "calls": 2, "active": True}
    state = feed(1)
    board.hall(replace(state, entities={**state.entities, "call": {"101": recall}}))
    assert board.chimes == 2
    assert text(board.window, "newestNumber") == "П\u00a0047"
    assert find(board.window, "call-1") is None


def test_what_was_kept_on_disk_is_shown_at_once_and_not_announced_again(board: BoardBench) -> None:
    board.hall(feed(3, link=False))
    assert text(board.window, "newestNumber") == "П\u00a0047"
    board.hall(feed(3))
    assert board.chimes == 0


def test_two_calls_in_one_moment_both_blink_and_chime_together(board: BoardBench) -> None:
    board.hall(feed(2, active=2))
    assert board.chimes == 1
    assert board.colour("newestNumber") == board.colour("call-1") == SIGNAL


def test_without_a_link_the_last_calls_stay_and_nothing_is_guessed(board: BoardBench) -> None:
    board.hall(feed(5))
    assert find(board.window, "link") is None
    assert text(board.window, "waiting") == "Ждут 23"
    board.hall(feed(5, link=False))
    assert "Нет связи" in text(board.window, "link").replace("\u00a0", " ")
    assert find(board.window, "waiting") is None
    assert text(board.window, "newestNumber") == "П\u00a0047"
    board.hall(feed(5))
    assert find(board.window, "link") is None


def test_the_clock_is_the_halls(board: BoardBench) -> None:
    board.hall(feed(0))
    assert text(board.window, "clock") == "12:47"
    board.clock.advance(60)
    board.model.tick()
    assert text(board.window, "clock") == "12:48"


def test_a_small_panel_shows_fewer_rows_of_the_same_letters(qapp: Any) -> None:
    small = BoardBench("43-inch")
    try:
        small.hall(feed(10))
        assert find(small.window, "call-4") is not None
        assert find(small.window, "call-5") is None
        item = find(small.window, "call-1")
        assert item is not None
        assert item.height() >= 58 * SIZES["43-inch"][2]
    finally:
        small.close()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_everything_has_a_name_and_no_text_is_cut(qapp: Any, size: str, language: str) -> None:
    bench = BoardBench(size, language)
    try:
        for state in SITUATIONS.values():
            bench.hall(state)
            assert nameless(bench.window) == []
            until(lambda: not cut(bench.window), "no text is cut")
    finally:
        bench.close()


def test_letters_of_calls_can_be_read_from_ten_metres(board: BoardBench) -> None:
    """20 minutes of arc at 10 m are 58 mm (ISO 9241-303)."""
    board.hall(feed(9))
    px_per_mm = SIZES["hd"][2]
    for item in items(board.window):
        if item.objectName().startswith("call-") and item.isVisible():
            word = next(iter(item.childItems()))
            painted = word.property("font").pixelSize() * 0.727 / px_per_mm
            assert painted >= 57.5


def test_a_frame_that_shows_a_new_call_is_reported_once(board: BoardBench) -> None:
    out = io.StringIO()
    watch = Frames(board.window, board.model, out)
    board.hall(feed(2))
    until(lambda: "call" in out.getvalue(), "a line for the new call")
    board.hall(feed(2, link=False))
    board.window.grabWindow()
    ready, *lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert ready == {"ready": True}
    assert [line["call"] for line in lines] == [100]
    assert isinstance(lines[0]["swapped_ns"], int)
    assert watch.parent() is board.window


def test_rubbish_in_the_feed_leaves_the_board_standing(board: BoardBench) -> None:
    state = feed(3)
    for calls in ({"1": {}}, {"1": {"no": "x"}}, {"1": {"no": 1, "number": 5, "desk": None, "at": 3}}):
        board.hall(replace(state, entities={"hall": {"hall": {"name": 7, "waiting": "many"}}, "call": calls}))
    assert text(board.window, "newestNumber") == ""
    board.hall(feed(3))
    assert text(board.window, "newestNumber") == "П\u00a0047"


def test_a_panel_without_millimetres_is_taken_for_55_inches() -> None:
    assert panel(Screen(width=3840, height=2160)).px_per_mm == pytest.approx(3.153, abs=0.01)
    assert panel(Screen(width=1920, height=1080, px_per_mm=2)).px_per_mm == 2
