"""The command line: every program is found, costs nothing until it is called, and speaks both languages."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kiosk.cli import COMMANDS, main
from kiosk.texts import packaged

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
SCREENS = {"terminal", "desk", "board"}
# Walks the whole tree and prints every line of help, by command.
WALK = """
import json, click
from kiosk.cli import main
def walk(command, name):
    context = click.Context(command)
    options = {p.name: p.help for p in command.params if isinstance(p, click.Option)}
    found[name] = {"": command.help, **options}
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            walk(command.get_command(context, one), f"{name} {one}")
found = {}
walk(main, "kiosk")
print(json.dumps(found))
"""


def helps(language: str) -> dict[str, dict[str, str | None]]:
    around = {**os.environ, "KIOSK_LANGUAGE": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=True, env=around)
    found: dict[str, dict[str, str | None]] = json.loads(done.stdout)
    return found


def test_every_command_and_option_has_its_help_in_both_languages() -> None:
    russian, english = helps("ru"), helps("en")
    assert {"kiosk hub", "kiosk staff add", "kiosk hall export", "kiosk journal verify", "kiosk board"} <= set(russian)
    assert set(russian) == set(english)
    lines = [(name, option) for name, options in russian.items() for option in options if option != "version"]
    assert [line for line in lines if not CYRILLIC.search(russian[line[0]][line[1]] or "")] == []
    assert [line for line in lines if not re.search("[a-z]", english[line[0]][line[1]] or "")] == []
    assert [line for line in lines if CYRILLIC.search(english[line[0]][line[1]] or "")] == []


def test_the_list_of_programs_names_servers_tools_and_screens() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert {*COMMANDS, *SCREENS} <= set(re.split(r"[\s,]+", shown.output))


def test_the_list_of_programs_loads_none_of_them() -> None:
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom kiosk.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\n"
        "print([name for name in ('PySide6', 'fastapi', 'requests', 'ui') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_the_packages() -> None:
    assert re.search(r"\d+\.\d+\.\d+", CliRunner().invoke(main, ["--version"]).output)


@pytest.mark.parametrize("words", [["nothing"], ["staff", "nothing"], ["--nothing"], ["hub", "--port", "many"], ["\0"]])
def test_rubbish_ends_with_code_2_and_one_reason(words: list[str]) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


@pytest.mark.parametrize("program", ["terminal", "desk", "board"])
def test_a_size_that_is_none_is_refused_in_the_consoles_language(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "ru")
    for size in ("big", "1080", "1080x", "x", "1e3x9", "99999999x1", "１x２"):
        done = CliRunner().invoke(main, [program, "--size", size])
        assert done.exit_code == 2
        assert "два целых числа" in done.output


def test_every_phrase_the_command_line_asks_for_exists() -> None:
    import ast
    from pathlib import Path

    import kiosk
    import ui

    asked = set()
    for package in (kiosk, ui):
        for file in Path(str(package.__file__)).parent.rglob("*.py"):
            source = file.read_text("utf-8")
            if "from kiosk.console.words import" not in source or "def say(" in source:
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "fail"}:
                    asked |= {found.value for found in node.args[:1] if isinstance(found, ast.Constant)}
    assert {"help.main", "other_role", "help.frames"} <= asked
    missing = [(code, one) for code in asked for one in ("ru", "en") if not packaged().has(f"cli.{code}", one)]
    assert missing == []
