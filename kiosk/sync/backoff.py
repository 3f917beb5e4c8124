"""How long to wait before asking again: full jitter, so that a hundred halls do not return in the same second."""

import random
from collections.abc import Callable

LEAST = 0.2
MOST = 30.0


class Backoff:
    """Grows with each failure in a row: a random wait between `least` and a ceiling that doubles up to `most` (s)."""

    def __init__(
        self, least: float = LEAST, most: float = MOST, draw: Callable[[float, float], float] = random.uniform
    ) -> None:
        self._least = least
        self._most = most
        self._draw = draw
        self._failures = 0

    def next(self, at_least: float = 0.0) -> float:
        """Seconds to wait after one more failure; `at_least` is what the server asked for (Retry-After)."""
        self._failures += 1
        ceiling = min(self._most, self._least * 2 ** min(self._failures, 16))
        return max(at_least, self._draw(self._least, max(self._least, ceiling)))

    def reset(self) -> None:
        """It worked."""
        self._failures = 0
