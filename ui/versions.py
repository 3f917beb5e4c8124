"""Refuses the one pair of Qt and Python that is known to crash."""

import sys
from importlib.metadata import version


class BrokenQtError(RuntimeError):
    """PySide6 6.12.0 on Python below 3.12 loses references and aborts within minutes (PYSIDE-3474)."""


def refuse_broken_qt(pyside: str | None = None, python: tuple[int, int] | None = None) -> None:
    """Raise BrokenQtError on the broken pair; the arguments are for tests, default is what runs."""
    pyside = pyside or version("PySide6-Essentials")
    python = python or sys.version_info[:2]
    if pyside == "6.12.0" and python < (3, 12):
        raise BrokenQtError(
            f"PySide6 {pyside} aborts on Python {python[0]}.{python[1]}: install PySide6-Essentials >=6.11,<6.12"
        )
