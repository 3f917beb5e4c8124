"""Everybody and everything on the stage of the played demo, and how its story waits for what must be seen."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.demo.stage import Stage


class StoryError(Exception):
    """Something that should be seen was not."""


@dataclass(frozen=True)
class Cast:
    """Everybody and everything on the stage.

    `staff` gives login and PIN per desk; `papers(terminal)` counts the papers its printer has let go;
    `save_paper(terminal, number, name)` draws one of them from the bytes received; `centre(number)` tells the state of
    that ticket at the central server ("" = not there); `do(action, target)` is the fakes' and supervisor's hand.
    """

    stages: Mapping[str, Stage]
    staff: Mapping[str, tuple[str, str]]
    papers: Callable[[str], int]
    save_paper: Callable[[str, int, str], None]
    centre: Callable[[str], str]
    do: Callable[[str, str], str]


def shown_number(terminal: Stage) -> str:
    """The number on the ticket's page, with a plain space between letter and figures."""
    return " ".join(str(terminal.item("number")["text"]).split())


def wait_for(seen: Callable[[], bool], limit: float, otherwise: str) -> None:
    """Ask until it is seen, at most `limit` seconds; raises StoryError."""
    until = time.monotonic() + limit
    while not seen():
        if time.monotonic() > until:
            raise StoryError(otherwise)
        time.sleep(0.05)
