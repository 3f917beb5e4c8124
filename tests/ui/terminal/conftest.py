"""The terminal's window before a core that a test plays itself: screens are fed, intents are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from kiosk.clock import ManualClock
from kiosk.settings import Screen as Panel
from kiosk.terminal.view import Intent, Screen
from tests.ui.seeing import pump, touch, until
from ui.app import Stage
from ui.terminal.model import TerminalModel, first_screen
from ui.terminal.pictures import HALL_ZONE, LANGUAGES, NOON, SIZES, screens
from ui.terminal.window import show


class TerminalBench:
    """The window, and the core's side of it."""

    def __init__(self, orientation: str, *, still: bool = True) -> None:
        width, height = SIZES[orientation]
        self.portrait = height > width
        self.posts: list[Intent] = []
        self.stage = Stage("terminal", Panel(width=width, height=height, fullscreen=False, reduced_motion=still))
        self.clock = ManualClock(NOON)
        self.model = TerminalModel(first_screen("ru"), LANGUAGES, self.clock, HALL_ZONE, ticking=False)
        self.model.attach(self.posts.append)
        self.window: Any = show(self.stage, self.model)
        self._number = 0
        self._frames = 0
        self.window.frameSwapped.connect(self._count)
        self.rest()

    def _count(self) -> None:
        self._frames += 1

    def rest(self) -> None:
        """Wait until the page stands and is laid out: positioners work just before a frame."""
        until(lambda: not self.window.property("moving"), "a page at rest")
        drawn = self._frames
        self.window.update()
        until(lambda: self._frames > drawn, "a frame")

    def say(self, screen: Screen) -> None:
        """The core publishes this, and it is shown."""
        self.throw(screen)
        pump()
        self.rest()

    def throw(self, screen: Screen) -> None:
        """The core publishes this; its number is ours, the page need not stand yet."""
        self._number += 1
        self.model.publish(replace(screen, no=self._number))

    def situations(self, language: str = "ru", **modes: bool) -> dict[str, Screen]:
        """The screens of `ui.terminal.pictures`, by name."""
        return dict(screens(language, modes, portrait=self.portrait))

    def situation(self, name: str, language: str = "ru", **modes: bool) -> None:
        self.say(self.situations(language, **modes)[name])

    def view(self, view: str, data: Mapping[str, object], **more: Any) -> None:
        """A screen of a test's own making."""
        self.say(replace(first_screen("ru"), view=view, data=data, **more))

    def touch(self, name: str) -> None:
        touch(self.window, name)

    @property
    def wishes(self) -> list[tuple[str, str]]:
        """What the visitor asked for, without the sign that somebody is there."""
        return [(post.name, post.value) for post in self.posts if post.name != "touch"]

    def close(self) -> None:
        self.window = None
        self.stage.close()


@pytest.fixture
def portrait() -> Iterator[TerminalBench]:
    bench = TerminalBench("portrait")
    yield bench
    bench.close()


@pytest.fixture(params=list(SIZES))
def terminal(request: pytest.FixtureRequest) -> Iterator[TerminalBench]:
    """One in each orientation."""
    bench = TerminalBench(request.param)
    yield bench
    bench.close()
