"""The machine file: what it says is taken, what is wrong in it is named, and rubbish never starts a program."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from kiosk import settings
from kiosk.paths import defaults
from kiosk.settings import Machine, SettingsError, load_machine, state_folder

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
TABLES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner))


def written(folder: Path, text: str) -> Path:
    file = folder / "machine.toml"
    file.write_text(text, "utf-8")
    return file


def read_or_refused(file: Path) -> None:
    """Either outcome is right; that the file is named is checked where it is refused."""
    told = ""
    try:
        load_machine(file)
    except SettingsError as error:
        told = str(error)
    assert not told or str(file) in told


def test_a_file_that_says_nothing_means_the_defaults(tmp_path: Path) -> None:
    assert load_machine(written(tmp_path, "")) == Machine()


def test_what_the_file_says_is_taken_and_the_rest_keeps_its_default(tmp_path: Path) -> None:
    machine = load_machine(written(tmp_path, "[desk]\nnumber = 7\n[screen]\nwidth = 1920\nheight = 1080\n"))
    assert (machine.desk.number, machine.screen.width, machine.screen.px_per_mm) == (7, 1920, 4.0)


def test_the_shipped_pattern_of_a_machine_file_says_nothing_but_the_defaults() -> None:
    assert load_machine(defaults() / "machine.toml") == Machine()


def test_the_shipped_pattern_names_every_key() -> None:
    pattern = tomllib.loads((defaults() / "machine.toml").read_text("utf-8"))
    plain = Machine().model_dump(mode="json")
    assert {name: value.keys() if isinstance(value, dict) else value for name, value in pattern.items()} == {
        name: value.keys() if isinstance(value, dict) else value for name, value in plain.items()
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[screen]\nwidth = 'wide'", "screen.width"),
        ("[screen]\nwidth = 1", "screen.width"),
        ("[screen]\ncolour = 'red'", "screen.colour"),
        ("[screen]\nrenderer = 'vulkan'", "screen.renderer"),
        ("[serve]\nport = 70000", "serve.port"),
        ("[serve]\ntls = 'sometimes'", "serve.tls"),
        ("[node]\nname = 'Терминал 1'", "node.name"),
        ("[node]\nname = '../../etc'", "node.name"),
        ("[hub]\nurl = 'ftp://hub'", "hub.url"),
        ("[desk]\nnumber = 0", "desk.number"),
        ("[idle]\nseconds = 0", "idle.seconds"),
        ("[idle]\nseconds = nan", "idle.seconds"),
        ("[idle]\nseconds = inf", "idle.seconds"),
        ("languages = []", "languages"),
        ("[devices.printer]\ndriver = 'escpos'", "devices.printer.transport"),
        ("[devices]\nprinter = 3", "devices.printer"),
        ("colour = 'red'", "colour"),
        ("[screen]\ncolor = '#000000'", "screen.color"),
        ("hub = 'http://hub'", "hub"),
    ],
)
def test_a_wrong_value_is_named_by_file_and_place(tmp_path: Path, text: str, place: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError) as told:
        load_machine(file)
    assert str(told.value).startswith(f"{file}: {place}: ")


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"desk\.number.*; .*serve\.port|serve\.port.*; .*desk\.number"):
        load_machine(written(tmp_path, "[desk]\nnumber = 0\n[serve]\nport = -1\n"))


def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"machine\.toml: .*line 2"):
        load_machine(written(tmp_path, "[desk]\nnumber = = 3\n"))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SettingsError, match=str(path)):
            load_machine(path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_machine_or_a_settings_error(tmp_path_factory: pytest.TempPathFactory, rubbish: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "rubbish.toml"
    file.write_bytes(rubbish)
    read_or_refused(file)


@given(st.dictionaries(st.sampled_from(sorted(Machine.model_fields)), TABLES))
def test_any_value_at_any_place_is_a_machine_or_a_settings_error(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, Any]
) -> None:
    file = tmp_path_factory.getbasetemp() / "odd.toml"
    try:
        file.write_text(tomlkit.dumps(tables), "utf-8")
    except (ValueError, TypeError, UnicodeEncodeError):
        return  # TOML itself cannot say this
    read_or_refused(file)


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("said", 1), ("environment", 2), ("etc", 3)):
        (tmp_path / f"{name}.toml").write_text(f"[desk]\nnumber = {number}\n", "utf-8")
    monkeypatch.setattr(settings, "MACHINE_FILE", tmp_path / "etc.toml")
    around = {"KIOSK_CONFIG": str(tmp_path / "environment.toml")}
    assert load_machine(tmp_path / "said.toml", around).desk.number == 1
    assert load_machine(None, around).desk.number == 2
    assert load_machine(None, {}).desk.number == 3
    monkeypatch.setattr(settings, "MACHINE_FILE", tmp_path / "none.toml")
    assert load_machine(None, {}) == Machine()


def test_a_file_the_environment_names_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_machine(None, {"KIOSK_CONFIG": str(tmp_path / "none.toml")})


def test_the_state_folder_is_the_one_said_else_the_environments_else_the_nodes(tmp_path: Path) -> None:
    machine = Machine.model_validate({"node": {"name": "desk-3"}})
    around = {"KIOSK_STATE": "/srv/kiosk"}
    assert state_folder(machine, tmp_path, around) == tmp_path
    assert state_folder(machine, None, around) == Path("/srv/kiosk")
    assert state_folder(machine, None, {}) == Path("/var/lib/kiosk/desk-3")
