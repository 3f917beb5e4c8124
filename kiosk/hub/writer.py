"""The one writer of a hall: a thread with one inbox, through which every change goes, one command a transaction."""

import logging
import queue
import threading
from collections.abc import Callable

from kiosk.hub.answers import BUSY, FAILED, NOT_SAVED, STARTING, refused
from kiosk.hub.asks import Outcome
from kiosk.hub.books import Books
from kiosk.journal.journal import JournalUnavailable
from kiosk.refusal import Refusal

FULL_INBOX = 2000

Work = Callable[[Books], Outcome]
Done = Callable[[Outcome], None]
log = logging.getLogger(__name__)


class Writer:
    """Runs `Work` on the books, one after the other, and hands each outcome to its `Done` on the writer's thread.

    `open_books` is called on the thread, because the journal belongs to the thread that opened it.
    `publish` gets the outcome of a tick that changed something: nobody asked for it, so nobody is answered.
    """

    def __init__(self, open_books: Callable[[], Books], publish: Callable[[Outcome], None]) -> None:
        self._open = open_books
        self._publish = publish
        self._inbox: queue.SimpleQueue[tuple[Work, Done] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="hub writer", daemon=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._stopping = False

    def start(self) -> None:
        """Open the books and begin; raises what opening raised."""
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Finish what was accepted, close the journal, end the thread."""
        self._stopping = True
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join()

    @property
    def alive(self) -> bool:
        """False once the thread is gone: then nothing can be saved and the process has to be started again."""
        return self._thread.is_alive()

    def submit(self, work: Work, done: Done) -> None:
        """Put work into the inbox; `done` is called exactly once, soon, with its outcome."""
        if self._stopping or (self._ready.is_set() and not self._thread.is_alive()):
            done(Outcome(STARTING))
        elif self._inbox.qsize() >= FULL_INBOX:
            done(Outcome(BUSY))
        else:
            self._inbox.put((work, done))

    def _run(self) -> None:
        try:
            books = self._open()
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits in start()
            self._failure = error
            self._ready.set()
            return
        self._ready.set()
        try:
            while self._serve(books):
                pass
        finally:
            books.close()
            self._refuse_the_rest()

    def _serve(self, books: Books) -> bool:
        wait = books.seconds_to_tick()
        if wait <= 0:
            self._tell(self._do(books, Books.tick))
        try:
            job = self._inbox.get(timeout=wait) if wait > 0 else self._inbox.get_nowait()
        except queue.Empty:
            return True
        if job is None:
            return False
        work, done = job
        done(self._do(books, work))
        return True

    def _do(self, books: Books, work: Work) -> Outcome:
        try:
            return work(books)
        except Refusal as refusal:
            return Outcome(refused(refusal), refusal=refusal)
        except JournalUnavailable as error:
            log.error("not saved", extra={"cause": str(error)})
            return Outcome(NOT_SAVED)
        except Exception:
            log.exception("a command failed and changed nothing")
            return Outcome(FAILED)

    def _tell(self, outcome: Outcome) -> None:
        if outcome.changes:
            self._publish(outcome)

    def _refuse_the_rest(self) -> None:
        while True:
            try:
                job = self._inbox.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                job[1](Outcome(STARTING))
