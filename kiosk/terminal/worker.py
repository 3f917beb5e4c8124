"""One thread with a queue of jobs: where the terminal's core sends whatever may wait for a disk or a network."""

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)
Job = Callable[[], None]


class Worker:
    """Runs jobs one after another on its own daemon thread.

    A job that raises is a bug: `crashed` is told, the thread ends and takes no further job, so that the process
    is restarted with its journal whole instead of going on half dead.
    """

    def __init__(self, name: str, crashed: Callable[[BaseException], None]) -> None:
        self._crashed = crashed
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._count = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to work; jobs given before are done first."""
        self._thread.start()

    def do(self, job: Job) -> None:
        """Append a job; returns at once."""
        with self._count:
            self._waiting += 1
        self._jobs.put(job)

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing runs."""
        with self._count:
            return self._waiting == 0

    def stop(self, seconds: float) -> bool:
        """End after the jobs given so far; False when the thread is still busy after so many seconds."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except BaseException as error:
                log.critical("a job of %s failed", self._thread.name, exc_info=error)
                self._crashed(error)
                return
            finally:
                with self._count:
                    self._waiting -= 1
