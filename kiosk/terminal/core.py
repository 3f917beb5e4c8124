"""The terminal without its screen: one actor thread with an inbox; it alone holds the visit and publishes screens."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from kiosk.terminal.drawing import draw
from kiosk.terminal.messages import Message
from kiosk.terminal.view import Intent, Screen
from kiosk.terminal.visit import Visit
from kiosk.texts import Texts

log = logging.getLogger(__name__)
Publish = Callable[[Screen], None]
Crashed = Callable[[BaseException], None]
Part = Callable[[], None]


class Core:
    """Intents in, immutable screens out. Never waits for a disk, a network or a device.

    `publish` is called on the core's thread with every new Screen and must not wait. `crashed` is told when a part
    of the terminal failed by a bug: the process has to end and be started again, the journal is whole.
    """

    def __init__(self, texts: Texts, crashed: Crashed) -> None:
        self._texts = texts
        self._crashed = crashed
        self._publish: Publish = _nobody
        self._visit: Visit | None = None
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="terminal-core", daemon=True)
        self._starting: Part = _nothing
        self._stopping: Part = _nothing
        self._ending: Part = _nothing
        self._screen: Screen | None = None

    def attach(self, visit: Visit, starting: Part, stopping: Part, ending: Part) -> None:
        """Give the core its visit, and what runs beside it; before `start`.

        `stopping` ends all that still tells something, `ending` what the core's last words go to.
        """
        self._visit, self._starting, self._stopping, self._ending = visit, starting, stopping, ending

    def connect(self, publish: Publish) -> None:
        """Who gets the screens; before `start`."""
        self._publish = publish

    def start(self) -> None:
        """Begin: the first screen is published at once, devices and hub come when they come."""
        if self._visit is None:
            raise RuntimeError("a core needs a visit before it starts")
        # First the parts: what they queue for opening comes before anything a visitor can ask for.
        self._starting()
        self._thread.start()

    def stop(self) -> None:
        """End: what is in the journal's queue is written, devices are given back. Safe to call twice."""
        self._stopping()
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join(3.0)
        self._ending()

    def post(self, intent: Intent) -> None:
        """The visitor did something. From any thread, returns at once; what the view does not offer is ignored."""
        self._inbox.put(intent)

    def tell(self, message: Message) -> None:
        """Something outside happened. From any thread, returns at once."""
        self._inbox.put(message)

    def fail(self, error: BaseException) -> None:
        """A part of the terminal failed by a bug."""
        self._crashed(error)

    @property
    def screen(self) -> Screen | None:
        """The newest published screen."""
        return self._screen

    def _run(self) -> None:
        visit = self._visit
        if visit is None:
            return
        try:
            self._show(visit)
            while self._turn(visit):
                self._show(visit)
        except BaseException as error:
            log.critical("the terminal's core failed", exc_info=error)
            self._crashed(error)

    def _turn(self, visit: Visit) -> bool:
        """Wait for the next message or deadline and take it; False at the end."""
        try:
            message = self._inbox.get(timeout=visit.timers.wait())
        except queue.Empty:
            pass
        else:
            if message is None:
                return False
            visit.handle(message)
        for timer in visit.timers.due():
            visit.due(timer)
        return True

    def _show(self, visit: Visit) -> None:
        number = self._screen.no + 1 if self._screen else 1
        screen = draw(visit, self._texts, number)
        if self._screen is None or replace(screen, no=self._screen.no) != self._screen:
            self._screen = screen
            self._publish(screen)


def _nobody(_screen: Screen) -> None:
    """Screens before anybody looks."""


def _nothing() -> None:
    """No part runs beside the core."""
