"""`kiosk hub` as a process: its ready line, its end, kill -9, TLS, and what it says when it cannot start."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.end_to_end
PASSPORT = "pass-20-45"
PIN = "493027"


class Process:
    """A hub process; its ready line is read before anything else."""

    def __init__(self, state: Path, *options: str) -> None:
        command = [sys.executable, "-c", "from kiosk.cli import main; main()", "hub", "--state", str(state), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.ready: dict[str, Any] = json.loads(line) if line else {}
        self.port = int(self.ready["url"].rsplit(":", 1)[1]) if self.ready else 0

    def end(self, told: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(told)
        code = self.process.wait(20)
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()
        return code


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def begin(*options: str, state: Path | None = None) -> Process:
        started.append(Process(state or tmp_path / "state", *options))
        return started[-1]

    yield begin
    for one in started:
        one.end(signal.SIGKILL)


class Admin:
    """The first administrator over plain HTTP."""

    def __init__(self, hub: Process) -> None:
        self.port, self.headers = hub.port, {}
        body = {"code": hub.ready["first_administrator_code"], "login": "ivanova", "name": "И", "pin": PIN}
        given = self.post("/v1/first-administrator", body)
        self.headers = {"Authorization": f"Bearer {given['device']['token']}", "Kiosk-Staff": given["session"]}

    def post(self, path: str, body: Any) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", path, json.dumps(body), self.headers)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def ticket(self, key: str) -> Any:
        return self.post("/v1/tickets", {"key": key, "service": PASSPORT, "purpose": "apply", "language": "ru"})


def test_the_ready_line_names_the_address_and_the_first_code_at_the_first_start_alone(
    start: Callable[..., Process],
) -> None:
    hub = start("--port", "0")
    assert set(hub.ready) == {"ready", "url", "first_administrator_code"}
    admin = Admin(hub)
    first = admin.ticket("key-00000001")
    assert hub.end() == 0
    again = start("--port", str(hub.port))
    assert set(again.ready) == {"ready", "url"}
    assert admin.ticket("key-00000001") == first
    assert again.end(signal.SIGINT) == 0


def test_it_ends_at_once_though_boards_are_listening(start: Callable[..., Process]) -> None:
    hub = start("--port", "0")
    admin = Admin(hub)
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=10)
    connection.request("GET", "/v1/stream?scope=hall", headers=admin.headers)
    stream = connection.getresponse()
    assert stream.readline().startswith(b"id: ")
    hub.process.send_signal(signal.SIGTERM)
    assert hub.process.wait(4) == 0  # the server itself would wait 5 s for a stream that nobody ends
    stream.close()
    connection.close()


def test_kill_9_in_the_middle_of_work_loses_no_answered_ticket_and_gives_no_number_twice(
    start: Callable[..., Process],
) -> None:
    hub = start("--port", "0")
    admin = Admin(hub)
    answered: dict[str, Any] = {}
    for life in range(3):
        enough = threading.Event()

        def work(life: int = life, enough: threading.Event = enough) -> None:
            for at in range(10_000):
                key = f"life-{life}-{at:05d}"
                try:
                    answered[key] = admin.ticket(key)
                except (OSError, ValueError, http.client.HTTPException):
                    return
                if at == 30:
                    enough.set()

        worker = threading.Thread(target=work)
        worker.start()
        assert enough.wait(20)
        hub.end(signal.SIGKILL)
        worker.join(20)
        hub = start("--port", str(hub.port))
        for key in list(answered)[-3:]:
            assert admin.ticket(key) == answered[key]
    numbers = [one["ticket"]["number"] for one in answered.values()]
    assert len(set(numbers)) == len(numbers) > 90
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=10)
    connection.request("GET", "/v1/snapshot?scope=desk", headers=admin.headers)
    put = json.loads(connection.getresponse().read())["put"]
    connection.close()
    waiting = {ident for kind, ident, _ in put if kind == "ticket"}
    assert {one["ticket"]["id"] for one in answered.values()} <= waiting
    assert hub.end() == 0


def test_tls_is_served_by_its_own_authority_when_asked_for(start: Callable[..., Process], tmp_path: Path) -> None:
    hub = start("--port", "0", "--tls", "always")
    assert hub.ready["url"].startswith("https://127.0.0.1:")
    assert len(hub.ready["fingerprint"].split("-")) == 8
    context = ssl.create_default_context(cafile=str(tmp_path / "state" / "tls" / "ca.pem"))
    connection = http.client.HTTPSConnection("127.0.0.1", hub.port, timeout=10, context=context)
    connection.request("GET", "/v1/health")
    health = json.loads(connection.getresponse().read())
    connection.close()
    assert health["ca_pem"] == (tmp_path / "state" / "tls" / "ca.pem").read_text()
    stranger = http.client.HTTPSConnection("127.0.0.1", hub.port, timeout=10, context=ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger.request("GET", "/v1/health")
    stranger.close()
    assert hub.end() == 0


def failed(hub: Process) -> str:
    """What a hub that did not start said, once it is gone; its exit code is not 0."""
    assert hub.ready == {}
    _, said = hub.process.communicate(timeout=20)
    assert hub.process.returncode not in {0, None}
    text = said.decode()
    assert "Traceback" not in text, text
    return text


def test_a_second_hub_on_the_same_state_is_refused(start: Callable[..., Process]) -> None:
    first = start("--port", "0")
    assert "journal" in failed(start("--port", "0"))
    assert first.end() == 0


def test_a_port_in_use_is_said_plainly(start: Callable[..., Process], tmp_path: Path) -> None:
    first = start("--port", "0")
    assert "in use" in failed(start("--port", str(first.port), state=tmp_path / "other")).lower()
    assert first.end() == 0


@pytest.mark.parametrize(
    "content", ["[serve]\nport = 'x'\n", "colour = 1\n", "[[[", "[serve]\nhost = 'no such host'\n"]
)
def test_a_wrong_machine_file_is_said_plainly(start: Callable[..., Process], tmp_path: Path, content: str) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(content)
    assert failed(start("--config", str(file)))


def test_a_damaged_journal_is_said_plainly_and_left_as_it_is(start: Callable[..., Process], tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "journal.db").write_bytes(os.urandom(8192))
    before = (state / "journal.db").read_bytes()
    assert "journal.db" in failed(start("--port", "0"))
    assert (state / "journal.db").read_bytes() == before
