"""Runs the long tests room by room: `python -m tests.long [ROOM ...]`, at most 30 minutes a room, resumable.

A room that passed at this commit is not run again; results stand in `tests/artifacts/long.json`.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
RESULTS = TESTS / "artifacts" / "long.json"
LIMIT = 30 * 60


def rooms() -> list[str]:
    """Every room named in a `long` marker."""
    sources = [path.read_text("utf-8") for path in TESTS.rglob("test_*.py")]
    return sorted({name for text in sources for name in re.findall(r'mark\.long\("([a-z_]+)"\)', text)})


def commit() -> str:
    """The commit and whether the tree differs from it."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=TESTS, capture_output=True, text=True, check=False).stdout
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=TESTS, capture_output=True, text=True, check=False)
    return head.strip() + ("+" if changed.stdout else "")


def run(room: str) -> dict[str, object]:
    """Run one room; the result with its time in seconds."""
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "--long", room, "-n", "2", "--timeout", str(LIMIT)]
    try:
        code = subprocess.run(command, cwd=TESTS.parent, timeout=LIMIT, check=False).returncode
    except subprocess.TimeoutExpired:
        code = -1
    return {"passed": code == 0, "seconds": round(time.monotonic() - start), "commit": commit()}


def main(wanted: list[str]) -> int:
    """Run the wanted rooms (all without names); exit status 0 when all passed."""
    known = rooms()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no such room: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    RESULTS.parent.mkdir(exist_ok=True)
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for room in wanted or known:
        done = results.get(room, {})
        if done.get("passed") and done.get("commit") == commit() and not commit().endswith("+"):
            print(f"{room}: passed at this commit in {done['seconds']} s, not run again")
            continue
        results[room] = run(room)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    for room in wanted or known:
        print(f"{room}: {'passed' if results[room]['passed'] else 'FAILED'} in {results[room]['seconds']} s")
    return 0 if all(results[room]["passed"] for room in wanted or known) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
