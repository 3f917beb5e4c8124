"""However the demo is told to end, nothing of its hall is left running."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.people import until


def _running(mark: str) -> list[int]:
    """Processes that were started with this text in their command line."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            line = (folder / "cmdline").read_bytes() if folder.name.isdigit() else b""
        except OSError:  # it went away meanwhile
            continue
        if mark.encode() in line:
            found.append(int(folder.name))
    return found


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A played demo whose folders all lie in the test's own, on its way up."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    argv = [sys.executable, "-m", "kiosk", "demo", "--play", "visit", "--out", str(tmp_path / "pictures")]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(argv, env=environment, stdout=said, stderr=said, start_new_session=True)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()
    for left in _running(str(tmp_path)):
        os.kill(left, signal.SIGKILL)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_of_the_hall_outlives_the_demo(
    demo: subprocess.Popen[bytes], tmp_path: Path, told: signal.Signals
) -> None:
    mark = str(tmp_path / "kiosk-demo-")
    until(lambda: _running(mark), lambda found: len(found) >= 5, 40)
    demo.send_signal(told)
    assert demo.wait(30) != 0
    assert _running(mark) == []
    assert not list(tmp_path.glob("kiosk-demo-*.json"))
