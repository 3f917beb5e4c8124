"""Tells the hub which programs of the hall were left down, for as long as they are."""

import threading
from collections.abc import Callable, Sequence

AGAIN = 2.0


class Teller:
    """A thread that says it at once, and again every AGAIN seconds: a hub that was restarted has forgotten it."""

    def __init__(self, down: Callable[[], Sequence[str]], tell: Callable[[Sequence[str]], bool]) -> None:
        """`down` names the parts; `tell` says them to the hub, False when it could not be told."""
        self._down, self._tell = down, tell
        self._poked = threading.Event()
        self._over = False
        self._told: Sequence[str] = ()
        self._thread = threading.Thread(target=self._work, name="tell-parts-down", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def poke(self) -> None:
        """Something changed: say it now."""
        self._poked.set()

    def stop(self) -> None:
        self._over = True
        self._poked.set()
        if self._thread.is_alive():
            self._thread.join(AGAIN)

    def _work(self) -> None:
        while not self._over:
            self._poked.clear()
            names = list(self._down())
            if (names or self._told) and self._tell(names):
                self._told = names
            self._poked.wait(AGAIN)
