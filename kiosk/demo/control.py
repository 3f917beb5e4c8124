"""`kiosk demo do ACTION`: the second console's hand on a running demo hall, over one loopback door."""

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

ACTION_LIMIT = 4096


def note_paths() -> list[Path]:
    """Where a running demo may have noted its door, readable by its user alone: the run-time folder, else the other.

    Two consoles of one person may differ in what they know of a run-time folder.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [folder for folder in (given, tempfile.gettempdir()) if folder and os.access(folder, os.W_OK)]
    return [Path(folder) / f"kiosk-demo-{os.getuid()}.json" for folder in folders]


class ControlError(Exception):
    """The action could not be done; the message is for the person at the console."""


class Control:
    """A loopback HTTP door: `POST /do {"action", "target"}` runs `act` and answers what it says."""

    def __init__(self, act: Callable[[str, str], str], note: Path | None = None) -> None:
        self._note = note or note_paths()[0]
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(act))
        self._thread = threading.Thread(target=self._server.serve_forever, name="demo-control", daemon=True)

    def start(self) -> None:
        self._thread.start()
        with os.fdopen(os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "w") as file:
            json.dump({"port": self._server.server_port, "pid": os.getpid()}, file)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
        if self._noted():
            self._note.unlink(missing_ok=True)

    def _noted(self) -> bool:
        """Whether the note still leads here: a demo started later has written its own."""
        try:
            return bool(json.loads(self._note.read_text())["port"] == self._server.server_port)
        except (OSError, ValueError, KeyError, TypeError):
            return False


def ask(action: str, target: str, note: Path | None = None) -> str:
    """Say `action` to the running demo; its answer. Raises ControlError when there is none or it refuses."""
    try:
        port = int(json.loads(_own(note).read_text())["port"])
        answer = requests.post(f"http://127.0.0.1:{port}/do", json={"action": action, "target": target}, timeout=30)
        said = str(answer.json()["said"])
    except FileNotFoundError:
        raise ControlError("no demo is running: start `./install.sh demo` on another console") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ControlError(f"the demo does not answer: {error}") from error
    if answer.status_code != 200:
        raise ControlError(said)
    return said


def _own(note: Path | None) -> Path:
    """The note of this user's demo. Raises FileNotFoundError."""
    for path in [note] if note else note_paths():
        with contextlib.suppress(FileNotFoundError):
            if path.lstat().st_uid == os.getuid():
                return path
    raise FileNotFoundError("no note")


def _handler(act: Callable[[str, str], str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, said = self._run()
            body = json.dumps({"said": said}, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _run(self) -> tuple[int, str]:
            try:
                length = int(self.headers.get("Content-Length") or 0)
                if not 0 <= length <= ACTION_LIMIT:
                    return 413, "too long"
                asked = json.loads(self.rfile.read(length))
                return 200, act(str(asked["action"]), str(asked.get("target", "")))
            except ControlError as error:
                return 409, str(error)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                return 400, f"expected {{'action': ..., 'target': ...}}: {error}"

        def log_message(self, format: str, *args: object) -> None:
            """Silent: the console belongs to the demo's own words."""

    return Handler
