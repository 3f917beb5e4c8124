"""The desk and the board on a real hub: a whole day by touch, a hub that goes and comes back, a lost answer."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import texts
from kiosk.clock import SystemClock
from kiosk.settings import Screen
from kiosk.sync.feed import Feed
from kiosk.sync.link import HubLink
from tests.ui.real_hub import PIN, RealHub, running_hub
from tests.ui.seeing import find, see, text, touch, type_text, until
from ui.app import Stage
from ui.board.model import BoardModel
from ui.board.window import show as show_board
from ui.desk.window import show
from ui.desk.wiring import Wiring

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with running_hub(tmp_path / "hub") as made:
        made.operator("ivanova", "Иванова М. П.")
        yield made


class LiveDesk:
    """A desk's window with its threads, as the program runs it."""

    def __init__(self, number: int, link: HubLink, state: Path) -> None:
        self.stage = Stage("desk", Screen(width=1366, height=768, fullscreen=False, reduced_motion=True))
        self.wiring = Wiring(number, link, state, texts.packaged(), SystemClock())
        self.window: Any = show(self.stage, self.wiring.model)
        self.wiring.start()

    def sign_in(self, pin: str = PIN) -> None:
        see(self.window, "login")
        until(lambda: self.wiring.model.link, "the hub's stream")
        self.window.requestActivate()
        until(self.window.isActive, "the window takes keys")
        touch(self.window, "login")
        if not text(self.window, "login"):
            type_text(self.window, "ivanova")
        touch(self.window, "pin")
        type_text(self.window, pin)

        def pressed() -> bool:
            """A key takes no second press for half a second, so a quick tester presses again."""
            go = find(self.window, "signIn")
            if go is not None and text(self.window, "pin"):
                touch(self.window, go)
            return text(self.window, "pin") == ""

        until(pressed, "the key to sign in is pressed")

    def close(self) -> None:
        self.wiring.stop()
        self.window = None
        self.stage.close()


@pytest.fixture
def desk(hub: RealHub, tmp_path: Path, qapp: Any) -> Iterator[LiveDesk]:
    made = LiveDesk(1, hub.enrol(tmp_path / "desk", "desk", desk=1), tmp_path / "desk")
    yield made
    made.close()


def test_a_visitor_is_called_served_and_finished_by_touch_and_stands_on_the_board(
    hub: RealHub, desk: LiveDesk, tmp_path: Path
) -> None:
    link = hub.enrol(tmp_path / "board", "board")
    stage = Stage("board", Screen(width=1920, height=1080, px_per_mm=1.577, fullscreen=False), dark=True)
    chimes: list[int] = []
    board = BoardModel(lambda: chimes.append(1), SystemClock())
    window = show_board(stage, board)
    feed = Feed(link, "board", lambda state, _: board.post_feed(state))
    feed.start()
    try:
        desk.sign_in()
        first, second = hub.ticket()["number"], hub.ticket("re-extract")["number"]
        see(desk.window, f"line-{first}")
        see(desk.window, f"line-{second}")
        touch(desk.window, "callNext")
        shown = until(lambda: text(window, "newestNumber"), "the call on the board")
        assert shown.replace("\u00a0", "") == first
        assert text(window, "newestDesk") == "1"
        touch(desk.window, "recall")
        until(lambda: len(chimes) == 2, "a recall chimes again")
        touch(desk.window, "start")
        touch(desk.window, "finish")
        see(desk.window, "callNext", enabled=True)
        assert find(desk.window, f"line-{first}") is None
        touch(desk.window, f"line-{second}")
        touch(desk.window, "callChosen")
        until(lambda: text(window, "newestNumber").replace("\u00a0", "") == second, "the chosen one on the board")
        touch(desk.window, "noShow")
        until(lambda: desk.wiring.model.line.count == 0 and not desk.wiring.model.guest.present, "an empty line")
        assert len(chimes) == 3
    finally:
        feed.stop()
        stage.close()


def test_a_wrong_pin_is_said_and_the_right_one_works_afterwards(desk: LiveDesk) -> None:
    desk.sign_in("999999")
    until(lambda: "ПИН" in text(desk.window, "notice"), "what was wrong")
    desk.sign_in()
    see(desk.window, "callNext")


def test_signing_out_closes_the_desk_for_the_hall(hub: RealHub, desk: LiveDesk) -> None:
    desk.sign_in()
    see(desk.window, "callNext")
    touch(desk.window, "signOut")
    see(desk.window, "login")
    until(lambda: not desk.wiring.model.open, "the desk is closed")


