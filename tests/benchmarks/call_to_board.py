"""From a desk's request to the picture on the board, with 200 streams open.

Run: `python -m tests.benchmarks.call_to_board [CALLS]`. The request goes out over HTTP; the time ends at the first
`frameSwapped` of the board that shows the call (`kiosk board --frames`). 199 further listeners read their streams.
"""

import http.client
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import tomlkit

from kiosk.demo.parts import Part
from tests.benchmarks.figures import percentile, report
from tests.benchmarks.servers import Hub, running_hub

STREAMS = 200
STREAMS_A_TOKEN = 8  # the hub gives one device no more
DESK = 2


def listen(port: int, tokens: list[str], count: int) -> None:
    """Hold `count` board streams open, a few per token, and read all that comes, until the standard input ends."""
    selector = selectors.DefaultSelector()
    for at in range(count):
        token = tokens[at // STREAMS_A_TOKEN]
        one = socket.create_connection(("127.0.0.1", port))
        one.sendall(
            f"GET /v1/stream?scope=board HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        )
        head = one.recv(65536)
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(head.decode(errors="replace"))
        selector.register(one, selectors.EVENT_READ)
    selector.register(sys.stdin, selectors.EVENT_READ)
    print(json.dumps({"ready": True}), flush=True)
    while True:
        for key, _ in selector.select():
            if key.fileobj is sys.stdin:
                return
            assert isinstance(key.fileobj, socket.socket)
            if not key.fileobj.recv(65536):
                raise SystemExit("the hub dropped a listener")


class DeskClient:
    """A signed-in operator at one desk, over one kept connection."""

    def __init__(self, hub: Hub) -> None:
        hub.console.post("/v1/staff", {"login": "op", "name": "Оператор", "role": "operator", "pin": "592731"})
        self._headers = {
            "Authorization": f"Bearer {hub.token('desk', desk=DESK)}",
            "Content-Type": "application/json",
        }
        self._connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=30)
        self._headers["Kiosk-Staff"] = self.ask("/v1/sign-in", login="op", pin="592731")["session"]
        self.desk("open")

    def desk(self, action: str, **more: object) -> Any:
        return self.ask(f"/v1/desks/{DESK}/{action}", key=uuid.uuid4().hex, **more)

    def ask(self, path: str, **body: object) -> Any:
        self._connection.request("POST", path, json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        said = json.loads(answer.read())
        if answer.status not in (200, 201):
            raise SystemExit(f"{path}: {answer.status} {said}")
        return said


def measure(hub: Hub, board: Part, count: int) -> list[float]:
    """Milliseconds from each request to the swapped frame."""
    desk = DeskClient(hub)
    times = []
    for _ in range(count):
        desk.ask("/v1/tickets", key=uuid.uuid4().hex, service="pass-20-45", purpose="apply", language="ru")
        start = time.monotonic_ns()
        ticket = desk.desk("call-next")["ticket"]["id"]
        swapped = board.answer(20, lambda line: "swapped_ns" in line)["swapped_ns"]
        times.append((swapped - start) / 1e6)
        desk.desk("start", ticket=ticket)
        desk.desk("finish", ticket=ticket)
    return times


def main(count: int) -> None:
    artifacts = Path(__file__).resolve().parents[1] / "artifacts"
    artifacts.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=artifacts) as name, running_hub(Path(name)) as hub:
        folder = Path(name)
        state = folder / "board"
        hub.console.enrol(state, role="board", place={})
        machine = {"node": {"name": "board"}, "hub": {"url": hub.url}, "sound": {"player": []}}
        machine["screen"] = {"width": 1920, "height": 1080, "px_per_mm": 1.577, "fullscreen": False, "theme": "dark"}
        (folder / "board.toml").write_text(tomlkit.dumps(machine), "utf-8")
        argv = [sys.executable, "-m", "kiosk", "board", "--frames", "--config", str(folder / "board.toml")]
        board = Part("board", [*argv, "--state", str(state)], environment=_screen(), logs=folder, on_down=print)
        tokens = [hub.token("board") for _ in range(0, STREAMS - 1, STREAMS_A_TOKEN)]
        listeners = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, "listen", str(hub.port), ",".join(tokens), str(STREAMS - 1)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert listeners.stdin is not None
        assert listeners.stdout is not None
        if not listeners.stdout.readline():
            raise SystemExit("the listeners did not get their streams")
        board.start()
        try:
            board.answer(30, lambda line: line.get("ready") is True)
            times = measure(hub, board, count)
        finally:
            board.stop()
            listeners.stdin.close()
            listeners.wait(10)
    figures = {f"p{round(share * 100)}, ms": percentile(times, share) for share in (0.5, 0.95, 0.99)}
    report(
        "call to board",
        {**figures, "worst, ms": max(times)},
        f"{count} calls, {STREAMS} streams, board 1920x1080, software renderer, {_screen()['QT_QPA_PLATFORM']}",
    )


def _screen() -> dict[str, str]:
    """On the X display when there is one (Xvfb), else drawn off screen."""
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    return {**os.environ, "QT_QPA_PLATFORM": platform, "QT_QUICK_BACKEND": "software"}


if __name__ == "__main__":
    if sys.argv[1:2] == ["listen"]:
        listen(int(sys.argv[2]), sys.argv[3].split(","), int(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
