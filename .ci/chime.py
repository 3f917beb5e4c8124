"""Makes ui/sounds: chime.wav, a falling third for "look at the board"; ask.wav, softer and rising, "still there?"."""

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 44_100
SECONDS = 1.5
# start in seconds, frequency in Hz (E5, then C5)
NOTES = ((0.0, 659.26), (0.32, 523.25))
# C5, then F5: heard by the one who stands before the terminal, not by the hall
ASK_NOTES = ((0.0, 523.25), (0.18, 698.46))
ASK_SECONDS, ASK_PEAK = 0.9, 0.3
# partials of a struck bar: ratio to the note, loudness, seconds until 1/e
PARTIALS = ((1.0, 1.0, 0.42), (2.0, 0.32, 0.26), (3.93, 0.16, 0.09), (6.9, 0.05, 0.05))
ATTACK = 0.004
FADE = 0.08
PEAK = 0.72


def strike(t: float, frequency: float) -> float:
    """Loudness at `t` seconds after the stroke; 0 before it."""
    if t < 0:
        return 0.0
    tone = sum(a * math.exp(-t / decay) * math.sin(math.tau * frequency * r * t) for r, a, decay in PARTIALS)
    return tone * min(1.0, t / ATTACK)


def samples(notes: tuple[tuple[float, float], ...] = NOTES, seconds: float = SECONDS, peak: float = PEAK) -> list[int]:
    """The whole sound as signed 16-bit samples, one channel."""
    count = round(RATE * seconds)
    sound = [sum(strike(i / RATE - start, frequency) for start, frequency in notes) for i in range(count)]
    loudest = max(map(abs, sound))
    tail = [min(1.0, (count - 1 - i) / (FADE * RATE)) for i in range(count)]
    return [round(s * f / loudest * peak * 32767) for s, f in zip(sound, tail, strict=True)]


def ask() -> list[int]:
    """The sound of the time-out."""
    return samples(ASK_NOTES, ASK_SECONDS, ASK_PEAK)


def write(path: Path, data: list[int]) -> None:
    """Write a sound as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


if __name__ == "__main__":
    default = Path(__file__).resolve().parent.parent / "ui" / "sounds"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    write(folder / "chime.wav", samples())
    write(folder / "ask.wav", ask())
