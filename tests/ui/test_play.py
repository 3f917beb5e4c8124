"""The scripted person: reads its file with care, touches what a finger would, waits, fails with what was seen."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEventLoop, QTimer

from kiosk.terminal.view import Intent
from tests.ui.terminal.conftest import TerminalBench
from ui.play import Player, PlayError, read


def play(bench: TerminalBench, steps: list[dict[str, Any]], pictures: Path | None = None) -> tuple[int, list[Any]]:
    """Play to the end; returns the exit code and the printed lines."""
    lines: list[Any] = []
    codes: list[int] = []
    loop = QEventLoop()
    player = Player(steps, bench.window, pictures, say=lambda line: lines.append(json.loads(line)))
    player.finished.connect(lambda code: (codes.append(code), loop.quit()))
    QTimer.singleShot(20_000, loop.quit)
    player.start()
    loop.exec()
    assert codes, "the play did not end"
    return codes[0], lines


@pytest.fixture
def bench() -> Any:
    made = TerminalBench("portrait", still=False)
    yield made
    made.close()


def test_a_visit_is_played_by_real_touches(bench: TerminalBench, tmp_path: Path) -> None:
    screens = bench.situations()
    following = {"begin": "start", "take": "sections", "section": "services", "service": "service", "issue": "ticket"}

    def core(intent: Intent) -> None:
        if intent.name in following:
            bench.throw(screens[following[intent.name]])

    bench.model.attach(core)
    steps: list[dict[str, Any]] = [
        {"wait": {"view": "attract"}},
        {"picture": "01-attract"},
        {"touch": "begin"},
        {"wait": {"view": "start"}},
        {"touch": "take"},
        {"wait": {"view": "sections"}},
        {"touch": "section-passport"},
        {"wait": {"item": "service-pass-first14", "enabled": True}},
        {"touch": "service-pass-first14"},
        {"note": "papers"},
        {"touch": "issue"},
        {"wait": {"item": "number", "text": "П 047"}},
        {"wait": {"item": "number", "text": r"~^П \d{3}$"}},
        {"wait": {"gone": "issue"}},
        {"picture": "02-ticket"},
    ]
    code, lines = play(bench, steps, tmp_path)
    assert code == 0, lines[-1]
    assert [line["ok"] for line in lines] == [True] * len(steps)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["01-attract.png", "02-ticket.png"]
    assert lines[11]["text"].replace("\u00a0", " ") == "П 047"


def test_a_switch_is_waited_for_until_it_is_on(bench: TerminalBench) -> None:
    start = bench.situations()["start"]
    bench.model.attach(lambda intent: bench.throw(replace(start, large=True)))
    steps: list[dict[str, Any]] = [
        {"wait": {"item": "larger", "on": False}},
        {"touch": "larger"},
        {"wait": {"item": "larger", "on": True}},
        {"wait": {"item": "larger", "on": False}, "timeout": 0.2},
    ]
    code, lines = play(bench, steps)
    assert code == 1
    assert [line["ok"] for line in lines] == [True, True, True, False]


def test_a_step_that_fails_says_what_was_on_the_screen_and_ends_with_one(bench: TerminalBench) -> None:
    code, lines = play(bench, [{"wait": {"view": "ticket"}, "timeout": 0.2}, {"note": "never"}])
    assert code == 1
    assert len(lines) == 1
    assert lines[0]["on_screen"]["view"] == "attract"
    assert any(item.startswith("begin: ") for item in lines[0]["on_screen"]["items"])


def test_a_key_that_is_not_possible_is_not_touched(bench: TerminalBench) -> None:
    row = {"id": "one", "name": "Выписка", "note": "", "enabled": False, "reason": "Центр закрыт"}
    bench.view("services", {"title": "Т", "groups": [{"title": "", "rows": [row]}], "more": 0, "page": 0})
    code, _lines = play(bench, [{"touch": "service-one", "timeout": 0.2}])
    assert code == 1
    assert bench.wishes == []


def test_a_picture_never_leaves_its_folder(bench: TerminalBench, tmp_path: Path) -> None:
    code, _lines = play(bench, [{"picture": "../../out"}], tmp_path / "in")
    assert code == 0
    assert (tmp_path / "in" / "out.png").exists()


@pytest.mark.parametrize("key", ["Tab", "F4", "Ctrl+Return"])
def test_a_key_is_pressed_by_its_name(bench: TerminalBench, key: str) -> None:
    assert play(bench, [{"key": key}])[0] == 0


def test_a_key_nobody_has_fails(bench: TerminalBench) -> None:
    assert play(bench, [{"key": "Any Key At All"}])[0] == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no steps"),
        ("not json", "line 1: not JSON"),
        ('{"touch": "a"}\n[1]', "line 2"),
        ('{"touch": "a", "key": "F4"}', "line 1"),
        ('{"tuoch": "a"}', "line 1"),
        ('{"touch": "a", "speed": 3}', "line 1"),
    ],
)
def test_a_play_file_that_cannot_be_read_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(PlayError, match=why):
        read(text)


@given(st.text(max_size=200))
def test_rubbish_for_a_play_file_is_refused_or_read_and_nothing_else(text: str) -> None:
    with suppress(PlayError):
        assert read(text)


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert read('# a visit\n\n{"touch": "begin"}\n') == [{"touch": "begin"}]
