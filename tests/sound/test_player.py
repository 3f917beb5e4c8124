"""The sound player against players that work, are missing, fail, hang and will not die."""

import logging
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.sound import Outcome, Player

DEADLINE = 10.0


@contextmanager
def player(command: list[str], limit: float = 5.0) -> Iterator[tuple[Player, "queue.Queue[Outcome]"]]:
    outcomes: queue.Queue[Outcome] = queue.Queue()
    made = Player(command, limit, outcomes.put)
    try:
        yield made, outcomes
    finally:
        made.stop()


def script(path: Path, text: str) -> list[str]:
    path.write_text(text)
    return [sys.executable, str(path)]


def wait_for(path: Path) -> str:
    end = time.monotonic() + DEADLINE
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.01)
    return path.read_text()


def test_the_file_name_is_the_last_argument_of_the_program(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    command = script(tmp_path / "p.py", f"import sys; open({str(noted)!r}, 'w').write(' '.join(sys.argv[1:]))")
    with player([*command, "-q"]) as (made, outcomes):
        assert made.play(Path("/somewhere/chime.wav"))
        assert outcomes.get(timeout=DEADLINE) is Outcome.PLAYED
    assert noted.read_text() == "-q /somewhere/chime.wav"


def test_no_player_configured_is_silence_and_no_thread() -> None:
    before = threading.active_count()
    with player([]) as (made, _):
        assert not made.play(Path("chime.wav"))
        assert threading.active_count() == before


def test_a_missing_player_is_reported_once_and_does_no_harm(
    caplog: pytest.LogCaptureFixture, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"kiosk\.sound: .*missing")
    with player(["/no/such/player"]) as (made, outcomes):
        for _ in range(3):
            assert made.play(Path("chime.wav"))
            assert outcomes.get(timeout=DEADLINE) is Outcome.MISSING
    assert [r.levelno for r in caplog.records if r.name == "kiosk.sound"] == [logging.WARNING]


def test_a_player_that_fails_is_told_from_one_that_played(expect_log: Callable[[str], None]) -> None:
    expect_log(r"kiosk\.sound: .*failed")
    with player([sys.executable, "-c", "raise SystemExit(3)"]) as (made, outcomes):
        assert made.play(Path("chime.wav"))
        assert outcomes.get(timeout=DEADLINE) is Outcome.FAILED


def test_a_hanging_player_and_its_children_are_killed_at_the_limit(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log(r"kiosk\.sound: .*killed")
    child = tmp_path / "child"
    text = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(child)!r}, 'w').write(str(p.pid))\n"
        "time.sleep(600)\n"
    )
    with player(script(tmp_path / "p.py", text), limit=1.5) as (made, outcomes):
        assert made.play(Path("chime.wav"))
        pid = wait_for(child)
        assert outcomes.get(timeout=DEADLINE) is Outcome.KILLED
    end = time.monotonic() + DEADLINE
    while is_alive(pid):
        assert time.monotonic() < end, "the child of the player is still there"
        time.sleep(0.01)


def is_alive(pid: str) -> bool:
    """Alive and not a zombie waiting for an init that this container may not have."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_asking_never_waits_for_the_player_and_only_one_sound_waits_behind_another(tmp_path: Path) -> None:
    started = tmp_path / "started"
    command = script(tmp_path / "p.py", f"import time; open({str(started)!r}, 'a').write('x'); time.sleep(600)")
    with player(command, limit=60) as (made, outcomes):
        assert made.play(Path("1.wav"))
        wait_for(started)
        assert made.play(Path("2.wav"))
        assert not made.play(Path("3.wav"))
        assert outcomes.empty()
        assert started.read_text() == "x"


def test_sounds_never_overlap(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    text = f"import time\nf = open({str(ledger)!r}, 'a', buffering=1)\nf.write('('); time.sleep(0.05); f.write(')')\n"
    with player(script(tmp_path / "p.py", text)) as (made, outcomes):
        for _ in range(4):
            assert made.play(Path("chime.wav"))
            assert outcomes.get(timeout=DEADLINE) is Outcome.PLAYED
            made.play(Path("again.wav"))
            assert outcomes.get(timeout=DEADLINE) is Outcome.PLAYED
    assert ledger.read_text() == "()" * 8


def test_stopping_ends_a_hanging_player_at_once_and_refuses_further_sounds(tmp_path: Path) -> None:
    started = tmp_path / "started"
    command = script(tmp_path / "p.py", f"import time; open({str(started)!r}, 'w').write('x'); time.sleep(600)")
    with player(command, limit=600) as (made, outcomes):
        made.play(Path("1.wav"))
        wait_for(started)
        made.play(Path("2.wav"))
        made.stop()
        assert outcomes.get(timeout=DEADLINE) in (Outcome.FAILED, Outcome.KILLED)
        assert not made.play(Path("3.wav"))
        assert outcomes.empty()
