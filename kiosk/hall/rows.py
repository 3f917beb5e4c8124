"""Rows of a CSV file by column name: every broken row is reported and left out, the good rows work."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from kiosk.hall.problem import Problem, shortened

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
T = TypeVar("T")


class Wrong(Exception):
    """A cell does not hold what its column promises."""

    def __init__(self, column: str, expected: str, found: str) -> None:
        super().__init__(column, expected, found)
        self.column, self.expected, self.found = column, expected, found


class Row:
    """One line of a table by column name, with readers that say what they expected."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells

    def text(self, column: str) -> str:
        return self._cells[column].strip()

    def needed(self, column: str) -> str:
        return self.checked(column, lambda text: 0 < len(text) <= 160, "words")

    def code(self, column: str) -> str:
        return self.checked(column, lambda text: bool(_CODE.fullmatch(text)), "code")

    def one_of(self, column: str, *choices: str) -> str:
        return self.checked(column, lambda text: text in choices, "choice")

    def number(self, column: str, least: int, most: int) -> int:
        text = self.checked(column, lambda text: text.isascii() and text.isdigit() and len(text) < 10, "whole_number")
        if not least <= int(text) <= most:
            raise Wrong(column, "in_range", text)
        return int(text)

    def parts(self, column: str) -> tuple[str, ...]:
        return tuple(part for part in map(str.strip, self.text(column).split(";")) if part)

    def checked(self, column: str, good: Callable[[str], bool], expected: str) -> str:
        text = self.text(column)
        if not good(text):
            raise Wrong(column, expected, text)
        return text


def records(
    text: str, file: str, columns: tuple[str, ...], read: Callable[[Row], T], problems: list[Problem]
) -> Iterator[tuple[int, T]]:
    """Every good record with its line. A record is one line, so that a stray quote spoils its own row only."""
    lines = text.removeprefix("\ufeff").splitlines()
    header = [name.strip() for name in _cells(lines[0])] if lines else []
    missing = [column for column in columns if column not in header]
    problems.extend(Problem(file, 1, column, "column", "") for column in missing)
    if missing:
        return
    for line, content in enumerate(lines[1:], start=2):
        if not content.strip():
            continue
        try:
            yield line, read(_row(content, header))
        except Wrong as wrong:
            problems.append(Problem(file, line, wrong.column, wrong.expected, shortened(wrong.found)))


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _row(line: str, header: list[str]) -> Row:
    cells = _cells(line)
    if len(cells) != len(header):
        raise Wrong(header[min(len(cells), len(header) - 1)], "as_many_cells", line)
    return Row(dict(zip(header, cells, strict=True)))
