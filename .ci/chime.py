"""Makes ui/sounds/chime.wav: two struck notes, a falling third, that say "look at the board" and nothing else."""

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 44_100
SECONDS = 1.5
# start in seconds, frequency in Hz (E5, then C5)
NOTES = ((0.0, 659.26), (0.32, 523.25))
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


def samples() -> list[int]:
    """The whole chime as signed 16-bit samples, one channel."""
    count = round(RATE * SECONDS)
    sound = [sum(strike(i / RATE - start, frequency) for start, frequency in NOTES) for i in range(count)]
    loudest = max(map(abs, sound))
    tail = [min(1.0, (count - 1 - i) / (FADE * RATE)) for i in range(count)]
    return [round(s * f / loudest * PEAK * 32767) for s, f in zip(sound, tail, strict=True)]


def write(path: Path) -> None:
    """Write the chime as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        data = samples()
        file.writeframes(struct.pack(f"<{len(data)}h", *data))


if __name__ == "__main__":
    default = Path(__file__).resolve().parent.parent / "ui" / "sounds" / "chime.wav"
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
