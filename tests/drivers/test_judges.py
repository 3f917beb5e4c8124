"""Judges nobody here wrote: emupos reads what our driver prints, receiptio prints on our fake.

Both are installed into a cache folder of their own; without them the tests are skipped and say why.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import drivers
from drivers.base import Completion, Driver, Level, State
from drivers.ticket_printer.base import Document, Pair, Print, Qr, Rule, Text

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kiosk-tests"
EMUPOS, RECEIPTIO = "emupos==0.4.0", "receiptio@2.1.2"
PROFILE = """\
type: printer
name: kiosk
dpi: 203
width_dots: 576
font_a: {width: 12, height: 24}
font_b: {width: 9, height: 17}
code_pages: {0: PC437, 17: PC866, 46: WPC1251}
default_code_page: 0
drawer_sensor_open_level: high
printer_id: {model: 0x63, autocutter: true, maker: EPSON, name: TM-T20III, column_emulation_mode: true}
serial: {baud: 9600, data_bits: 8, parity: none, stop_bits: 1}
"""
pytestmark = pytest.mark.timeout(300)


@contextmanager
def installing(folder: Path) -> Iterator[bool]:
    """Holds the folder; True when it is still to be filled. A fill that failed leaves nothing behind."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "ready").exists():
            yield False
            return
        shutil.rmtree(folder, ignore_errors=True)
        yield True
        (folder / "ready").touch()


