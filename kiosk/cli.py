"""The one command `kiosk`: programs and tools by name, each loaded only when it is called."""

from importlib import import_module
from importlib.metadata import entry_points

import click

from kiosk.console.words import say

# name -> where its click command lives. A program that is not called costs nothing.
COMMANDS = {
    "hub": "kiosk.hub.program:hub",
    "hall": "kiosk.console.hall:hall",
    "staff": "kiosk.console.staff:staff",
    "enrol": "kiosk.console.enrol:enrol",
    "device": "kiosk.console.device:device",
    "central": "kiosk.central.program:central",
    "journal": "kiosk.console.journal:journal",
    "demo": "kiosk.demo.command:demo",
}
SCREENS = "kiosk.programs"


class Programs(click.Group):
    """Commands of this package plus the Qt programs of the entry-point group `kiosk.programs`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *entry_points(group=SCREENS).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            return _command(getattr(import_module(module), name))
        for point in entry_points(group=SCREENS, name=cmd_name):
            return _command(point.load())
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names only: loading every program (and Qt) to print one line of help would take a second."""
        with formatter.section("Commands"):
            formatter.write_text(", ".join(self.list_commands(ctx)))


def _command(found: object) -> click.Command:
    if not isinstance(found, click.Command):
        raise TypeError(f"{found!r} is not a command")
    return found


@click.group(cls=Programs, help=say("help.main"))
@click.version_option(package_name="kiosk")
def main() -> None:
    pass
