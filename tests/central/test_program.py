"""`kiosk central` as a process: its ready line, its end, and what a broken start says."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from kiosk.access.certificates import Files, fingerprint

pytestmark = pytest.mark.end_to_end


def start(state: Path, *words: str) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "kiosk", "central", "--state", str(state), "--port", "0", *words]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> dict:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    return process.returncode


def test_it_prints_one_ready_line_with_the_code_of_the_first_start_alone_and_ends_clean(tmp_path) -> None:
    process = start(tmp_path)
    first = ready(process)
    assert first["ready"] is True
    assert len(first["first_administrator_code"]) == 11
    assert requests.get(first["url"] + "/v1/health", timeout=10).json()["ca_pem"] == ""
    assert stop(process) == 0
    process = start(tmp_path)
    assert set(ready(process)) == {"ready", "url"}
    assert stop(process) == 0


def test_with_tls_it_prints_the_fingerprint_to_compare(tmp_path) -> None:
    process = start(tmp_path, "--tls", "always")
    line = ready(process)
    ca_file = Files.below(tmp_path).ca
    assert line["fingerprint"] == fingerprint(ca_file.read_text())
    with requests.Session() as session:
        assert session.get(line["url"] + "/v1/health", verify=str(ca_file), timeout=10).json()["ca_pem"]
    assert stop(process) == 0


def test_an_open_stream_does_not_hold_up_its_end(tmp_path) -> None:
    process = start(tmp_path)
    line = ready(process)
    body = {"code": line["first_administrator_code"], "login": "anna", "name": "Анна", "pin": "402913"}
    token = requests.post(line["url"] + "/v1/first-administrator", json=body, timeout=10).json()["device"]["token"]
    headers = {"Authorization": f"Bearer {token}"}
    with requests.get(line["url"] + "/v1/stream?scope=hall", headers=headers, stream=True, timeout=20) as stream:
        assert next(stream.iter_lines())
        assert stop(process) == 0


@pytest.mark.parametrize(
    ("config", "words"),
    [("rubbish", "machine.toml"), ("[serve]\nport = 'x'", "serve.port"), ("[serve]\nhost = '192.0.2.1'", "assign")],
)
def test_a_machine_file_that_cannot_be_used_is_named_and_nothing_is_served(tmp_path, config: str, words: str) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(config)
    process = start(tmp_path / "state", "--config", str(file))
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert words in err
    assert "Traceback" not in err


def test_a_port_that_is_taken_and_a_second_process_on_the_same_state_are_refused(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path, "--port", str(taken.getsockname()[1]))
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (1, "")
        assert "in use" in err
    first = start(tmp_path)
    ready(first)
    second = start(tmp_path)
    out, err = second.communicate(timeout=30)
    assert second.returncode != 0
    assert out == ""
    assert "journal.db" in err
    assert stop(first) == 0
