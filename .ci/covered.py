"""Holds the files of `fully_covered.txt` at 100 %: every line and every branch is run by the tests of their own rooms.

Run: `python .ci/covered.py` (exit code 1 when a file fell short; files that could join the list are named).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_name("fully_covered.txt")
ROOMS = (
    "kiosk.hall",
    "kiosk.journal",
    "kiosk.sync.fields",
    "kiosk.sync.ingest",
    "kiosk.sync.wire",
    "kiosk.terminal.lease",
)
# Not the tests that kill processes: what they run elsewhere is not measured here.
TESTS = (
    "tests/hall",
    *(f"tests/journal/test_{name}.py" for name in ("edges", "event", "journal", "model", "opening")),
    *(f"tests/sync/test_{name}.py" for name in ("ingest", "ingest_properties", "wire")),
    "tests/terminal/test_lease.py",
)
NEVER = "pragma: no cover"


def wanted() -> list[str]:
    """The files that must stay fully covered."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text("utf-8").splitlines())
    return [line for line in lines if line]


def measured() -> dict[str, Any]:
    """Path of each file of the rooms -> what coverage says of it. The same made-up examples at every run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
        command += ["--cov-branch", f"--cov-report=json:{report}", *(f"--cov={room}" for room in ROOMS), *TESTS]
        environment = {**os.environ, "COVERAGE_FILE": str(Path(folder) / "data")}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{done.stdout}{done.stderr}the tests of these rooms fail: nothing was measured")
        files: dict[str, Any] = json.loads(report.read_text("utf-8"))["files"]
        return files


def gap(found: Mapping[str, Any]) -> str:
    """What no test has run: lines, and jumps as from>to; empty when there is nothing."""
    jumps = [f"{start}>{max(end, 0) or 'end'}" for start, end in found["missing_branches"]]
    return " ".join([*map(str, found["missing_lines"]), *jumps])


def main() -> int:
    """Measure and judge; the exit code."""
    files = measured()
    listed = wanted()
    short = {name: gap(files[name]) for name in listed if name in files}
    short |= {name: "not a file of the measured rooms" for name in listed if name not in files}
    short |= {name: f"says `{NEVER}`" for name in files if name in listed and NEVER in (ROOT / name).read_text("utf-8")}
    for name, what in short.items():
        if what:
            print(f"{name}: not fully covered any more: {what}", file=sys.stderr)
    for name, found in files.items():
        if name not in listed and found["summary"]["num_statements"] and not gap(found):
            print(f"{name}: fully covered, could join {LIST.relative_to(ROOT)}")
    return 1 if any(short.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
