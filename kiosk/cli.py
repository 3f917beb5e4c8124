"""The one command `kiosk`: server programs and tools by name, Qt programs through entry points."""

import sys
from importlib.metadata import entry_points

import click


class Programs(click.Group):
    """Commands of this package plus the Qt programs of the entry-point group `kiosk.programs`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *entry_points(group="kiosk.programs").names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        if own:
            return own
        for point in entry_points(group="kiosk.programs", name=cmd_name):
            program = point.load()
            assert isinstance(program, click.Command)
            return program
        return None


@click.group(cls=Programs)
def main() -> None:
    """Queue terminals, desks, boards and servers of a public-service hall."""


if __name__ == "__main__":
    sys.exit(main())
