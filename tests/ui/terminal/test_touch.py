"""Touches and keys on the terminal's screens: what a finger asks for reaches the core once, and only when meant."""

import random
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.seeing import find, items, key, on_screen, pump, see, text, until
from tests.ui.terminal.breaking import silence
from tests.ui.terminal.conftest import TerminalBench
from ui.hand import Hand
from ui.seen import find as find_seen
from ui.terminal.pictures import SERVICE


def middle(bench: TerminalBench, name: str) -> QPointF:
    seen = find_seen(bench.window, name)
    assert seen is not None, name
    return seen.middle


@pytest.mark.parametrize(
    ("situation", "name", "wish"),
    [
        ("attract", "begin", ("begin", "")),
        ("start", "take", ("take", "")),
        ("start", f"top-{SERVICE}", ("top", SERVICE)),
        ("sections", "section-realty", ("section", "realty")),
        ("services", "service-pass-first14", ("service", "pass-first14")),
        ("services", "back", ("back", "")),
        ("services", "home", ("home", "")),
        ("service", "purpose-status", ("purpose", "status")),
        ("service", "issue", ("issue", "")),
        ("ticket", "finish", ("finish", "")),
        ("error-mended", "reprint", ("reprint", "")),
        ("error", "finish", ("finish", "")),
        ("timeout", "here", ("here", "")),
        ("timeout", "leave", ("leave", "")),
        ("start", "language", ("language", "en")),
        ("ticket", "larger", ("larger", "")),
        ("sections", "contrast", ("contrast", "")),
        ("attract", "lower", ("lower", "")),
        ("attract", "help", ("help", "")),
    ],
)
def test_a_touch_asks_the_core_once(terminal: TerminalBench, situation: str, name: str, wish: tuple[str, str]) -> None:
    terminal.situation(situation)
    terminal.touch(name)
    assert terminal.wishes == [wish]


def test_a_touch_anywhere_on_the_inviting_screen_begins(terminal: TerminalBench) -> None:
    Hand(terminal.window).tap(QPointF(200, 300))
    pump()
    assert terminal.wishes == [("begin", "")]


def test_nothing_happens_while_the_finger_is_down(portrait: TerminalBench) -> None:
    portrait.situation("start")
    hand = Hand(portrait.window)
    hand.press(middle(portrait, "take"))
    pump()
    assert portrait.wishes == []
    hand.release(middle(portrait, "take"))
    pump()
    assert portrait.wishes == [("take", "")]


def test_the_key_goes_down_in_the_same_frame_as_the_finger(portrait: TerminalBench) -> None:
    portrait.situation("sections")
    hand, place = Hand(portrait.window), middle(portrait, "section-realty")
    hand.press(place)
    assert see(portrait.window, "section-realty").property("down") is True
    hand.release(place)


def test_sliding_off_a_key_cancels_the_press(portrait: TerminalBench) -> None:
    portrait.situation("start")
    hand, place = Hand(portrait.window), middle(portrait, "take")
    hand.press(place)
    hand.move(place + QPointF(0, 900))
    hand.release(place + QPointF(0, 900))
    pump()
    assert portrait.wishes == []


def test_a_long_press_of_a_slow_hand_still_counts(portrait: TerminalBench) -> None:
    portrait.situation("start")
    hand, place = Hand(portrait.window), middle(portrait, "take")
    hand.press(place)
    QTest.qWait(1200)
    hand.release(place)
    pump()
    assert portrait.wishes == [("take", "")]


def test_a_palm_that_rests_on_the_glass_does_not_stop_the_other_hand(portrait: TerminalBench) -> None:
    portrait.situation("start")
    hand = Hand(portrait.window)
    hand.press(QPointF(40, 1890), finger=1)
    hand.press(middle(portrait, "take"), finger=2)
    hand.release(middle(portrait, "take"), finger=2)
    pump()
    assert portrait.wishes == [("take", "")]
    hand.release(QPointF(40, 1890), finger=1)


def test_the_same_key_twice_within_half_a_second_is_one_press(portrait: TerminalBench) -> None:
    portrait.situation("attract")
    for _ in range(4):
        portrait.touch("larger")
    assert portrait.wishes == [("larger", "")]


def test_different_keys_one_after_the_other_all_count(portrait: TerminalBench) -> None:
    portrait.situation("start")
    for name in ("larger", "contrast", "lower"):
        portrait.touch(name)
    assert [name for name, _ in portrait.wishes] == ["larger", "contrast", "lower"]


def test_a_key_that_is_not_possible_asks_for_nothing_and_says_why(portrait: TerminalBench) -> None:
    row = {"id": "one", "name": "Выписка", "note": "", "enabled": False, "reason": "Центр закрыт"}
    portrait.view("services", {"title": "Т", "groups": [{"title": "", "rows": [row]}], "more": 0, "page": 0})
    Hand(portrait.window).tap(middle(portrait, "service-one"))
    pump()
    assert portrait.wishes == []
    assert see(portrait.window, "service-one").property("note") == "Центр закрыт"


def test_while_the_number_is_asked_for_the_key_takes_no_second_press(portrait: TerminalBench) -> None:
    screen = portrait.situations()["service"]
    portrait.say(replace(screen, busy=True))
    portrait.touch("issue")
    assert portrait.wishes == []
    word = until(lambda: find(portrait.window, "issue"), "the key")
    until(lambda: word.property("late"), "Подождите…")


