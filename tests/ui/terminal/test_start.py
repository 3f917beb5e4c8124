"""The start of the terminal's program, as its supervisor sees it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from kiosk.access.identity import Identity

LIMIT_S = 40


def test_the_first_picture_is_told_once_and_comes_before_the_visitor(tmp_path: Path) -> None:
    identity = Identity("0190b2c0-0000-7000-8000-000000000001", "terminal", "t" * 43, "http://127.0.0.1:9", "К1")
    identity.save(tmp_path)
    machine, play = tmp_path / "machine.toml", tmp_path / "play.jsonl"
    machine.write_text("[screen]\nfullscreen = false\n", "utf-8")
    steps = [{"wait": {"view": "attract"}}, {"touch": "begin"}, {"wait": {"view": "start"}}, {"stop": True}]
    play.write_text("\n".join(json.dumps(step) for step in steps), "utf-8")
    argv = [sys.executable, "-m", "kiosk", "terminal", "--config", str(machine), "--state", str(tmp_path)]
    argv += ["--play", str(play)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = time.monotonic_ns()
    done = subprocess.run(argv, capture_output=True, text=True, timeout=LIMIT_S, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    ready, *steps_done = map(json.loads, done.stdout.splitlines())
    assert set(ready) == {"ready", "swapped_ns"}
    assert began < ready["swapped_ns"] < steps_done[1]["at_ns"]
    assert [line["ok"] for line in steps_done] == [True] * len(steps)
    assert "Traceback" not in done.stderr