def quietly(*command: str) -> subprocess.CompletedProcess[str] | None:
    """A finished program that said yes, or None."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done if done.returncode == 0 else None


def python_313() -> str | None:
    """A Python of at least 3.13 that really runs: a shim may exist and fail."""
    versions = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[3-9]*/bin/python"))
    names = [sys.executable, "python3.13", "python3.14", "python3", *map(str, versions)]
    check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 13))"
    return next((name for name in names if quietly(name, "-c", check)), None)


@pytest.fixture(scope="session")
def emupos_program() -> Path:
    folder = CACHE / EMUPOS.replace("==", "-")
    python = python_313()
    if not python and not (folder / "ready").exists():
        pytest.skip("emupos needs Python 3.13 and none runs here")
    with installing(folder) as wanted:
        if wanted and not (
            quietly(str(python), "-m", "venv", str(folder))
            and quietly(str(folder / "bin" / "pip"), "install", "--quiet", EMUPOS)
        ):
            pytest.skip(f"{EMUPOS} could not be installed")
    return folder / "bin" / "emupos"


@pytest.fixture(scope="session")
def receiptio_program() -> list[str]:
    folder = CACHE / RECEIPTIO.replace("@", "-")
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("receiptio needs node and npm")
    with installing(folder) as wanted:
        if wanted and not quietly(
            npm, "install", "--prefix", str(folder), "--no-fund", "--no-audit", "--ignore-scripts", RECEIPTIO
        ):
            pytest.skip(f"{RECEIPTIO} could not be installed")
    return [node, str(folder / "node_modules" / ".bin" / "receiptio")]


class Emupos:
    """A running emupos: one printer, on TCP and on a pseudo-terminal."""

    def __init__(self, api: int, tcp: int, pty: Path) -> None:
        self.api = api
        self.lines = {
            "tcp": {"kind": "tcp", "host": "127.0.0.1", "port": tcp},
            "serial": {"kind": "serial", "port": str(pty), "baud": 9600},
        }

    def ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"http://127.0.0.1:{self.api}/api/v1/devices{path}", method=method)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return bytes(answer.read())

    def receipts(self) -> list[dict[str, Any]]:
        return list(json.loads(self.ask("GET", "/front/receipts")))

    def latest(self) -> str:
        return self.ask("GET", "/front/receipts/latest/text").decode()


@pytest.fixture
def emupos(emupos_program: Path, tmp_path: Path) -> Iterator[Emupos]:
    api, tcp = free_ports(2)
    (tmp_path / "profile.yaml").write_text(PROFILE)
    (tmp_path / "emupos.yaml").write_text(
        f"schema: 1\napi: {{host: 127.0.0.1, port: {api}}}\ndevices:\n"
        "  - {id: front, type: printer, profile: ./profile.yaml, job_idle_timeout_ms: 5000, receipts_dir: ./receipts,\n"
        f"     connections: [{{tcp: {{port: {tcp}}}}}, {{serial: {{pty: true}}}}]}}\n"
    )
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(
        [str(emupos_program), "run", "--config", str(tmp_path / "emupos.yaml")],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=log,
        stderr=log,
    )
    running = Emupos(api, tcp, tmp_path / "emupos" / "front")
    deadline = time.monotonic() + 30
    while True:
        try:
            running.ask("GET", "")
            break
        except urllib.error.URLError:
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.05)
    yield running
    process.terminate()
    process.wait(10)
    log.close()


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return found


@pytest.fixture(params=["tcp", "serial"])
def printer(request: pytest.FixtureRequest, emupos: Emupos, ear: Any) -> Iterator[Driver]:
    driver = drivers.find("escpos").build("p", emupos.lines[request.param], {"code_page": "CP1251"}, ear.on_status)
    driver.start()
    ear.until_state(State.READY)
    yield driver
    driver.stop()


def ticket() -> Document:
    side = (Text("Код талона"),)
    return Document((Text("Мои документы"), Pair("Окно", "№ 7"), Rule(), Text("Ёлкина «А» — 5"), Qr("T1.abc", side)))


def test_emupos_reads_every_line_of_our_ticket_and_confirms_it(emupos: Emupos, printer: Driver, ear: Any) -> None:
    printer.submit(Print(ticket()), request="r1", timeout=20, done=ear.done)
    result = ear.result("r1")
    assert (result.completion, result.data["printed"]) == (Completion.SUCCESS, "yes")
    assert len(emupos.receipts()) == 1
    text = emupos.latest()
    for line in ("Мои документы", "№ 7", "- - - -", "Ёлкина «А» — 5", "T1.abc", "Код талона"):
        assert line in text, text
    assert emupos.receipts()[0]["boundary"] == "cut"


@pytest.mark.parametrize(("theirs", "ours"), [("paper-out", "paper_end"), ("cover-open", "cover_open")])
def test_our_driver_understands_the_faults_of_emupos(
    emupos: Emupos, printer: Driver, ear: Any, theirs: str, ours: str
) -> None:
    emupos.ask("PUT", f"/front/faults/{theirs}")
    ear.until(lambda: ours in ear.statuses[-1].codes)
    assert ear.statuses[-1].level is Level.ERROR
    printer.submit(Print(ticket()), request="r1", timeout=5, done=ear.done)
    assert ear.result("r1").completion is Completion.DEVICE_NOT_READY
    assert emupos.receipts() == []
    emupos.ask("DELETE", f"/front/faults/{theirs}")
    ear.until_state(State.READY)
    printer.submit(Print(ticket()), request="r2", timeout=20, done=ear.done)
    assert ear.result("r2").ok


def test_our_driver_understands_a_roll_that_ends_soon(emupos: Emupos, printer: Driver, ear: Any) -> None:
    emupos.ask("PUT", "/front/faults/paper-near-end")
    assert ear.until_state(State.READY, "paper_near_end").level is Level.WARNING


# receiptio knows port 9100 alone; a test takes any free one, so the connection is led there.
LEAD = "const net = require('net'), real = net.connect; net.connect = (port, host) => real({port: PORT, host: host});"


@pytest.fixture
def receiptio(receiptio_program: list[str], fakes: Any, tmp_path: Path) -> Callable[..., int]:
    node, program = receiptio_program
    host, _, port = fakes.about("tcp")["address"].partition(":")
    (tmp_path / "lead.cjs").write_text(LEAD.replace("PORT", port))

    def run(*arguments: str, source: str = "") -> int:
        done = subprocess.run(
            [node, "-r", str(tmp_path / "lead.cjs"), program, "-d", host, *arguments],
            input=source,
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return done.returncode

    return run


@pytest.mark.parametrize(("fault", "code"), [("", 100), ("cover_open", 101), ("paper_end", 102), ("cutter_error", 103)])
def test_receiptio_understands_the_status_of_our_fake(
    fakes: Any, receiptio: Callable[..., int], fault: str, code: int
) -> None:
    if fault:
        fakes.fault("tcp", fault)
    assert receiptio("-q") == code


def test_receiptio_prints_russian_on_our_fake_and_sees_it_succeed(fakes: Any, receiptio: Callable[..., int]) -> None:
    before = len(fakes.papers("tcp"))
    source = "Талон | П 047\n---\nОкно № 7\n{code:T1.abc; option:qrcode,4,M}\n"
    assert receiptio("-l", "ru", "-p", "escpos", source=source) == 0
    paper = fakes.paper("tcp", before + 1)
    assert "Талон" in paper["text"]
    assert "Окно № 7" in paper["text"]
    code = next(line["raster"] for line in paper["lines"] if "raster" in line)
    assert code["width"] >= code["height"] > 80
    assert code["black"] > 1000
    assert paper["cut"]
    assert set(paper["unknown"]) <= {"1b 06", "01"}, "only its question whether this is a Star printer"
