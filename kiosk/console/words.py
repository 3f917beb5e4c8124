"""The words of the command line: in which language this console speaks, and its phrases."""

import os

from kiosk.texts import packaged, text


def language() -> str:
    """The language of the console: `KIOSK_LANGUAGE`, else the locale's, when there are texts in it; else Russian."""
    wanted = [os.environ.get(name, "") for name in ("KIOSK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((name for name in wanted if name), "ru")[:2].lower()
    return first if first in packaged().languages else "ru"


def say(code: str, /, **values: object) -> str:
    """A phrase of the table `cli` in the console's language."""
    return text(f"cli.{code}", language(), **values)
