"""A journal opens only when it is whole and nobody else has it; a damaged one is reported and left as it is."""

import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.journal import schema
from kiosk.journal.errors import JournalDamaged, JournalLocked, JournalNewer, JournalUnavailable
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal, JournalReader

Open = Callable[..., Journal]

HOLDER = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.journal.journal import Journal
journal = Journal.open(Path(sys.argv[1]), "t-1", SystemClock())
print("open", flush=True)
sys.stdin.read()
"""


def filled(journal: Journal, count: int = 300) -> None:
    with journal.transaction():
        journal.append("ops", [Draft("a", {"n": n, "fill": "x" * 200}) for n in range(count)])


def test_a_second_process_is_refused_and_told_who_has_it(open_journal: Open, path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(JournalLocked, match=str(holder.pid)):
            open_journal()
        with JournalReader.open(path) as reader:
            assert len(reader.heads()) == 3
        holder.kill()
    finally:
        holder.kill()
        holder.communicate()
    assert open_journal().cursor("t-1", "ops")[1] == 1


def test_the_same_process_cannot_open_it_twice_either(open_journal: Open) -> None:
    journal = open_journal()
    with pytest.raises(JournalLocked):
        open_journal()
    journal.close()
    open_journal()


@pytest.mark.parametrize("text", ["", "rubbish", "[]", '{"process": 1}', "\x00\xff"])
def test_an_odd_lock_file_of_the_past_does_not_keep_a_node_from_starting(
    open_journal: Open, path: Path, text: str
) -> None:
    path.with_name("journal.db.lock").write_text(text, encoding="latin-1")
    open_journal()


def test_a_file_that_is_not_sqlite_is_refused_and_untouched(open_journal: Open, path: Path) -> None:
    rubbish = bytes(random.Random(1).randbytes(9000))
    path.write_bytes(rubbish)
    with pytest.raises(JournalDamaged):
        open_journal()
    with pytest.raises(JournalDamaged):
        JournalReader.open(path)
    assert path.read_bytes() == rubbish


def test_a_place_that_cannot_be_written_is_said(open_journal: Open, tmp_path: Path) -> None:
    with pytest.raises(JournalUnavailable):
        open_journal(tmp_path / "missing" / "journal.db")
    with pytest.raises(JournalUnavailable):
        open_journal(tmp_path)
    with pytest.raises(JournalUnavailable):
        JournalReader.open(tmp_path / "missing.db")


@pytest.mark.parametrize("seed", range(12))
def test_512_damaged_bytes_are_seen_at_the_next_start(open_journal: Open, path: Path, seed: int) -> None:
    journal = open_journal()
    filled(journal)
    journal.close()
    chance = random.Random(seed)
    raw = bytearray(path.read_bytes())
    # Somewhere in the events, as a dying disk would leave it (damage in unused space harms nobody).
    at = chance.choice([found.start() for found in re.finditer(b'"fill"', raw)])
    raw[at : at + 512] = chance.randbytes(512)
    path.write_bytes(raw)
    with pytest.raises(JournalDamaged):
        open_journal()
    assert path.read_bytes() == raw


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET body='{\"n\":1}' WHERE seq=150 AND lane='ops'",
        "UPDATE journal SET ticket='other' WHERE seq=150 AND lane='ops'",
        "UPDATE journal SET at_us=at_us+1 WHERE seq=150 AND lane='ops'",
        "UPDATE journal SET hash=zeroblob(32) WHERE seq=150 AND lane='ops'",
        "DELETE FROM journal WHERE seq=150 AND lane='ops'",
        "UPDATE journal SET seq=1000 WHERE seq=301 AND lane='ops'",
        "UPDATE journal SET body=12 WHERE seq=150 AND lane='ops'",
    ],
)
def test_a_changed_row_is_seen_at_the_next_start(open_journal: Open, path: Path, change: str) -> None:
    journal = open_journal()
    filled(journal)
    journal.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute(change).rowcount == 1
    connection.close()
    with pytest.raises(JournalDamaged, match="t-1/ops"):
        open_journal()


def test_a_file_of_a_newer_program_is_not_touched(open_journal: Open, path: Path) -> None:
    open_journal().close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE _sqlite_migrations SET name='99 future' WHERE migration_set=?", (schema.SET,))
    connection.close()
    with pytest.raises(JournalNewer, match="99 future"):
        open_journal()


def test_what_is_on_the_disk_is_a_full_flush_write_ahead_log(open_journal: Open) -> None:
    journal = open_journal()
    assert journal.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal.execute("PRAGMA synchronous").fetchone() == (2,)
    assert journal.execute("PRAGMA auto_vacuum").fetchone() == (2,)


def test_a_copy_at_rest_can_be_read(open_journal: Open, path: Path, tmp_path: Path) -> None:
    journal = open_journal()
    filled(journal, 3)
    journal.close()
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "copy.db").write_bytes(path.read_bytes())
    folder.chmod(0o500)
    try:
        with JournalReader.open(folder / "copy.db") as reader:
            assert reader.heads()[1].last_seq == 4
    finally:
        folder.chmod(0o700)


def test_another_sqlite_file_is_no_journal(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE a (b);")
    with pytest.raises(JournalDamaged, match="not a journal"):
        JournalReader.open(tmp_path / "other.db")


def test_a_place_that_keeps_no_write_ahead_log_is_refused() -> None:
    with pytest.raises(JournalUnavailable, match="write-ahead log"):
        schema.connect(Path(":memory:"))


def resting(open_journal: Open, path: Path) -> None:
    """A closed journal beside which no log can be made, as in a folder without the right to write."""
    journal = open_journal()
    filled(journal, 3)
    journal.close()
    path.with_name(path.name + "-wal").symlink_to("gone/away")


def test_a_journal_at_rest_is_read_where_nothing_can_be_written(open_journal: Open, path: Path) -> None:
    resting(open_journal, path)
    with JournalReader.open(path) as reader:
        assert reader.heads()[1].last_seq == 4


def test_a_journal_with_a_log_beside_it_is_not_read_as_if_it_were_at_rest(open_journal: Open, path: Path) -> None:
    resting(open_journal, path)
    (path.parent / "gone").mkdir()
    (path.parent / "gone" / "away").mkdir()  # there is a log, and it cannot be opened
    with pytest.raises(JournalUnavailable, match=re.escape(str(path))):
        JournalReader.open(path)


def test_a_damaged_journal_at_rest_is_not_read(open_journal: Open, path: Path) -> None:
    resting(open_journal, path)
    raw = bytearray(path.read_bytes())
    raw[100:4096] = random.Random(3).randbytes(3996)  # behind the header that says what kind of file this is
    path.write_bytes(raw)
    with pytest.raises(JournalUnavailable):
        JournalReader.open(path)


def test_a_reader_that_looks_thoroughly_is_told_of_broken_pages(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    filled(journal)
    journal.close()
    raw = bytearray(path.read_bytes())
    raw[len(raw) - 4096 :] = bytes(4096)
    path.write_bytes(raw)
    with JournalReader.open(path) as reader, pytest.raises(JournalDamaged):
        list(reader.check(path))


def test_a_file_that_dies_under_its_reader_is_told_as_damage(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    filled(journal)
    journal.close()
    with JournalReader.open(path) as reader:
        path.write_bytes(bytes(random.Random(4).randbytes(9000)))
        with pytest.raises(JournalDamaged, match=re.escape(str(path))):
            list(reader.check(path))


def test_a_reader_names_every_chain_and_the_links_that_do_not_hold(open_journal: Open, path: Path) -> None:
    journal = open_journal()
    filled(journal)
    with JournalReader.open(path) as reader:
        assert [(stand.lane, faults) for stand, faults in reader.check(path)] == [
            ("audit", []),
            ("ops", []),
            ("pay", []),
        ]
        journal.execute("UPDATE journal SET at_us=at_us+1 WHERE seq=150 AND lane='ops'")
        assert [str(fault) for _, faults in reader.check(path) for fault in faults] == [
            f"t-1/ops/{journal.cursor('t-1', 'ops')[0]}/150: the hash is not the hash of the content"
        ]
