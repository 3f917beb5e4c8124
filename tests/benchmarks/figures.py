"""Figures of a benchmark: percentiles, the disk's own flush time, one line of print, a history file to compare with."""

import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

HISTORY = Path(__file__).resolve().parent.parent / "artifacts" / "benchmarks.jsonl"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def flush_times(count: int = 400, folder: Path | None = None) -> list[float]:
    """Milliseconds of `fdatasync` after a 4 KB append, `count` times, on the disk of `folder`."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        block = os.urandom(4096)
        for _ in range(count):
            file.write(block)
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return times


def report(name: str, figures: dict[str, float], conditions: str = "") -> None:
    """Print the figures beside the last ones measured here, and add them to the history (git-ignored)."""
    before = last(name)
    print(f"\n{name}  ({conditions or 'no conditions noted'})")
    for key, value in figures.items():
        was = f"   (last time {before[key]:,.2f})" if key in before else ""
        print(f"  {key:<44} {value:>12,.2f}{was}")
    HISTORY.parent.mkdir(exist_ok=True)
    entry = {
        "name": name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "conditions": conditions,
        "figures": figures,
    }
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def last(name: str) -> dict[str, float]:
    """The figures measured last under this name on this machine; empty when never."""
    found: dict[str, float] = {}
    if HISTORY.exists():
        for line in HISTORY.read_text("utf-8").splitlines():
            entry = json.loads(line)
            if entry["name"] == name:
                found = entry["figures"]
    return found


def _commit() -> str:
    here = Path(__file__).parent
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=here, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
