"""Deadlines by name on the monotonic clock; the core asks what is due, nobody sleeps on them."""

from kiosk.clock import Clock


class Timers:
    """A few named deadlines. Not thread-safe: the core alone holds it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due_us: dict[str, int] = {}

    def set(self, name: str, seconds: float) -> None:
        """Let `name` be due in so many seconds; an earlier deadline of that name is forgotten."""
        self._due_us[name] = self._clock.mono_us() + round(seconds * 1_000_000)

    def clear(self, name: str) -> None:
        """Forget a deadline; an unknown name is fine."""
        self._due_us.pop(name, None)

    def left(self, name: str) -> float:
        """Seconds until it is due, 0.0 when it is due, unknown or over."""
        return max(0.0, (self._due_us.get(name, 0) - self._clock.mono_us()) / 1_000_000)

    def due(self) -> list[str]:
        """The names whose time has come, earliest first; each is told once."""
        now = self._clock.mono_us()
        names = sorted((at, name) for name, at in self._due_us.items() if at <= now)
        for _, name in names:
            del self._due_us[name]
        return [name for _, name in names]

    def wait(self) -> float | None:
        """Seconds until the next deadline; None when there is none."""
        if not self._due_us:
            return None
        return max(0.0, (min(self._due_us.values()) - self._clock.mono_us()) / 1_000_000)