def focused(bench: TerminalBench) -> str:
    return str(bench.window.activeFocusItem().objectName())


def test_tab_walks_all_keys_in_reading_order(portrait: TerminalBench) -> None:
    portrait.situation("sections")
    walked = []
    for _ in range(16):
        key(portrait.window, Qt.Key.Key_Tab)
        walked.append(focused(portrait))
    sections = [name for name in walked if name.startswith("section-")]
    assert sections[:3] == ["section-passport", "section-realty", "section-housing"]
    assert {"back", "home", "language", "help"} <= set(walked)


def test_arrows_walk_the_grid_as_it_lies_and_enter_presses(portrait: TerminalBench) -> None:
    portrait.situation("sections")
    key(portrait.window, Qt.Key.Key_Down)
    assert focused(portrait) == "section-passport"
    walk = [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right]
    seen = []
    for arrow in walk:
        key(portrait.window, arrow)
        seen.append(focused(portrait).removeprefix("section-"))
    assert seen == ["realty", "support", "housing", "passport", "realty"]
    assert see(portrait.window, "section-realty").property("ringed") is True
    key(portrait.window, Qt.Key.Key_Return)
    assert portrait.wishes == [("section", "realty")]


def test_an_arrow_reaches_every_key_of_every_screen(terminal: TerminalBench) -> None:
    arrows = [Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left]
    for name, screen in terminal.situations().items():
        terminal.say(screen)
        key(terminal.window, Qt.Key.Key_Down)
        first = terminal.window.activeFocusItem()
        reached, open_ = {first.objectName()}, [first]
        while open_:
            item = open_.pop()
            for arrow in arrows:
                item.forceActiveFocus()
                key(terminal.window, arrow)
                found = terminal.window.activeFocusItem()
                if found.objectName() not in reached:
                    reached.add(found.objectName())
                    open_.append(found)
        pressable = {
            one.objectName() for one in items(terminal.window) if on_screen(one) and one.property("ringed") is not None
        }
        enabled = {one for one in pressable if see(terminal.window, one).isEnabled()}
        assert reached == enabled, name


def test_the_ring_of_the_keypad_goes_when_a_finger_comes(portrait: TerminalBench) -> None:
    portrait.situation("start")
    key(portrait.window, Qt.Key.Key_Down)
    ringed = portrait.window.activeFocusItem()
    assert ringed.property("ringed") is True
    Hand(portrait.window).tap(QPointF(20, 20))
    pump()
    assert ringed.property("ringed") is False


def test_a_touch_beside_all_keys_tells_the_core_that_somebody_is_here(portrait: TerminalBench) -> None:
    portrait.situation("sections")
    Hand(portrait.window).tap(QPointF(20, 20))
    pump()
    assert [post.name for post in portrait.posts] == ["touch"]


def test_the_language_changes_in_place_without_losing_the_step(terminal: TerminalBench) -> None:
    terminal.situation("sections", "ru")
    assert text(terminal.window, "language") == "English"
    terminal.situation("sections", "en")
    assert text(terminal.window, "language") == "Русский"
    assert text(terminal.window, "title") == "What is it about?"
    terminal.situation("sections", "ru")
    assert text(terminal.window, "title") == "О\u00a0чём ваш вопрос?"


def test_help_says_what_became_of_the_call_on_every_screen(terminal: TerminalBench) -> None:
    for name, screen in terminal.situations().items():
        terminal.say(replace(screen, help="asked", help_text="Позвали сотрудника"))
        assert text(terminal.window, "helpText") == "Позвали сотрудника", name
    terminal.say(replace(screen, help="", help_text=""))
    assert find(terminal.window, "helpText") is None


def test_a_page_that_cannot_be_shown_becomes_a_way_home(portrait: TerminalBench, expect_log: Any, qtlog: Any) -> None:
    with silence(qtlog, expect_log):
        portrait.say(replace(portrait.situations()["start"], view="nowhere"))
    portrait.touch("home")
    assert portrait.wishes == [("home", "")]
    portrait.situation("start")
    assert find(portrait.window, "take") is not None


def test_a_storm_of_taps_neither_breaks_nor_grows_the_terminal() -> None:
    bench = TerminalBench("portrait", still=False)
    try:
        shown = list(bench.situations().values())
        dice, hand = random.Random(7), Hand(bench.window)
        bench.situation("start")
        before = len(list(items(bench.window)))
        for turn in range(400):
            hand.tap(QPointF(dice.randrange(1080), dice.randrange(1920)))
            if turn % 5 == 0:
                bench.throw(shown[turn // 5 % len(shown)])
            pump()
        bench.situation("start")
        assert len(list(items(bench.window))) == before
        bench.posts.clear()
        bench.touch("take")
        assert bench.wishes == [("take", "")]
    finally:
        bench.close()


def test_input_waits_while_a_page_moves() -> None:
    bench = TerminalBench("portrait", still=False)
    try:
        bench.throw(bench.situations()["start"])
        until(lambda: bench.window.property("moving"), "a page that moves")
        place = middle(bench, "take")
        Hand(bench.window).tap(place)
        assert bench.wishes == []
        bench.rest()
        Hand(bench.window).tap(place)
        pump()
        assert bench.wishes == [("take", "")]
    finally:
        bench.close()
