"""Memory of a program with a window: one pool for all threads, the font once however many sizes are drawn."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter

from ui.fonts import load_fonts

POOLS = """
import ctypes, sys, threading
if sys.argv[1] == "one":
    from ui.memory import one_pool
    one_pool()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
together = threading.Barrier(6)
def hold():
    libc.malloc(5000)
    together.wait(20)
threads = [threading.Thread(target=hold) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fopen.restype = ctypes.c_void_p
out = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(out))
libc.fclose(ctypes.c_void_p(out))
"""


def pools(kind: str, file: Path) -> int:
    """How many pools glibc has made in a process with six threads."""
    subprocess.run([sys.executable, "-c", POOLS, kind, str(file)], check=True, timeout=30)
    return file.read_text().count("<heap nr=")


def test_all_threads_share_one_pool(tmp_path: Path) -> None:
    assert pools("as it comes", tmp_path / "many.xml") > 1
    assert pools("one", tmp_path / "one.xml") == 1


def test_a_font_drawn_in_many_sizes_is_in_memory_once(qapp: QGuiApplication) -> None:
    load_fonts()
    before = Path("/proc/self/maps").read_text().count("Inter.ttf")
    picture = QImage(200, 60, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for size in range(14, 32):
        font: Any = QFont("Inter")  # the stubs know no names for axes
        font.setPixelSize(size)
        font.setVariableAxis(QFont.Tag("opsz"), float(size))
        painter.setFont(font)
        painter.drawText(0, 40, "Талон")
    painter.end()
    assert Path("/proc/self/maps").read_text().count("Inter.ttf") == before
