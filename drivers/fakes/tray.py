"""The slot papers come out of: all that were cut off, and which of them somebody has taken."""

import threading
from typing import Any

from drivers.fakes.device import NoSuchThing, NotNow
from drivers.fakes.drawing import png
from drivers.fakes.paper import Paper


class Tray:
    """Papers by number, from 1. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._papers: list[Paper] = []
        self._taken = 0

    def put(self, paper: Paper) -> None:
        """One more paper hangs out of the slot."""
        with self._lock:
            self._papers.append(paper)

    def take(self) -> None:
        """A visitor takes the oldest paper. Raises NotNow."""
        with self._lock:
            if self._taken >= len(self._papers):
                raise NotNow("no paper is waiting in the slot")
            self._taken += 1

    def about(self) -> dict[str, int]:
        """How many came out, how many still hang there."""
        with self._lock:
            return {"papers": len(self._papers), "untaken": len(self._papers) - self._taken}

    def notes(self) -> list[dict[str, Any]]:
        """Short notes on all papers."""
        with self._lock:
            return [
                {"number": number, "cut": paper.cut, "taken": number <= self._taken, "qr": paper.as_json()["qr"]}
                for number, paper in enumerate(self._papers, start=1)
            ]

    def paper(self, number: int) -> dict[str, Any]:
        """One paper. Raises NoSuchThing."""
        return {"number": number, "taken": number <= self._taken, **self._get(number).as_json()}

    def png(self, number: int) -> bytes:
        """Its picture. Raises NoSuchThing."""
        return png(self._get(number))

    def _get(self, number: int) -> Paper:
        with self._lock:
            if not 1 <= number <= len(self._papers):
                raise NoSuchThing(f"no paper {number}; there are {len(self._papers)}")
            return self._papers[number - 1]
