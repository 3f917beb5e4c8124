"""`kiosk journal` says whether a file is whole, writes out what is in it, and meets rubbish with words."""

import json
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal

Open = Callable[..., Journal]


def run(*arguments: object, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["journal", *map(str, arguments)], env={"KIOSK_LANGUAGE": language})


@pytest.fixture
def filled(open_journal: Open, path: Path) -> Path:
    journal = open_journal()
    with journal.transaction():
        journal.append("ops", [Draft("ticket.issued", {"number": "П047", "n": n}, "id") for n in range(1200)])
    return path


def test_a_whole_journal_is_found_whole_while_it_is_being_written(filled: Path) -> None:
    result = run("verify", filled)
    assert result.exit_code == 0
    assert "last event 1201, the chain is whole" in result.output
    assert "Chains: 3, events: 1203" in result.output
    assert "цело" in run("verify", filled, language="ru").output


def test_every_event_is_written_out_with_its_exact_body(filled: Path) -> None:
    result = run("export", filled, "--lane", "ops")
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert (result.exit_code, len(lines)) == (0, 1201)
    assert (lines[1]["body"], lines[1]["ticket"]) == ('{"n":0,"number":"П047"}', "id")
    assert all(after["prev"] == before["hash"] for before, after in pairwise(lines))
    assert len(run("export", filled).output.splitlines()) == 1203
    assert run("export", filled, "--origin", "nobody").output == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE journal SET body=x'7b7d' WHERE seq=700", "ops/{epoch}/700: the hash is not the hash of the content"),
        ("DELETE FROM journal WHERE seq=700", "ops/{epoch}/701: events before it are missing"),
        ("UPDATE journal SET body=7 WHERE seq=700", "ops/{epoch}/700: a column holds what cannot be there"),
        ("UPDATE journal SET prev=zeroblob(32) WHERE seq=700", "ops/{epoch}/700: the hash is not"),
    ],
)
def test_what_was_changed_is_named_by_its_place(open_journal: Open, filled: Path, change: str, said: str) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute(change)
        (epoch,) = connection.execute("SELECT max(epoch) FROM journal").fetchone()
    connection.close()
    result = run("verify", filled)
    assert result.exit_code == 1
    assert said.format(epoch=epoch) in result.output
    assert "broken chains: 1" in result.output


@pytest.mark.parametrize("command", ["verify", "export"])
@pytest.mark.parametrize(
    "content", [b"", b"rubbish" * 1000, b"SQLite format 3\0" + b"\xff" * 5000, None, "folder", "other"]
)
def test_rubbish_is_met_with_words(tmp_path: Path, command: str, content: bytes | str | None) -> None:
    file = tmp_path / "journal.db"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content == "folder":
        file.mkdir()
    elif content == "other":
        sqlite3.connect(file).execute("CREATE TABLE a (b)").connection.close()
    result = run(command, file)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ["verify", "export"])
def test_broken_pages_are_met_with_words(open_journal: Open, path: Path, command: str) -> None:
    journal = open_journal()
    with journal.transaction():
        journal.append("ops", [Draft("a", {"fill": "x" * 300}) for _ in range(300)])
    journal.close()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 6000] = b"\xa5" * 6000
    path.write_bytes(raw)
    result = run(command, path)
    assert (result.exit_code, "damaged" in result.output) == (1, True)
