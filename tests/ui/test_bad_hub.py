"""Desk and board in front of a hub that is silent, hangs up or talks rubbish: a calm screen that works on."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.clock import SystemClock
from kiosk.settings import Screen
from kiosk.sync.feed import Feed
from kiosk.sync.link import HubLink
from tests.ui.bad_hub import Behave, bad_hub, bad_stream, event, hang_up, rubbish, silent, stream, wrong_page
from tests.ui.seeing import find, key, pump, see, text, until
from ui.app import Stage
from ui.board.model import BoardModel
from ui.board.pictures import feed as board_feed
from ui.board.window import show as show_board
from ui.desk.window import show
from ui.desk.wiring import Wiring

BAD: list[Behave] = [silent, hang_up, rubbish, wrong_page, bad_stream]
TURNS = 40


@pytest.mark.parametrize("behave", BAD, ids=lambda one: one.__name__)
def test_the_desk_says_that_there_is_no_link_and_stays_usable(
    behave: Behave, tmp_path: Path, qapp: Any, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"kiosk\.sync\.feed: ")
    with bad_hub(behave) as hub:
        stage = Stage("desk", Screen(width=1366, height=768, fullscreen=False, reduced_motion=True))
        wiring = Wiring(1, HubLink(hub.url, "token"), tmp_path, texts.packaged(), SystemClock())
        window: Any = show(stage, wiring.model)
        wiring.start()
        try:
            until(lambda: hub.requests, "a try to reach the hub")
            longest = 0.0
            for turn in range(TURNS):
                start = time.monotonic()
                key(window, Qt.Key.Key_A if turn % 2 else Qt.Key.Key_Backspace)
                pump()
                longest = max(longest, time.monotonic() - start)
            assert not see(window, "signIn").isEnabled()
            assert text(window, "link") == "Нет связи"
            print(f"longest turn of the screen in front of a {behave.__name__} hub: {longest * 1000:.0f} ms")
        finally:
            wiring.stop()
            stage.close()


def snapshots(states: list[Any], seen: Callable[[], object]) -> Behave:
    """Each new stream gets the next of these states as its snapshot, and hangs up once it is seen."""
    left = list(states)

    def behave(client: socket.socket, line: str) -> None:
        if "/v1/stream" not in line:
            client.close()
            return
        state = left.pop(0) if len(left) > 1 else left[0]
        put = [[kind, ident, thing] for kind, things in state.entities.items() for ident, thing in things.items()]
        stream(client, event("snapshot", f"1.{len(put)}", {"no": len(put), "put": put, "gone": []}))
        if state is not states[-1]:
            seen()
            client.close()

    return behave


def test_the_board_keeps_the_last_calls_through_reconnects_and_announces_each_once(qapp: Any, tmp_path: Path) -> None:
    states = [board_feed(2, active=2), board_feed(2, active=2), board_feed(3, active=3)]
    seen = Semaphore(0)
    with bad_hub(snapshots(states, lambda: seen.acquire(timeout=10))) as hub:
        stage = Stage("board", Screen(width=1920, height=1080, px_per_mm=1.577, fullscreen=False), dark=True)
        chimes: list[int] = []
        model = BoardModel(lambda: chimes.append(1), SystemClock())
        heard: list[int] = []
        model.announced.connect(heard.append)
        window = show_board(stage, model)
        feed = Feed(HubLink(hub.url, "t"), "board", lambda state, _: model.post_feed(state), most_wait=0.2)
        feed.start()
        try:
            for _ in states[:-1]:
                until(lambda: model.linked and find(window, "call-1") is not None, "the calls of this stream")
                tries = len(hub.requests)
                seen.release()
                until(lambda tries=tries: len(hub.requests) > tries, "another try")
            until(lambda: find(window, "call-2") is not None, "the third state")
            assert text(window, "newestNumber") == "П\u00a0047"
            assert len(chimes) == 2
            assert heard == [100, 98]
        finally:
            feed.stop()
            stage.close()


def test_a_hub_that_hangs_up_in_the_middle_of_a_delta_loses_nothing(
    qapp: Any, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"kiosk\.sync\.feed: ")
    state = board_feed(2, active=2)
    put = [[kind, ident, thing] for kind, things in state.entities.items() for ident, thing in things.items()]
    tries: list[str] = []

    def behave(client: socket.socket, line: str) -> None:
        tries.append(line)
        whole = event("snapshot", "1.7", {"no": 7, "put": put, "gone": []})
        if len(tries) == 1:
            stream(client, whole, event("delta", "1.8", {"no": 8, "put": [], "gone": [["call", "100"]]})[:30])
            client.close()
        else:
            stream(client, whole)

    with bad_hub(behave) as hub:
        states: list[Any] = []
        feed = Feed(HubLink(hub.url, "t"), "board", lambda found, _: states.append(found), most_wait=0.2)
        feed.start()
        until(lambda: len(tries) > 1 and states[-1].connected, "the second stream")
        feed.stop()
        assert all("100" in found.of("call") for found in states if found.no)


def test_stopping_in_front_of_a_silent_hub_does_not_wait_for_it(tmp_path: Path, qapp: Any) -> None:
    with bad_hub(silent) as hub:
        link = HubLink(hub.url, "token")
        wiring = Wiring(1, link, tmp_path, texts.packaged(), SystemClock())
        wiring.start()
        until(lambda: hub.requests, "a try to reach the hub")
        wiring.stop()
        assert not wiring._feed._thread.is_alive()
