"""The book of requests of one driver: each id runs once, and the same id asked again gets the first answer."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from drivers.words import Result

Done = Callable[[Result], None]
REMEMBERED = 256


@dataclass
class Request:
    """One command on its way. `deadline` is of the monotonic clock."""

    id: str
    command: object
    deadline: float
    waiting: list[Done] = field(default_factory=list)
    canceled: bool = False
    result: Result | None = None


class RequestBook:
    """Thread-safe. Keeps the last REMEMBERED answers beside everything that is not answered yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: OrderedDict[str, Request] = OrderedDict()

    def open(self, request: Request, done: Done) -> tuple[bool, Result | None]:
        """Enter a request. (True, None) for a new one; (False, first answer or None while it runs) for a duplicate.

        For a duplicate whose first run is under way `done` is called together with the first caller's.
        """
        with self._lock:
            known = self._requests.get(request.id)
            if known is not None:
                if known.result is None:
                    known.waiting.append(done)
                return False, known.result
            request.waiting.append(done)
            self._requests[request.id] = request
            return True, None

    def finish(self, request: Request, result: Result) -> list[Done]:
        """Write the answer down; whom to tell (nobody when it was answered before: one completion, ever)."""
        with self._lock:
            if request.result is not None:
                return []
            request.result = result
            told, request.waiting = request.waiting, []
            self._forget()
            return told

    def cancel(self, request_id: str) -> bool:
        """Mark a request; False when it is unknown or answered."""
        with self._lock:
            request = self._requests.get(request_id)
            if request is None or request.result is not None:
                return False
            request.canceled = True
            return True

    def _forget(self) -> None:
        answered = [key for key, request in self._requests.items() if request.result is not None]
        for key in answered[: max(0, len(answered) - REMEMBERED)]:
            del self._requests[key]
