"""Numbers of visits: how they look, and which one is next without ever giving one twice in a hall day.

Per letter the dense numbers go up from 001 and leased blocks come down from 999. When the two come within 100 of each
other the range grows by a digit for the rest of the hall day: dense numbers go on at 1000, blocks at 9999. Nothing
wraps. Numbers of tickets carried over from an earlier day, and of tickets that arrive from one, are skipped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# Cyrillic capitals, without those that read as a digit or as another letter on a board.
LETTERS = "АБВГДЕЖИКЛМНПРСТУФХЦШЭЮЯ"
DIGITS = 3
ROOM = 100
NO_BREAK_SPACE = "\u00a0"
_DENSE = re.compile(rf"([{LETTERS}])([0-9]{{3}}|[1-9][0-9]{{3,8}})")
_LABEL = re.compile(rf"([{LETTERS}])-(К[1-9][0-9]?[A-ZА-Я]?)-([0-9]{{2,9}})")


class Dense(NamedTuple):
    """A number out of a letter's range: dense or from a block."""

    letter: str
    n: int


def dense(letter: str, n: int) -> str:
    """П, 47 -> П047."""
    return f"{letter}{n:0{DIGITS}}"


def label(letter: str, terminal: str, counter: int) -> str:
    """П, К1, 7 -> П-К1-07: what a terminal gives out of its own when it has nothing else, without limit."""
    return f"{letter}-{terminal}-{counter:02}"


def parse(number: str) -> Dense | None:
    """The letter and the place in its range; None for a label and for anything else."""
    match = _DENSE.fullmatch(number)
    return Dense(match[1], int(match[2])) if match and int(match[2]) else None


def is_label(number: str) -> bool:
    return bool(_LABEL.fullmatch(number))


def shown(number: str) -> str:
    """How people see it: П047 -> П 047 with a space that does not break; labels as they are."""
    return f"{number[0]}{NO_BREAK_SPACE}{number[1:]}" if _DENSE.fullmatch(number) else number


@dataclass(slots=True)
class Run:
    """The numbers of one letter in one hall day. `next` and `top` are not given yet, unless they are `skipped`."""

    digits: int = DIGITS
    next: int = 1
    top: int = 10**DIGITS - 1
    skipped: set[int] = field(default_factory=set)

    @classmethod
    def fresh(cls, taken: Iterable[int]) -> "Run":
        """The run of a new day, around the numbers of tickets that are still open."""
        return cls(skipped=set(taken))

    def dense(self) -> int:
        """The next dense number; nothing is taken yet."""
        digits, n, top = self.digits, self.next, self.top
        while True:
            while n in self.skipped:
                n += 1
            if top - n + 1 >= ROOM:
                return n
            digits, n, top = digits + 1, 10**digits, 10 ** (digits + 1) - 1

    def block(self, size: int) -> tuple[int, int]:
        """First and last of the next block, at most `size` (up to 90) numbers; nothing is taken yet."""
        digits, n, top = self.digits, self.next, self.top
        while True:
            while top in self.skipped:
                top -= 1
            if top - n + 1 >= ROOM:
                break
            digits, n, top = digits + 1, 10**digits, 10 ** (digits + 1) - 1
        first = top
        while top - first + 1 < size and first - 1 not in self.skipped:
            first -= 1
        return first, top

    def took(self, n: int) -> None:
        """`n` was given as the next dense number."""
        self._reach(n)
        self.next = max(self.next, n + 1)

    def leased(self, first: int) -> None:
        """The block from `first` up was leased."""
        self._reach(first)
        self.top = min(self.top, first - 1)

    def arrived(self, n: int) -> None:
        """A ticket came with `n`: if nobody here has given that number yet, it is never given."""
        if self.next <= n <= self.top or n >= 10**self.digits:
            self.skipped.add(n)

    def _reach(self, n: int) -> None:
        digits = max(DIGITS, len(str(n)))
        if digits > self.digits:
            self.digits, self.next, self.top = digits, 10 ** (digits - 1), 10**digits - 1

    def dump(self) -> list[Any]:
        return [self.digits, self.next, self.top, sorted(self.skipped)]

    @classmethod
    def load(cls, dumped: list[Any]) -> "Run":
        digits, next_, top, skipped = dumped
        return cls(digits, next_, top, set(skipped))
