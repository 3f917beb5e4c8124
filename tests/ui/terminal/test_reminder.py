"""The sound of the time-out: when it is heard, and that it is the sound its script makes."""

import runpy
import struct
import wave
from dataclasses import replace
from pathlib import Path

from ui.terminal.model import first_screen
from ui.terminal.reminder import ASK, Reminder

ROOT = Path(__file__).resolve().parents[3]


def heard(*shown: int | None) -> list[int | None]:
    """At which of these screens it sounds: seconds left, None = another page."""
    sounds: list[Path] = []
    reminder = Reminder(sounds.append)
    found = []
    for left in shown:
        before = len(sounds)
        screen = first_screen("ru")
        reminder.see(screen if left is None else replace(screen, view="timeout", data={"seconds": left}))
        if len(sounds) > before:
            found.append(left)
    assert set(sounds) <= {ASK}
    return found


def test_it_sounds_at_once_and_then_each_five_seconds() -> None:
    assert heard(*range(20, 0, -1)) == [20, 15, 10, 5]


def test_a_second_that_is_skipped_loses_no_sound() -> None:
    assert heard(20, 16, 14, 13, 9) == [20, 14, 9]


def test_the_same_second_shown_again_is_silent() -> None:
    assert heard(20, 20, 19, 19) == [20]


def test_the_next_time_out_sounds_from_its_beginning() -> None:
    assert heard(20, 19, None, 20) == [20, 20]


def test_no_other_page_makes_a_sound() -> None:
    assert heard(None, None) == []


def test_the_committed_sound_is_what_the_script_makes_and_softer_than_the_chime() -> None:
    made = runpy.run_path(str(ROOT / ".ci" / "chime.py"))["ask"]()
    with wave.open(str(ASK)) as file:
        kept = struct.unpack(f"<{file.getnframes()}h", file.readframes(file.getnframes()))
    assert len(made) == len(kept)
    assert max(abs(a - b) for a, b in zip(made, kept, strict=True)) <= 1
    assert max(map(abs, kept)) < 12_000
