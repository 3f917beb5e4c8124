"""Why a program cannot start is told in the console's language, with file and place."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PROGRAMS = ["hub", "central", "desk", "board", "terminal"]


def said(program: str, *words: object) -> str:
    done = CliRunner().invoke(main, [program, *map(str, words)])
    assert done.exit_code == 1
    return done.output


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("text", "place", "russian"),
    [
        ("[screen]\nwidth = 'wide'\n", "screen.width", "целое число"),
        ("[desk]\nnumber = 0\n", "desk.number", "число в допустимых пределах"),
        ("[screen]\ncolor = '#000000'\n", "screen.color", "известный ключ"),
        ("[serve]\ntls = 'sometimes'\n", "serve.tls", "одно из известных значений"),
        ("[idle]\nseconds = inf\n", "idle.seconds", "число в допустимых пределах"),
        ("hub = 'hub'\n", "hub", "таблица"),
        ("languages = []\n", "languages", "хотя бы одна запись"),
        ("[screen]\nfullscreen = 'so'\n", "screen.fullscreen", "true или false"),
    ],
)
def test_a_wrong_value_is_told_by_place_and_what_was_expected(
    program: str, text: str, place: str, russian: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("KIOSK_LANGUAGE", "ru")
    told = said(program, "--config", file, "--state", tmp_path)
    assert f"{file}, {place}:" in told
    assert russian in told
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    told = said(program, "--config", file, "--state", tmp_path)
    assert f"{file}, {place}: expected " in told
    assert not CYRILLIC.search(told.replace(str(tmp_path), ""))


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_missing_file_is_told_in_words(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ru")
    assert "нет такого файла" in said(program, "--config", tmp_path / "none.toml", "--state", tmp_path)


@pytest.mark.parametrize("program", ["desk", "board"])
def test_a_machine_that_is_not_enrolled_is_told_what_to_do(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ru")
    file = tmp_path / "machine.toml"
    file.write_text("", "utf-8")
    told = said(program, "--config", file, "--state", tmp_path)
    assert "ещё не зарегистрирован" in told
    assert "kiosk enrol URL CODE" in told
