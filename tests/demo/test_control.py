"""The second console reaches a running demo, and only a running demo."""

import json
import tempfile
from pathlib import Path

import pytest
import requests

from kiosk.demo.control import Control, ControlError, ask


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note.json"


@pytest.fixture
def done(note: Path):
    heard: list[tuple[str, str]] = []

    def act(action: str, target: str) -> str:
        if action == "fly":
            raise ControlError("no such action: fly")
        heard.append((action, target))
        return f"{action} done"

    control = Control(act, note)
    control.start()
    yield heard
    control.stop()


def test_an_action_reaches_the_demo_and_its_answer_comes_back(done, note: Path) -> None:
    assert ask("paper-out", "t1", note) == "paper-out done"
    assert done == [("paper-out", "t1")]


def test_an_unknown_action_is_refused_in_words(done, note: Path) -> None:
    with pytest.raises(ControlError, match="no such action"):
        ask("fly", "", note)


def test_without_a_demo_the_console_says_how_to_start_one(note: Path) -> None:
    with pytest.raises(ControlError, match=r"install\.sh demo"):
        ask("hub-off", "", note)


def test_the_note_is_readable_by_its_owner_alone_and_goes_with_the_demo(note: Path) -> None:
    control = Control(lambda action, target: "", note)
    control.start()
    assert note.stat().st_mode & 0o077 == 0
    control.stop()
    assert not note.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"target": 1}', b"\xff\xfe", b"x" * 5000])
def test_rubbish_at_the_door_is_answered_and_harms_nothing(done, note: Path, body: bytes) -> None:
    port = json.loads(note.read_text())["port"]
    answer = requests.post(f"http://127.0.0.1:{port}/do", data=body, timeout=5)
    assert answer.status_code in (400, 413)
    assert done == []
    assert ask("hub-on", "", note) == "hub-on done"


def test_consoles_that_know_different_folders_still_find_the_demo(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    control = Control(lambda action, target: f"{action} done")
    control.start()
    try:
        (tmp_path / "run").mkdir()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
        assert ask("hub-on", "") == "hub-on done"
    finally:
        control.stop()


def test_the_end_of_one_demo_leaves_the_note_of_a_later_one(note: Path) -> None:
    first, second = (Control(lambda action, target, name=name: name, note) for name in ("first", "second"))
    first.start()
    second.start()
    first.stop()
    assert ask("hub-on", "", note) == "second"
    second.stop()
    assert not note.exists()
