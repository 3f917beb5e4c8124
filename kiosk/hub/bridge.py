"""Between the event loop and the writer's thread: work goes in, outcomes come back, changes go on to the stream."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from kiosk.hub.answers import NOT_SAVED, NOTHING, Reply
from kiosk.hub.asks import Ask, Outcome
from kiosk.hub.books import Books
from kiosk.hub.outlet import Outlet
from kiosk.hub.writer import Work, Writer
from kiosk.refusal import Refusal

T = TypeVar("T")
log = logging.getLogger(__name__)


class Bridge:
    """The async methods belong to the loop of `bind`; `quietly` and `soon` may be called on any thread."""

    def __init__(self, open_books: Callable[[], Books], outlet: Outlet, committed: Callable[[], None]) -> None:
        """`committed` is called on the loop after each command, when there may be something new in the journal."""
        self.outlet = outlet
        self._writer = Writer(open_books, self._changed)
        self._committed = committed
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def alive(self) -> bool:
        """False when nothing can be saved any more and the process has to be started again."""
        return self._writer.alive

    def open(self) -> None:
        """Open the journal and bring memory up to it. Raises JournalError, IdentityError, OSError."""
        if not self._writer.alive:
            self._writer.start()

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """From now on changes go to this loop."""
        self._loop = loop

    async def ask(self, ask: Ask) -> Reply:
        """One command through the writer; its answer, new or kept."""
        given = (await self.work(lambda books: books.perform(ask))).reply
        self._committed()
        return given

    async def work(self, work: Work) -> Outcome:
        """Any work on the books. Never raises for what the disk or a rule says: that is in the outcome's reply."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._writer.submit(work, lambda outcome: self._deliver(future, outcome))
        return await future

    async def inside(self, act: Callable[[], T]) -> T:
        """Run a method of the access room on the writer's thread. Raises its Refusal, or `not_saved`, `internal`."""
        got: list[T] = []

        def work(_: Books) -> Outcome:
            got.append(act())
            return Outcome(NOTHING)

        outcome = await self.work(work)
        if got and outcome.reply is NOTHING:
            return got[0]
        raise outcome.refusal or Refusal("not_saved" if outcome.reply is NOT_SAVED else "internal")

    def quietly(self, act: Callable[[Books], object]) -> None:
        """Something for the writer that nobody waits for."""

        def work(books: Books) -> Outcome:
            act(books)
            return Outcome(NOTHING)

        self._writer.submit(work, lambda _: None)

    def soon(self, act: Callable[[], None]) -> None:
        """Something for the loop, from another thread; nothing happens when the loop has ended."""
        if self._loop is None:
            return
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:  # the loop is closed: nobody listens any more, and the journal has it
            log.info("something came after the loop was closed")

    def _changed(self, outcome: Outcome) -> None:
        """On the writer's thread, when time alone has changed something.

        Before the start nobody listens, and the start tells everything.
        """
        self.soon(lambda: self.outlet.publish(outcome.changes.put, outcome.changes.gone))

    def _deliver(self, future: asyncio.Future[Outcome], outcome: Outcome) -> None:
        """On the writer's thread: answer and changes reach the loop together, so nobody is answered before they do."""

        def settle() -> None:
            if not future.done():
                future.set_result(outcome)
            if outcome.changes:
                self.outlet.publish(outcome.changes.put, outcome.changes.gone)

        self.soon(settle)
