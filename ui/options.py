"""Command-line options that every program with a window shares."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from kiosk.console.words import say

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line; `None` = as the machine file says."""

    config: Path | None = None
    state: Path | None = None
    play: Path | None = None
    pictures: Path | None = None
    size: tuple[int, int] | None = None
    at: tuple[int, int] | None = None
    scale: float = 1.0


class Pair(click.ParamType[tuple[int, int]]):
    """Two whole numbers with a sign between them: `1080x1920`, `100,200`."""

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.name = f"N{sign}N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        first, found, second = str(value).partition(self.sign)
        if not found or not _whole(first) or not _whole(second):
            self.fail(say("bad_pair", given=value, sign=self.sign), param, ctx)
        return int(first), int(second)


def _whole(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 6


def screen_options(command: F) -> F:
    """Give a click command the shared options; they arrive as keywords for `Options`."""
    file = click.Path(path_type=Path, dir_okay=False)
    folder = click.Path(path_type=Path, file_okay=False)
    for option in reversed(
        (
            click.option("--config", type=file, help=say("help.config")),
            click.option("--state", type=folder, help=say("help.state")),
            click.option("--play", type=file, help=say("help.play")),
            click.option("--pictures", type=folder, help=say("help.pictures")),
            click.option("--size", type=Pair("x"), help=say("help.size")),
            click.option("--at", type=Pair(","), help=say("help.at")),
            click.option("--scale", type=click.FloatRange(0.1, 4), default=1.0, help=say("help.scale")),
        )
    ):
        command = option(command)
    return command
