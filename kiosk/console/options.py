"""Options that several commands share, and how a list is shown."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console as Screen
from rich.table import Column, Table

from kiosk.console.words import say

PATH = click.Path(path_type=Path)
config_option = click.option("--config", type=PATH, help=say("help.config"))
state_option = click.option("--state", type=PATH, help=say("help.state"))
pin_option = click.option("--pin-file", type=PATH, help=say("help.pin_file"))
json_option = click.option("--json", "as_json", is_flag=True, help=say("help.json"))
fingerprint_option = click.option("--fingerprint", help=say("help.fingerprint"))
plain_option = click.option("--plain", is_flag=True, help=say("help.plain"))
again_option = click.option("--again", is_flag=True, help=say("help.again"))


def show(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], as_json: bool) -> None:
    """A list as a table for people, or as JSON for programs."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
        return
    table = Table(*(Column(say(f"column.{name}"), overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*(_shown(row.get(name)) for name in columns))
    Screen().print(table)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, Mapping):
        return ", ".join(str(text) for text in value.values())
    return "—" if value in {None, ""} else str(value)
