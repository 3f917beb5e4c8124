"""The demo says that it failed, wherever it failed, and leaves nothing running."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from kiosk.demo import command
from kiosk.demo.cast import Cast
from kiosk.demo.parts import PartError
from kiosk.demo.stage import StageError
from kiosk.demo.summary import Summary

Played = Callable[[Cast, Summary], None]


class QuietHall:
    """A hall without programs, which counts how often it was ended."""

    ended = 0
    failing = False
    left_down: tuple[str, ...] = ()

    def __init__(self, *_: object, **__: object) -> None:
        self.parts = self

    def start(self) -> None:
        if self.failing:
            raise PartError("hub did not answer in 60 s")

    def stop(self) -> None:
        type(self).ended += 1

    def down(self) -> list[str]:
        return list(self.left_down)

    def stage(self, name: str) -> str:
        return name

    def logins(self) -> dict[str, tuple[str, str]]:
        return {}

    papers = save_paper = centre = act = stage


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[type[QuietHall]]:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = type("Hall", (QuietHall,), {})
    monkeypatch.setattr(command, "DemoHall", made)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    yield made
    signal.signal(signal.SIGTERM, before)


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, played: Played) -> tuple[int, str]:
    monkeypatch.setattr(command, "play", played)
    done = CliRunner().invoke(command.demo, ["--out", str(folder / "pictures")])
    return done.exit_code, " ".join(done.output.split())  # a table wraps its lines


def well(_: Cast, summary: Summary) -> None:
    summary.add("a ticket", 12.0)


def test_a_demo_in_which_all_was_seen_ends_with_0(
    hall: type[QuietHall], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, said = run(monkeypatch, tmp_path, well)
    assert (code, hall.ended) == (0, 1)
    assert "demo passed" in said


def test_a_failure_in_a_timed_thing_ends_with_1_and_is_named(
    hall: type[QuietHall], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def played(_: Cast, summary: Summary) -> None:
        with summary.timed("the paper is out"):
            raise StageError("no paper from t1")

    code, said = run(monkeypatch, tmp_path, played)
    assert (code, hall.ended) == (1, 1)
    assert "no paper from t1" in said
    assert "demo FAILED" in said


def test_a_failure_between_timed_things_ends_with_1_too(
    hall: type[QuietHall], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def played(cast: Cast, summary: Summary) -> None:
        well(cast, summary)
        raise StageError("t1: touch finish failed")

    code, said = run(monkeypatch, tmp_path, played)
    assert (code, hall.ended) == (1, 1)
    assert "touch finish failed" in said
    assert "demo FAILED" in said


def test_a_hall_that_does_not_start_ends_with_1(
    hall: type[QuietHall], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hall.failing = True
    code, said = run(monkeypatch, tmp_path, well)
    assert (code, hall.ended) == (1, 1)
    assert "hub did not answer" in said


def test_a_part_that_was_left_down_is_named_and_the_demo_has_failed(
    hall: type[QuietHall], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hall.left_down = ("board",)
    code, said = run(monkeypatch, tmp_path, well)
    assert code == 1
    assert "board kept dying" in said


def test_a_demo_that_showed_nothing_has_not_passed() -> None:
    assert not Summary().passed


def test_the_pictures_are_counted(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.png").touch()
    summary, screen = Summary(), Console(width=200, record=True)
    summary.add("a ticket", 1234.5)
    summary.show(screen, tmp_path)
    said = screen.export_text()
    assert "2 pictures" in said
    assert "1 234 ms" in said
