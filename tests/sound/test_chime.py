"""The chime: the committed file is what its script makes, and a real player program can play it."""

import os
import runpy
import shutil
import struct
import wave
from pathlib import Path
from queue import Queue

import pytest

from kiosk.sound import Outcome, Player

ROOT = Path(__file__).resolve().parents[2]
CHIME = ROOT / "ui" / "sounds" / "chime.wav"
RATE = 44_100


def read(path: Path) -> list[int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        data = file.readframes(file.getnframes())
    return list(struct.unpack(f"<{len(data) // 2}h", data))


def test_the_committed_chime_is_what_the_script_makes() -> None:
    made = runpy.run_path(str(ROOT / ".ci" / "chime.py"))["samples"]()
    kept = read(CHIME)
    assert len(made) == len(kept)
    assert max(abs(a - b) for a, b in zip(made, kept, strict=True)) <= 1


def test_the_chime_is_short_loud_enough_never_clips_and_ends_in_silence() -> None:
    sound = read(CHIME)
    assert 1.0 <= len(sound) / RATE <= 2.0
    assert 20_000 < max(map(abs, sound)) < 30_000
    assert abs(sound[0]) < 50
    assert abs(sound[-1]) < 50


@pytest.mark.skipif(shutil.which("aplay") is None, reason="no aplay on this machine (Debian package alsa-utils)")
def test_aplay_sends_the_whole_chime_to_the_sound_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card is ALSA's own file output over its null output, set up by a configuration nobody else reads."""
    heard = tmp_path / "heard.raw"
    conf = tmp_path / "asound.conf"
    conf.write_text(
        f'pcm.nothing {{ type null }}\npcm.!default {{ type file slave.pcm nothing file "{heard}" format raw }}\n'
    )
    monkeypatch.setitem(os.environ, "ALSA_CONFIG_PATH", str(conf))
    outcomes: Queue[Outcome] = Queue()
    player = Player(["aplay", "-q"], 20, outcomes.put)
    try:
        assert player.play(CHIME)
        assert outcomes.get(timeout=30) is Outcome.PLAYED
    finally:
        player.stop()
    wanted = struct.pack(f"<{len(read(CHIME))}h", *read(CHIME))
    assert heard.read_bytes()[: len(wanted)] == wanted
