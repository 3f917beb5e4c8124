"""`kiosk enrol`, `kiosk staff` and `kiosk device` against a real server with TLS of its own authority."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.access.identity import Identity
from kiosk.clock import SystemClock
from kiosk.console.device import device
from kiosk.console.enrol import enrol
from kiosk.console.staff import staff
from kiosk.texts import packaged
from tests.central.conftest import PIN, Town

OTHER_PIN = "618204"


@pytest.fixture(autouse=True)
def console_language(monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.delenv("KIOSK_PIN", raising=False)


@pytest.fixture
def town(tmp_path: Path):
    town = Town(tmp_path / "server", SystemClock(), tls="always")
    yield town
    town.stop()


def run(command, *words: object, pin: str = "") -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], env={"KIOSK_PIN": pin} if pin else {})


def first(town: Town, state: Path, *more: object) -> Result:
    words = ("first", town.url, town.first_code, "--login", "anna", "--name", "Анна П.", "--state", state)
    return run(staff, *words, *more, pin=PIN)


@pytest.fixture
def console(town: Town, tmp_path: Path) -> Path:
    state = tmp_path / "console"
    result = first(town, state, "--fingerprint", town.listener.fingerprint)
    assert result.exit_code == 0, result.output
    return state


def open_code(console: Path, *more: object) -> str:
    result = run(device, "code", "--role", "hub", "--hall", "arbat", *more, "--state", console)
    assert result.exit_code == 0, result.output
    return result.output.split(": ")[1].split()[0]


def test_the_first_administrator_comes_in_over_a_pinned_authority(town, console) -> None:
    identity = Identity.load(console)
    assert (identity.role, identity.hub_url) == ("console", town.url)
    assert Identity.ca_file(console).read_text() == town.listener.ca_pem
    listed = json.loads(run(staff, "list", "--json", "--state", console).output)
    assert [(one["login"], one["role"]) for one in listed] == [("anna", "administrator")]


def test_without_a_person_and_without_a_fingerprint_no_code_leaves_this_machine(town, tmp_path) -> None:
    result = first(town, tmp_path / "console")
    assert result.exit_code == 1
    assert town.listener.fingerprint in result.output
    assert "--fingerprint" in result.output
    assert not (tmp_path / "console" / "identity.json").exists()
    assert first(town, tmp_path / "console", "--fingerprint", town.listener.fingerprint).exit_code == 0


def test_another_server_at_the_same_address_gets_no_code(town, tmp_path) -> None:
    wrong = "00000000-" * 7 + "00000000"
    result = first(town, tmp_path / "console", "--fingerprint", wrong)
    assert (result.exit_code, "another server" in result.output) == (1, True)
    assert first(town, tmp_path / "console", "--fingerprint", town.listener.fingerprint).exit_code == 0


def test_a_fingerprint_is_compared_however_it_is_written(town, tmp_path) -> None:
    written = town.listener.fingerprint.upper().replace("-", ":")
    assert first(town, tmp_path / "console", "--fingerprint", written).exit_code == 0


def test_a_code_enrols_a_machine_once_and_a_second_time_only_when_asked(town, console, tmp_path) -> None:
    node = tmp_path / "hub"
    common = ("--fingerprint", town.listener.fingerprint, "--state", node, "--central")
    code = open_code(console)
    result = run(enrol, town.url, code, *common)
    assert result.exit_code == 0, result.output
    identity = Identity.load(node, central=True)
    assert (identity.role, identity.hall) == ("hub", "arbat")
    assert town.centre.access.devices.lookup(identity.token).id == identity.id
    again = run(enrol, town.url, open_code(console), *common)
    assert (again.exit_code, "--again" in again.output) == (1, True)
    used = run(enrol, town.url, code, *common, "--again")
    assert used.exit_code == 1
    assert "used already" in used.output
    assert Identity.load(node, central=True) == identity
    assert run(enrol, town.url, open_code(console), *common, "--again").exit_code == 0
    assert Identity.load(node, central=True) != identity


def test_accounts_are_added_reset_disabled_and_listed(town, console, tmp_path) -> None:
    at = ("--state", console)
    added = run(staff, "add", "oleg", "--name", "Олег", "--role", "operator", *at, pin="7391")
    assert added.exit_code == 0, added.output
    twice = run(staff, "add", "oleg", "--name", "Олег", "--role", "operator", *at, pin="7391")
    assert (twice.exit_code, "is taken" in twice.output) == (1, True)
    easy = run(staff, "add", "vera", "--name", "Вера", "--role", "technician", *at, pin="111111")
    assert (easy.exit_code, "easy" in easy.output) == (1, True)
    pin_file = tmp_path / "pin"
    pin_file.write_text("554812\n")
    assert run(staff, "reset", "oleg", "--pin-file", pin_file, *at).exit_code == 0
    stored = town.centre.access.staff.find("oleg").pin_hash
    assert town.centre.access.pins.check("554812", stored)
    assert run(staff, "disable", "oleg", *at).exit_code == 0
    shown = run(staff, "list", *at).output
    assert "oleg" in shown
    assert "Олег" in shown
    missing = run(staff, "disable", "../devices", *at)
    assert missing.exit_code == 1


def test_signing_in_again_gives_a_new_session(town, console) -> None:
    (console / "session.json").unlink()
    result = run(staff, "list", "--state", console)
    assert (result.exit_code, "sign in" in result.output) == (1, True)
    wrong = run(staff, "sign-in", "anna", "--state", console, pin=OTHER_PIN)
    assert (wrong.exit_code, "Wrong login or PIN" in wrong.output) == (1, True)
    assert run(staff, "sign-in", "anna", "--state", console, pin=PIN).exit_code == 0
    assert run(staff, "list", "--state", console).exit_code == 0
    assert (console / "session.json").stat().st_mode & 0o777 == 0o600


def test_devices_are_listed_and_a_revoked_console_is_told_so(town, console) -> None:
    listed = json.loads(run(device, "list", "--json", "--state", console).output)
    assert [one["role"] for one in listed] == ["console"]
    assert run(device, "revoke", "hub-0", "--state", console).exit_code == 1
    assert run(device, "revoke", listed[0]["id"], "--state", console).exit_code == 0
    gone = run(device, "list", "--state", console)
    assert (gone.exit_code, "revoked" in gone.output) == (1, True)


def test_a_pin_is_never_taken_from_the_command_line_and_never_guessed(town, console) -> None:
    result = run(staff, "add", "oleg", "--name", "Олег", "--role", "operator", "--state", console)
    assert (result.exit_code, "--pin-file" in result.output) == (1, True)
    assert run(staff, "add", "oleg", "--pin", "7391", "--state", console).exit_code == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://hub", "expected an address"),
        ("hub:8080", "expected an address"),
        ("https://127.0.0.1:1/path", "expected an address"),
        ("http://192.0.2.1", "--plain"),
        ("https://127.0.0.1:1", "does not answer"),
        ("http://127.0.0.1:1", "does not answer"),
    ],
)
def test_an_address_that_is_no_server_is_named(tmp_path, url: str, words: str) -> None:
    result = run(enrol, url, "AAAAA-AAAAA", "--state", tmp_path)
    assert result.exit_code == 1
    assert words in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_machine_that_is_not_enrolled_or_has_a_broken_file_says_so(tmp_path) -> None:
    result = run(staff, "list", "--state", tmp_path)
    assert (result.exit_code, "kiosk enrol" in result.output) == (1, True)
    (tmp_path / "identity.json").write_bytes(b"\xff")
    assert run(staff, "list", "--state", tmp_path).exit_code == 1
    (tmp_path / "machine.toml").write_text("[nodes]")
    broken = run(staff, "list", "--config", tmp_path / "machine.toml")
    assert (broken.exit_code, "nodes" in broken.output) == (1, True)


@pytest.mark.parametrize("table", ["cli", "refusal"])
def test_every_phrase_of_the_commands_is_there_in_both_languages(table: str) -> None:
    texts = packaged()
    russian = {code for code in texts.codes("ru") if code.startswith(f"{table}.")}
    english = {code for code in texts.codes("en") if code.startswith(f"{table}.")}
    assert russian == english
    assert len(russian) > 20
