"""A desk's window with a hub that a test plays itself: orders are kept, the feed is what the test says."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk import packaged
from kiosk.clock import ManualClock
from kiosk.settings import Screen
from kiosk.texts import packaged as texts
from tests.ui.seeing import pump
from ui.app import Stage
from ui.desk.courier import Order, Reply
from ui.desk.model import DeskModel
from ui.desk.names import Names
from ui.desk.pictures import DESK, NOON, Situation, feed
from ui.desk.shift import Shift
from ui.desk.window import show

SESSION = {"session": "s1", "login": "ivanova", "name": "Иванова М. П."}


class DeskBench:
    """The window, and the hub's side of it."""

    def __init__(self) -> None:
        self.sent: list[Order] = []
        self.asked: list[Order] = []
        self.clock = ManualClock(NOON)
        names = Names()
        names.take(packaged.rules().catalogue.as_json())
        self.shift = Shift(DESK, self.sent.append, self.asked.append, names, self.clock)
        self.stage = Stage("desk", Screen(width=1366, height=768, fullscreen=False, reduced_motion=True))
        self.model = DeskModel(self.shift, texts())
        self.window: Any = show(self.stage, self.model)
        pump()

    def hall(self, situation: Situation) -> None:
        """The feed says this."""
        self.model.post_feed(feed(situation))
        pump()

    def answer(
        self, body: dict[str, Any] | None = None, status: int = 200, code: str = "", **values: str | int
    ) -> None:
        """The hub answers the last order."""
        self.model.post_reply(Reply(self.sent[-1], status, body or {}, code, values))
        pump()

    def lose(self) -> None:
        """The last order is never answered."""
        self.model.post_reply(Reply(self.sent[-1]))
        pump()

    def sign_in(self) -> None:
        self.model.signIn("ivanova", "402913")
        self.answer(SESSION)
        self.answer()

    def close(self) -> None:
        self.window = None
        self.stage.close()
        QCoreApplication.processEvents()


@pytest.fixture
def bench(qapp: Any) -> Iterator[DeskBench]:
    made = DeskBench()
    yield made
    made.close()


@pytest.fixture
def working(bench: DeskBench) -> DeskBench:
    """Somebody is signed in at an open desk, ten people wait."""
    bench.hall(Situation("free"))
    bench.sign_in()
    return bench
