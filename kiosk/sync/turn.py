"""Whose turn it is: a thread's waiting, ended by time, by the end, by a nudge, or by a call to try again."""

import threading
import time


class Turn:
    """One thread waits, any thread wakes it. What happens while it works is not lost: the next wait is short."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._nudged = False
        self._retry = False
        self.stopped = False

    def stop(self) -> None:
        """End this wait and every later one at once."""
        with self._condition:
            self.stopped = True
            self._condition.notify_all()

    def nudge(self) -> None:
        """There is something to do; does not end a wait that asked not to be woken."""
        with self._condition:
            self._nudged = True
            self._condition.notify_all()

    def retry(self) -> None:
        """End whatever wait there is."""
        with self._condition:
            self._nudged = self._retry = True
            self._condition.notify_all()

    def wait(self, seconds: float, *, wakes: bool) -> None:
        """Wait for the time to pass or for a call; `wakes`: a nudge counts as one."""
        end = time.monotonic() + seconds
        with self._condition:
            while not self.stopped and not self._retry and not (wakes and self._nudged):
                left = end - time.monotonic()
                if left <= 0:
                    break
                self._condition.wait(left)
            self._nudged = self._retry = False
