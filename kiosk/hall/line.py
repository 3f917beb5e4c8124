"""The waiting lines of a hall, one per service, each sorted by effective time and ticket id."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable

Place = tuple[int, str]


class Lines:
    """Only lines with somebody in them are kept, so that a look at all of them is short."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Place]] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many wait in all lines."""
        return self._count

    def add(self, line: str, place: Place) -> None:
        insort(self._lines.setdefault(line, []), place)
        self._count += 1

    def remove(self, line: str, place: Place) -> None:
        """Take out one that stands there. Raises KeyError or ValueError when it does not: a bug of ours."""
        places = self._lines[line]
        at = bisect_left(places, place)
        if at == len(places) or places[at] != place:
            raise ValueError(f"{place} is not in line {line}")
        del places[at]
        self._count -= 1
        if not places:
            del self._lines[line]

    def heads(self, lines: Collection[str]) -> Iterable[Place]:
        """The first of each of these lines that has somebody."""
        return (places[0] for places in self._among(lines))

    def waiting(self, lines: Collection[str]) -> int:
        """How many wait in these lines."""
        return sum(len(places) for places in self._among(lines))

    def before(self, lines: Collection[str], place: Place) -> int:
        """How many of these lines stand before `place`."""
        return sum(bisect_left(places, place) for places in self._among(lines))

    def _among(self, lines: Collection[str]) -> Iterable[list[Place]]:
        if len(lines) < len(self._lines):
            return (self._lines[line] for line in lines if line in self._lines)
        return (places for line, places in self._lines.items() if line in lines)
