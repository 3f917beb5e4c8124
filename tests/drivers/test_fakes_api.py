"""The control API of the fakes over real HTTP: what it tells, and what it says to rubbish."""

import http.client
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]


def test_the_list_names_every_device_with_its_address_and_faults(fakes: Any) -> None:
    devices = {device["id"]: device for device in fakes.call("GET", "/devices")["devices"]}
    assert set(devices) == {"serial", "tcp", "file"}
    assert all(device["plugged"] and device["faults"] == [] for device in devices.values())
    assert devices["tcp"]["address"].startswith("127.0.0.1:")


def test_faults_are_switched_on_and_off_and_doing_it_twice_is_harmless(fakes: Any) -> None:
    for _ in range(2):
        assert fakes.call("PUT", "/devices/tcp/faults/cover_open")["faults"] == ["cover_open"]
    for _ in range(2):
        assert fakes.call("DELETE", "/devices/tcp/faults/cover_open")["faults"] == []


def test_what_a_person_does_is_the_same_as_the_fault(fakes: Any) -> None:
    assert fakes.call("POST", "/devices/serial/do/paper-out")["faults"] == ["paper_end"]
    assert fakes.call("POST", "/devices/serial/do/paper-in")["faults"] == []
    link = Path(fakes.about("serial")["address"])
    assert fakes.call("POST", "/devices/serial/do/cable-out")["plugged"] is False
    assert not link.is_symlink()
    assert fakes.call("POST", "/devices/serial/do/cable-in")["plugged"] is True
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/", b"", 404),
        ("GET", "/devices/none", b"", 404),
        ("GET", "/devices/tcp/rubbish", b"", 404),
        ("GET", "/devices/tcp/papers/0.png", b"", 404),
        ("GET", "/devices/tcp/papers/1.exe", b"", 404),
        ("GET", "/devices/tcp/papers/-1.json", b"", 404),
        ("GET", "/devices/tcp/papers/%D9%A1.json", b"", 404),
        ("GET", "/devices/tcp/papers/99999999999999999999.json", b"", 404),
        ("GET", "/devices/../../etc/passwd", b"", 404),
        ("PUT", "/devices/tcp/faults/rubbish", b"", 404),
        ("POST", "/devices/tcp/do/dance", b"", 404),
        ("PUT", "/devices/tcp/faults/cover_open", b"{", 400),
        ("PUT", "/devices/tcp/faults/cover_open", b"[1]", 400),
        ("PUT", "/devices/tcp/faults/cover_open", b"[" * 5000, 400),
        ("PUT", "/devices/tcp/faults/cover_open", b"\xff\xfe", 400),
        ("PUT", "/devices/tcp/faults/cover_open", b'{"after": -1}', 400),
        ("PUT", "/devices/tcp/faults/cover_open", b'{"after": "soon"}', 400),
        ("PUT", "/devices/tcp/faults/cover_open", b'{"after": true}', 400),
        ("PUT", "/devices/tcp/faults/cover_open", b'{"before": 1}', 400),
        ("POST", "/devices", b"", 405),
        ("GET", "/devices/tcp/do/take", b"", 405),
        ("POST", "/devices/tcp/faults/cover_open", b"", 405),
        ("PATCH", "/devices/tcp", b"", 405),
        ("PUT", "/devices/tcp/faults/cover_open", b"x" * 70_000, 413),
    ],
)
def test_rubbish_gets_a_clear_answer_and_changes_nothing(
    fakes: Any, method: str, path: str, body: bytes, status: int
) -> None:
    told, answer = fakes.ask(method, path, body)
    assert told == status
    error = json.loads(answer)["error"]
    assert error["code"]
    assert error["message"]
    assert fakes.about("tcp")["faults"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Content-Length": "-5"}, 400), ({"Content-Length": "many"}, 400), ({"Transfer-Encoding": "chunked"}, 411)],
)
def test_a_body_of_no_known_length_is_refused(fakes: Any, headers: dict[str, str], status: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", fakes.port, timeout=5)
    connection.putrequest("PUT", "/devices/tcp/faults/cover_open")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=300))
def test_random_bytes_at_the_port_leave_the_fakes_alive(fakes: Any, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", fakes.port), timeout=5) as line:
        line.sendall(data + b"\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        while line.recv(4096):
            pass
    assert fakes.about("tcp")["faults"] == []


@pytest.mark.parametrize("argument", [[], ["/no/such/file.toml"], ["a", "b"]])
def test_without_a_usable_config_the_program_ends_with_code_2_and_the_reason(argument: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "drivers.fakes", *argument], capture_output=True, cwd=ROOT, timeout=30, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_port_that_is_taken_ends_the_program_with_code_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "f.toml").write_text(f'[[devices]]\nid = "p"\nkind = "ticket_printer"\ntcp = {port}\n')
        ended = subprocess.run(
            [sys.executable, "-m", "drivers.fakes", str(tmp_path / "f.toml")],
            capture_output=True,
            cwd=ROOT,
            timeout=30,
            check=False,
        )
    assert ended.returncode == 2
    assert b"cannot be had" in ended.stderr
