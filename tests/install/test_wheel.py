"""One wheel carries the whole product, and the demo runs from it outside the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PIP = ["-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, cwd=folder)
    [found] = folder.glob("kiosk-*.whl")
    return found


@pytest.mark.parametrize(
    "name",
    [
        "kiosk/cli.py",
        "drivers/base.py",
        "ui/terminal/Main.qml",
        "ui/theme/tokens.json",
        "ui/icons/LICENSE",
        "ui/translations/en.qm",
        "ui/sounds/chime.wav",
        "kiosk/defaults/services.csv",
        "kiosk/defaults/hall.toml",
        "kiosk/defaults/texts/ru.toml",
    ],
)
def test_the_wheel_carries(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_carries_fonts_with_their_licences_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    fonts = [name for name in names if name.startswith("kiosk/defaults/fonts/")]
    assert any(name.endswith(".ttf") for name in fonts)
    assert any("OFL" in name or "LICENSE" in name for name in fonts)
    assert not [name for name in names if name.startswith("tests/") or ".so" in name]


@pytest.mark.end_to_end
@pytest.mark.timeout(600)
def test_the_demo_plays_from_the_wheel_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    lock = CHECKOUT / ".ci" / "lock" / "runtime.txt"
    subprocess.run([python, *PIP, "install", "--require-hashes", "-r", str(lock)], check=True, cwd=tmp_path)
    subprocess.run([python, *PIP, "install", "--no-deps", str(wheel)], check=True, cwd=tmp_path)
    bare = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    pictures = tmp_path / "pictures"
    played = subprocess.run(
        [str(home / "bin" / "kiosk"), "demo", "--play", "visit", "--out", str(pictures)],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    drawn = {path.stem for path in pictures.glob("*.png")}
    assert {"t1-ru-2-start", "t1-ru-7-paper", "t2-en-6-ticket", "board-called-by-d1", "d1-4-serving"} <= drawn
