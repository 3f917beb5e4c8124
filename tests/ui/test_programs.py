"""`kiosk desk` and `kiosk board` as processes, by script and by signal, on a real hub."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui.real_hub import PIN, RealHub, running_hub

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]
LIMIT_S = 60

MACHINE = """
[node]
name = "{name}"
[hub]
url = "{url}"
[desk]
number = 2
[screen]
width = {width}
height = {height}
fullscreen = false
[sound]
player = []
"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    with running_hub(tmp_path / "hub") as made:
        made.operator("ivanova", "Иванова М. П.")
        yield made


def started(hub: RealHub, folder: Path, program: str, *more: str, desk: int | None = None) -> "subprocess.Popen[str]":
    """An enrolled program as a process of its own."""
    state = folder / program
    if not state.exists():
        hub.enrol(state, program, desk=desk)
    width, height = (1366, 768) if program == "desk" else (1920, 1080)
    machine = folder / f"{program}.toml"
    machine.write_text(MACHINE.format(name=program, url=hub.url, width=width, height=height), "utf-8")
    argv = [sys.executable, "-m", "kiosk", program, "--config", str(machine), "--state", str(state), *more]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, text=True, env=environment
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, list[dict[str, Any]], str]:
    out, err = process.communicate(timeout=LIMIT_S)
    return process.returncode, [json.loads(line) for line in out.splitlines()], err


def test_a_scripted_operator_signs_in_calls_and_serves_by_keyboard(hub: RealHub, tmp_path: Path) -> None:
    number = hub.ticket()["number"]
    steps = [
        {"wait": {"item": "login"}},
        {"wait": {"item": "link", "text": "Сервер на связи"}},
        {"type": "ivanova"},
        {"key": "Return"},
        {"type": PIN},
        {"key": "Return"},
        {"wait": {"item": f"line-{number}"}},
        {"wait": {"item": "callNext", "enabled": True}},
        {"key": "Ctrl+Return"},
        {"wait": {"item": "start", "enabled": True}},
        {"picture": "called"},
        {"key": "Ctrl+Return"},
        {"wait": {"item": "finish", "enabled": True}},
        {"touch": "finish"},
        {"wait": {"item": "callNext"}},
        {"touch": "signOut"},
        {"wait": {"item": "login"}},
        {"stop": True},
    ]
    play = tmp_path / "play.jsonl"
    play.write_text("\n".join(json.dumps(step) for step in steps), "utf-8")
    process = started(hub, tmp_path, "desk", "--play", str(play), "--pictures", str(tmp_path / "pictures"), desk=2)
    code, lines, err = ended(process)
    assert code == 0, (lines[-1:], err[-2000:])
    assert len(lines) == len(steps)
    assert all(line["ok"] for line in lines)
    assert (tmp_path / "pictures" / "called.png").stat().st_size > 10_000
    assert "Traceback" not in err
    assert PIN not in err
    assert "Иванова" not in err


def test_a_board_reports_the_frame_of_each_call_and_leaves_on_a_signal(hub: RealHub, tmp_path: Path) -> None:
    hub.desk(1, "open")
    process = started(hub, tmp_path, "board", "--frames")
    try:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"ready": True}
        hub.ticket()
        hub.desk(1, "call-next")
        line = json.loads(process.stdout.readline())
        assert line["call"] == 1
        assert line["swapped_ns"] > 0
        process.send_signal(signal.SIGTERM)
        code, rest, err = ended(process)
        assert (code, rest) == (0, [])
        assert "Traceback" not in err
    finally:
        process.kill()


def test_a_board_started_again_without_the_hub_shows_the_last_calls(hub: RealHub, tmp_path: Path) -> None:
    hub.desk(1, "open")
    hub.ticket()
    hub.desk(1, "call-next")
    play = tmp_path / "play.jsonl"
    play.write_text('{"wait": {"item": "newestNumber", "text": "~001"}}\n{"stop": true}\n', "utf-8")
    assert ended(started(hub, tmp_path, "board", "--play", str(play)))[0] == 0
    hub.stop()
    play.write_text(
        '{"wait": {"item": "newestNumber", "text": "~001"}}\n{"wait": {"item": "link"}}\n{"stop": true}\n', "utf-8"
    )
    code, lines, err = ended(started(hub, tmp_path, "board", "--play", str(play)))
    assert code == 0, (lines[-1:], err[-2000:])


@pytest.mark.parametrize("program", ["desk", "board"])
def test_a_machine_that_is_not_enrolled_says_what_to_do(tmp_path: Path, program: str) -> None:
    argv = [sys.executable, "-m", "kiosk", program, "--state", str(tmp_path / "nowhere")]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 1
    assert "kiosk enrol" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "said"),
    [("identity.json", "expected an object"), ("machine.toml", "screen.width")],
)
def test_broken_files_are_named_and_nothing_starts(hub: RealHub, tmp_path: Path, file: str, said: str) -> None:
    state = tmp_path / "state"
    hub.enrol(state, "board")
    machine = tmp_path / "machine.toml"
    machine.write_text("", "utf-8")
    broken = state / file if file == "identity.json" else machine
    broken.write_text("[]" if file == "identity.json" else "[screen]\nwidth = 'wide'\n", "utf-8")
    argv = [sys.executable, "-m", "kiosk", "board", "--config", str(machine), "--state", str(state)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_board_may_not_run_on_a_desks_identity(hub: RealHub, tmp_path: Path) -> None:
    hub.enrol(tmp_path / "state", "desk", desk=1)
    argv = [sys.executable, "-m", "kiosk", "board", "--state", str(tmp_path / "state")]
    around = {**os.environ, "KIOSK_LANGUAGE": "en"}
    done = subprocess.run(argv, capture_output=True, text=True, timeout=LIMIT_S, check=False, env=around)
    assert done.returncode == 1
    assert "enrolled as desk" in done.stderr
