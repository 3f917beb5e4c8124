"""`kiosk journal verify|export FILE`: is a journal whole, and what is in it. Opens files read-only, also a live one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kiosk.console.words import language
from kiosk.journal.errors import JournalDamaged, JournalError
from kiosk.journal.event import Event
from kiosk.journal.reader import JournalReader
from kiosk.sync.wire import event_json
from kiosk.texts import text

FILE = click.Path(path_type=Path)


def say(code: str, /, **values: object) -> str:
    """A phrase of the table `journal_cli` in the console's language."""
    return text(f"journal_cli.{code}", language(), **values)


@click.group(help=say("help.journal"))
def journal() -> None:
    pass


@journal.command("verify", help=say("help.verify"))
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    events = chains = bad = 0
    with _opened(file) as reader:
        for stand, found in reader.check(file):
            place = f"{stand.origin}/{stand.lane}/{stand.epoch}"
            click.echo(say("chain_bad" if found else "chain_whole", place=place, last=stand.last_seq))
            for fault in found:
                click.echo(f"  {fault.place}: {say(f'fault.{fault.code}')}")
            chains, events, bad = chains + 1, events + stand.last_seq, bad + bool(found)
    if bad:
        raise click.ClickException(say("bad", file=file, chains=bad))
    click.echo(say("whole", file=file, chains=chains, events=events))


@journal.command("export", help=say("help.export"))
@click.argument("file", type=FILE)
@click.option("--origin", help=say("help.origin"))
@click.option("--lane", help=say("help.lane"))
def export(file: Path, origin: str | None, lane: str | None) -> None:
    with _opened(file) as reader:
        for stand in reader.heads():
            if origin in {None, stand.origin} and lane in {None, stand.lane}:
                for event in _events(reader, stand.origin, stand.lane, stand.epoch):
                    click.echo(json.dumps(_line(event), ensure_ascii=False, separators=(",", ":")))


def _events(reader: JournalReader, origin: str, lane: str, epoch: int) -> Iterator[Event]:
    seq = 0
    while chunk := reader.read(origin, lane, epoch, seq):
        yield from chunk
        seq = chunk[-1].seq


def _line(event: Event) -> dict[str, Any]:
    """An event as one line; together with `prev` and the exact body it can be checked by anybody."""
    place = {"origin": event.origin, "lane": event.lane, "epoch": event.epoch}
    return {**place, **event_json(event), "prev": event.prev.hex()}


@contextmanager
def _opened(file: Path) -> Iterator[JournalReader]:
    """The file to read from; whatever is wrong with it ends the command with words and exit code 1."""
    if not file.is_file():
        raise click.ClickException(say("missing", file=file))
    try:
        with JournalReader.open(file) as reader:
            yield reader
    except JournalDamaged as error:
        raise click.ClickException(say("damaged", file=file, why=error)) from error
    except (JournalError, sqlite3.OperationalError) as error:
        raise click.ClickException(say("unreadable", file=file, why=error)) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise click.ClickException(say("damaged", file=file, why=error)) from error
