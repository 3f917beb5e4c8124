"""`kiosk hall export|import|check FILE`: the hall's settings as a TOML file, through the hub's API."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import tomlkit
from tomlkit.exceptions import TOMLKitError

from kiosk.console.console import Console, folder
from kiosk.console.options import PATH, config_option, state_option
from kiosk.console.words import language
from kiosk.hall.problem import Problem
from kiosk.hall.reading import parse
from kiosk.ids import new_key
from kiosk.paths import defaults
from kiosk.texts import packaged, text

VERSION = "version"
SECTIONS = "sections.csv"


def say(code: str, /, **values: object) -> str:
    """A phrase of the table `hall_cli` in the console's language."""
    return text(f"hall_cli.{code}", language(), **values)


@click.group(help=say("help.hall"))
def hall() -> None:
    pass


@hall.command("export", help=say("help.export"))
@click.argument("file", type=PATH)
@config_option
@state_option
def export(file: Path, config: Path | None, state: Path | None) -> None:
    found = Console.open(folder(config, state)).get("/v1/settings")
    try:
        file.write_text(as_toml(found), "utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(say("exported", file=file, version=found["version"]))


@hall.command("import", help=say("help.import"))
@click.argument("file", type=PATH)
@config_option
@state_option
def import_(file: Path, config: Path | None, state: Path | None) -> None:
    settings, version = from_toml(file)
    console = Console.open(folder(config, state))
    _show(file, console.post("/v1/settings/check", {"settings": settings}))
    if version is None:  # a file that was never exported: over whatever is in force now
        version = console.get("/v1/settings")["version"]
    answer = console.put("/v1/settings", {"key": new_key(), "version": version, "settings": settings})
    click.echo(say("imported", file=file, version=answer["version"]))


@hall.command("check", help=say("help.check"))
@click.argument("file", type=PATH)
@config_option
@state_option
def check(file: Path, config: Path | None, state: Path | None) -> None:
    if file.suffix == ".csv":
        check_catalogue(file)
        return
    settings, _ = from_toml(file)
    _show(file, Console.open(folder(config, state)).post("/v1/settings/check", {"settings": settings}))
    click.echo(say("good", file=file))


def check_catalogue(file: Path) -> None:
    """Name every broken row of a services.csv, with the sections.csv beside it or else the packaged one."""
    beside = file.parent / SECTIONS
    sections = beside if beside.is_file() else defaults() / SECTIONS
    try:
        services = file.read_text("utf-8", "replace")
        problems = parse(services, sections.read_text("utf-8", "replace"), str(file), str(sections)).problems
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    for problem in problems:
        click.echo(problem.describe(packaged(), language()), err=True)
    if problems:
        raise click.ClickException(say("broken_rows", file=file, n=len(problems)))
    click.echo(say("good", file=file))


def as_toml(found: Mapping[str, Any]) -> str:
    """The answer of GET /v1/settings as a file: a comment that says whose it is, the version, the settings."""
    document = tomlkit.document()
    document.add(tomlkit.comment(say("header", version=found["version"], author=found["author"], at=found["at"] or "")))
    document.add(VERSION, tomlkit.item(found["version"]))
    plain, tables = _sorted(found["settings"])
    for name, value in (*plain, *tables):
        document.add(name, tomlkit.item(value))
    return tomlkit.dumps(document)


def from_toml(file: Path) -> tuple[dict[str, Any], int | None]:
    """The settings in a file, and the version they were made from, when it says one. Ends the command otherwise."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TOMLKitError) as error:
        raise click.ClickException(f"{file}: {error}") from error
    version = found.pop(VERSION, None)
    if version is not None and (type(version) is not int or version < 0):
        raise click.ClickException(say("bad_version", file=file))
    return found, version


def _sorted(settings: Mapping[str, Any]) -> tuple[Sequence[tuple[str, Any]], Sequence[tuple[str, Any]]]:
    """Simple values before tables: after a table's head TOML would read them as its own."""
    plain = [(name, value) for name, value in settings.items() if not _is_table(value)]
    return plain, [(name, value) for name, value in settings.items() if _is_table(value)]


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _show(file: Path, found: Mapping[str, Any]) -> None:
    """Print warnings and problems by path; ends the command when there are problems."""
    for problem in (*found["warnings"], *found["problems"]):
        known = Problem(**{**problem, "file": str(file)})
        click.echo(known.describe(packaged(), language()), err=True)
    if found["problems"]:
        raise click.ClickException(say("unusable", file=file, n=len(found["problems"])))