def test_a_desk_that_is_started_again_finds_its_visitor(hub: RealHub, desk: LiveDesk, tmp_path: Path) -> None:
    desk.sign_in()
    number = hub.ticket()["number"]
    touch(desk.window, "callNext")
    see(desk.window, "start", enabled=True)
    again = LiveDesk(1, HubLink(hub.url, desk.wiring._link.token), tmp_path / "desk")
    try:
        again.sign_in()
        see(again.window, "start", enabled=True)
        assert text(again.window, "number").replace("\u00a0", "") == number
        touch(again.window, "start")
        see(again.window, "finish")
    finally:
        again.close()


def test_the_hub_goes_and_comes_back_and_the_same_session_works_on(hub: RealHub, desk: LiveDesk) -> None:
    desk.sign_in()
    number = hub.ticket()["number"]
    see(desk.window, f"line-{number}")
    hub.stop()
    until(lambda: "Нет связи" in text(desk.window, "notice"), "the strip about the link")
    see(desk.window, f"line-{number}")
    assert not see(desk.window, "callNext").isEnabled()
    hub.start()
    see(desk.window, "callNext", enabled=True)
    assert text(desk.window, "notice") == ""
    touch(desk.window, "callNext")
    see(desk.window, "start")


class Hole:
    """A way to the hub that swallows the answer to one kind of command, once: the deed is done, nobody hears of it."""

    def __init__(self, hub_url: str, swallow: bytes) -> None:
        self._target = int(hub_url.rpartition(":")[2])
        self._swallow = swallow
        self.swallowed = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            hub = socket.create_connection(("127.0.0.1", self._target))
            lost = threading.Event()
            threading.Thread(target=self._carry, args=(client, hub, lost), daemon=True).start()
            threading.Thread(target=self._back, args=(hub, client, lost), daemon=True).start()

    def _carry(self, client: socket.socket, hub: socket.socket, lost: threading.Event) -> None:
        try:
            while data := client.recv(65_536):
                if self._swallow in data and not self.swallowed:
                    self.swallowed += 1
                    lost.set()
                hub.sendall(data)
        except OSError:
            pass
        hub.close()

    def _back(self, hub: socket.socket, client: socket.socket, lost: threading.Event) -> None:
        try:
            while data := hub.recv(65_536):
                if lost.is_set():
                    break
                client.sendall(data)
        except OSError:
            pass
        client.close()


def test_a_lost_answer_is_asked_for_again_and_only_one_visitor_is_called(
    hub: RealHub, tmp_path: Path, qapp: Any
) -> None:
    token = hub.enrol(tmp_path / "desk", "desk", desk=1).token
    hole = Hole(hub.url, b"/call-next")
    made = LiveDesk(1, HubLink(hole.url, token), tmp_path / "desk")
    try:
        made.sign_in()
        first, second = hub.ticket()["number"], hub.ticket()["number"]
        see(made.window, f"line-{second}")
        touch(made.window, "callNext")
        see(made.window, "start", enabled=True)
        assert hole.swallowed == 1
        assert text(made.window, "number").replace("\u00a0", "") == first
        see(made.window, f"line-{second}")
    finally:
        made.close()
        hole.close()


def test_help_and_troubles_of_a_terminal_reach_the_desk(hub: RealHub, desk: LiveDesk, tmp_path: Path) -> None:
    desk.sign_in()
    place = {"ru": "Терминал 1, у входа", "en": "Terminal 1, at the entrance"}
    terminal = hub.enrol(tmp_path / "terminal", "terminal", place=place)
    printer = {"name": "printer", "state": "fault", "level": "error", "codes": ["paper_end"], "since": None}
    status = {"boot": "b1", "sent_us": 0, "version": "1", "orders_done": []}
    hub.said(terminal.put("/v1/status", {"devices": [printer], **status}))
    until(lambda: text(desk.window, "strip").startswith("Терминал 1, у входа. Кончилась бумага"), "the trouble")
    call = hub.said(terminal.post("/v1/help", {"key": "help-0001"}))["id"]
    see(desk.window, "help")
    touch(desk.window, "helpGo")
    until(lambda: find(desk.window, "help") is None, "the call is answered")
    help_call = hub.said(terminal.get("/v1/snapshot?scope=terminal"))["put"]
    assert [entity["state"] for kind, ident, entity in help_call if (kind, ident) == ("help", call)] == ["answered"]
    hub.said(terminal.put("/v1/status", {"devices": [], **status}))
    until(lambda: find(desk.window, "strip") is None, "the trouble is mended")
