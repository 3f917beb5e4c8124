"""The demo's supervisor keeps real programs alive, and gives up on what keeps dying."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.demo.parts import DEATHS, Part, PartError

ECHO = """
import json, os, sys
print(json.dumps({"ready": True, "pid": os.getpid()}), flush=True)
print("a line for people", flush=True)
for line in sys.stdin:
    print(json.dumps({"echo": json.loads(line)}), flush=True)
"""


@pytest.fixture
def made(tmp_path: Path):
    parts: list[Part] = []

    def make(program: str, on_down=lambda name: None) -> Part:
        part = Part(
            f"part{len(parts)}",
            [sys.executable, "-c", program],
            environment=dict(os.environ),
            logs=tmp_path,
            on_down=on_down,
            steps=True,
        )
        parts.append(part)
        part.start()
        return part

    yield make
    for part in parts:
        part.stop()


def test_a_step_sent_to_a_part_is_answered(made) -> None:
    part = made(ECHO)
    assert part.answer(10)["ready"] is True
    part.send({"touch": "начать"})
    assert part.answer(10) == {"echo": {"touch": "начать"}}


def test_a_killed_part_comes_back_as_a_new_process(made) -> None:
    part = made(ECHO)
    first = part.answer(10)["pid"]
    part.kill()
    second = part.answer(10)["pid"]
    assert second != first
    assert part.restarts == 1
    assert not part.down


def test_a_part_dying_five_times_in_a_minute_is_left_down_and_named(made) -> None:
    named: list[str] = []
    part = made("import sys; print('{\"ready\": true}', flush=True); sys.exit(3)", named.append)
    for _ in range(DEATHS):
        part.answer(10)
    with pytest.raises(PartError, match="did not answer"):
        part.answer(1)
    assert part.down
    assert named == [part.name]


def test_a_held_part_stays_down_until_it_is_released(made) -> None:
    part = made(ECHO)
    part.answer(10)
    part.hold()
    assert part.pid is None or not Path(f"/proc/{part.pid}").exists()
    with pytest.raises(PartError):
        part.answer(0.3)
    part.release()
    assert part.answer(10)["ready"] is True
    assert not part.down


def test_a_step_for_a_part_that_is_not_there_is_an_error_not_a_hang(made) -> None:
    part = made(ECHO)
    part.answer(10)
    part.stop()
    with pytest.raises(PartError):
        part.send({"touch": "x"})
