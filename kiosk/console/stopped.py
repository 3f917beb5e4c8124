"""Why a program cannot start, in the console's language."""

import click
from pydantic import ValidationError

from kiosk.access.identity import IdentityError
from kiosk.console.words import language, say
from kiosk.hall.problem import Problem, shortened
from kiosk.hall.settings import expected_of
from kiosk.settings import SettingsError
from kiosk.texts import packaged


def stopped(error: Exception) -> click.ClickException:
    """Ends the command with exit code 1. Wrong values of a machine file are named by place, with what was expected;
    what neither language has words for is told as it says itself."""
    cause = error.__cause__
    if isinstance(error, SettingsError) and isinstance(cause, ValidationError):
        return click.ClickException("\n".join(_problems(str(error.file), cause)))
    if isinstance(error, SettingsError) and isinstance(cause, FileNotFoundError):
        return click.ClickException(say("no_file", file=error.file))
    if isinstance(error, IdentityError) and isinstance(cause, FileNotFoundError):
        return click.ClickException(say("not_enrolled_yet", file=cause.filename))
    return click.ClickException(str(error))


def _expected(kind: str) -> str:
    """The patterns of a machine file are addresses and colours, not only codes."""
    return "right_value" if kind == "string_pattern_mismatch" else expected_of(kind)


def _problems(file: str, wrong: ValidationError) -> list[str]:
    told = []
    for one in wrong.errors(include_url=False):
        place = ".".join(map(str, one["loc"]))
        found = "" if one["type"] == "missing" else shortened(one["input"])
        told.append(Problem(file, 0, place, _expected(one["type"]), found).describe(packaged(), language()))
    return told
