"""Serial, TCP and file lines against real pseudo-terminals, sockets and FIFOs."""

import os
import pty
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.transports import FileLine, SerialLine, TcpLine, Transport, TransportError


class Peer:
    """The other end of a line, and how to open ours."""

    def __init__(self, open_line: Callable[[], Transport], read_end: int, write_end: int) -> None:
        self.open, self.read_end, self.write_end = open_line, read_end, write_end

    def receive(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            got += os.read(self.read_end, count - len(got))
        return got

    def say(self, data: bytes) -> None:
        os.write(self.write_end, data)


@pytest.fixture
def on_pty() -> Iterator[Peer]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    line = SerialLine(port=os.ttyname(slave), baud=115200)
    yield Peer(line.open, master, master)
    os.close(slave)
    os.close(master)


@pytest.fixture
def on_tcp() -> Iterator[Peer]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = TcpLine(host="127.0.0.1", port=server.getsockname()[1])
        kept = line.open()
        peer, _ = server.accept()
        with peer:
            yield Peer(lambda: kept, peer.fileno(), peer.fileno())
        kept.close()


@pytest.fixture
def on_fifo(tmp_path: Path) -> Iterator[Peer]:
    there, back = tmp_path / "there", tmp_path / "back"
    ends = []
    for path in (there, back):
        os.mkfifo(path)
        ends.append(os.open(path, os.O_RDWR | os.O_NONBLOCK))
    os.set_blocking(ends[0], True)
    yield Peer(FileLine(path=str(there), back=str(back)).open, ends[0], ends[1])
    for end in ends:
        os.close(end)


@pytest.fixture(params=["on_pty", "on_tcp", "on_fifo"])
def peer(request: pytest.FixtureRequest) -> Peer:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Peer)
    return found


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


def test_bytes_go_both_ways(peer: Peer) -> None:
    line = peer.open()
    assert line.write(b"\x10\x04\x01\x00\xff\x11\x13\n\r", soon()) == 9
    assert peer.receive(9) == b"\x10\x04\x01\x00\xff\x11\x13\n\r"
    peer.say(b"\x12\r\n\x03")
    got = b""
    while len(got) < 4:
        got += line.read(soon())
    assert got == b"\x12\r\n\x03"
    line.close()


def test_reading_ends_at_the_deadline_with_nothing(peer: Peer) -> None:
    line = peer.open()
    began = time.monotonic()
    assert line.read(began + 0.05) == b""
    assert time.monotonic() >= began + 0.05
    line.close()


def test_a_wake_ends_a_read_at_once(peer: Peer) -> None:
    line = peer.open()
    threading.Timer(0.05, line.wake).start()
    assert line.read(soon(30)) == b""
    line.close()


def test_a_wake_after_closing_is_harmless(peer: Peer) -> None:
    line = peer.open()
    line.close()
    line.close()
    line.wake()


def test_when_nobody_reads_the_count_says_how_much_went_out(peer: Peer) -> None:
    line = peer.open()
    written = line.write(b"x" * 20_000_000, time.monotonic() + 0.2)
    assert 0 < written < 20_000_000
    line.close()


def test_reading_a_line_whose_other_end_is_gone_is_an_error(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    line = SerialLine(port=os.ttyname(slave)).open()
    os.close(slave)
    os.close(master)
    with pytest.raises(TransportError):
        line.read(soon())
    with pytest.raises(TransportError):
        line.write(b"x", soon())
    line.close()


def test_a_serial_port_is_opened_by_one_program_only(on_pty: Peer) -> None:
    line = on_pty.open()
    with pytest.raises(TransportError):
        on_pty.open()
    line.close()
    on_pty.open().close()


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_a_name_that_is_not_there_is_an_error_that_says_so(tmp_path: Path, kind: str) -> None:
    path = str(tmp_path / "gone")
    line = SerialLine(port=path) if kind == "serial" else FileLine(path=path)
    assert not line.present()
    with pytest.raises(TransportError, match="gone"):
        line.open()


def test_a_plain_file_is_no_serial_port(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    with pytest.raises(TransportError):
        SerialLine(port=str(tmp_path / "plain")).open()


def test_a_refused_connection_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(TransportError):
        TcpLine(host="127.0.0.1", port=port).open()


def test_a_fifo_nobody_reads_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "there")
    with pytest.raises(TransportError, match="nobody reads"):
        FileLine(path=str(tmp_path / "there"), answers=False).open()


def test_a_write_only_file_takes_bytes_and_never_answers(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    line = FileLine(path=str(tmp_path / "out"), answers=False).open()
    assert not line.answers
    assert line.write(b"abc", soon()) == 3
    assert line.read(time.monotonic() + 0.01) == b""
    line.close()
    assert (tmp_path / "out").read_bytes() == b"abc"


def test_no_descriptor_is_left_behind(on_pty: Peer, tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        on_pty.open().close()
        with pytest.raises(TransportError):
            FileLine(path=str(tmp_path / "gone")).open()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
