"""The sound of the time-out: heard when the question comes up, and each five seconds while nobody answers."""

from collections.abc import Callable
from pathlib import Path

from kiosk.terminal.view import Screen

ASK = Path(__file__).resolve().parent.parent / "sounds" / "ask.wav"
EACH_S = 5


class Reminder:
    """Shown every screen by `see`; calls `play` with the sound, which must return at once."""

    def __init__(self, play: Callable[[Path], object]) -> None:
        self._play = play
        self._heard_at: int | None = None  # seconds that were left then

    def see(self, screen: Screen) -> None:
        """A screen is shown."""
        left = screen.data.get("seconds")
        if screen.view != "timeout" or not isinstance(left, int):
            self._heard_at = None
        elif self._heard_at is None or left <= self._heard_at - EACH_S:
            self._heard_at = left
            self._play(ASK)
