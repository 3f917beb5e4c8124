"""The hall's settings: read, checked, changed by version, and carried in a file by `kiosk hall`."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from click.testing import CliRunner

from kiosk.access.identity import Identity
from kiosk.console.console import keep_session
from kiosk.console.hall import as_toml, from_toml, hall
from kiosk.paths import defaults

Run = Callable[..., Any]


def settings_of(house: Any) -> dict[str, Any]:
    found: dict[str, Any] = house.admin.get("/v1/settings").body
    return found


def test_settings_are_changed_by_version_and_name_their_author(house: Any) -> None:
    found = settings_of(house)
    assert found["version"] == 0
    wanted = {**found["settings"], "closed": {"pass-20-45": {"ru": "Кабина на ремонте"}}}
    body = {"key": "settings-1", "version": 0, "settings": wanted}
    said = house.admin.put("/v1/settings", body)
    assert (said.status, said.body) == (200, {"version": 1})
    now = settings_of(house)
    assert (now["version"], now["author"]) == (1, "ivanova")
    assert now["at"].startswith("20")
    assert now["settings"]["closed"] == {"pass-20-45": {"ru": "Кабина на ремонте"}}
    refused = house.admin.ticket()
    assert (refused.code, refused.body["error"]["values"]["reason"]) == ("service_closed", "Кабина на ремонте")
    assert house.admin.put("/v1/settings", body).raw == said.raw


def test_settings_outlive_a_restart(house: Any) -> None:
    found = settings_of(house)
    house.admin.put(
        "/v1/settings", {"key": "settings-1", "version": 0, "settings": {**found["settings"], "id": "arbat"}}
    )
    before = settings_of(house)
    house.served.restart()
    assert settings_of(house) == before
    assert before["settings"]["id"] == "arbat"


def test_a_stale_base_is_refused(house: Any) -> None:
    settings = settings_of(house)["settings"]
    assert house.admin.put("/v1/settings", {"key": "settings-1", "version": 0, "settings": settings}).status == 200
    stale = house.admin.put("/v1/settings", {"key": "settings-2", "version": 0, "settings": settings})
    assert (stale.status, stale.code, stale.body["error"]["values"]["version"]) == (409, "settings_stale", 1)


def test_wrong_settings_are_refused_by_path_and_not_taken(house: Any) -> None:
    settings = settings_of(house)["settings"]
    wrong = {**settings, "desks": [{"number": 0}], "colour": "red"}
    said = house.admin.put("/v1/settings", {"key": "settings-1", "version": 0, "settings": wrong})
    assert (said.status, said.code) == (409, "settings_wrong")
    found = house.admin.post("/v1/settings/check", {"settings": wrong}).body["problems"]
    assert {one["column"] for one in found} >= {"desks[0].number", "colour"}
    assert settings_of(house)["version"] == 0


def test_warnings_name_what_the_catalogue_does_not_have(house: Any) -> None:
    settings = {**settings_of(house)["settings"], "hidden": ["teleport"]}
    found = house.admin.post("/v1/settings/check", {"settings": settings}).body
    assert found["problems"] == []
    assert "hidden[0]" in [one["column"] for one in found["warnings"]]


def test_an_operator_changes_no_settings(house: Any) -> None:
    desk = house.desk(3)
    said = desk.put("/v1/settings", {"key": "settings-1", "version": 0, "settings": {}})
    assert (said.status, said.code) == (403, "no_right")


def test_new_desks_appear_in_the_stream_and_removed_ones_are_gone(house: Any) -> None:
    settings = settings_of(house)["settings"]
    desks = [{"number": 41, "services": ["*"], "place": {"ru": "новое"}, "administrator": True}]
    house.admin.put("/v1/settings", {"key": "settings-1", "version": 0, "settings": {**settings, "desks": desks}})
    put = house.admin.get("/v1/snapshot?scope=desk").body["put"]
    assert [ident for kind, ident, _ in put if kind == "desk"] == ["41"]


def test_the_catalogue_is_sent_once_and_then_known_by_its_tag(house: Any) -> None:
    first = house.admin.get("/v1/catalogue")
    assert len(first.body["services"]) > 100
    again = house.admin.get("/v1/catalogue", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.raw) == (304, b"")
    assert house.admin.get("/v1/catalogue", headers={"If-None-Match": '"other"'}).status == 200


@pytest.fixture
def run(house: Any, tmp_path: Path) -> Run:
    """`kiosk hall …` on the administrator's console."""
    state = tmp_path / "console"
    url = f"http://127.0.0.1:{house.admin.port}"
    Identity(house.admin.id, "console", house.admin.token, url).save(state)
    keep_session(state, house.admin.session)

    def call(*arguments: str) -> Any:
        return CliRunner().invoke(hall, [*arguments, "--state", str(state)], env={"KIOSK_LANGUAGE": "en"})

    return call


def test_what_was_exported_can_be_imported(house: Any, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    before = settings_of(house)["settings"]
    assert run("export", str(file)).exit_code == 0
    assert run("check", str(file)).exit_code == 0
    imported = run("import", str(file))
    assert imported.exit_code == 0, imported.output
    assert "version 1" in imported.output
    assert settings_of(house)["settings"] == before


def test_an_old_export_does_not_undo_a_newer_change(house: Any, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    run("export", str(file))
    run("import", str(file))
    again = run("import", str(file))
    assert again.exit_code == 1
    assert settings_of(house)["version"] == 1


def test_problems_of_a_file_are_printed_by_path(house: Any, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    run("export", str(file))
    file.write_text(
        file.read_text("utf-8").replace('day_opens = "06:00"', 'day_opens = "six"\ncolour = "red"'), "utf-8"
    )
    said = run("import", str(file))
    assert said.exit_code == 1
    assert "day_opens" in said.output
    assert "colour" in said.output
    assert str(file) in said.output
    assert settings_of(house)["version"] == 0


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"id = ", b"version = true\n", b'version = "3"\n', b"version = -1\n", b"\x00", b"[[[["]
)
def test_a_rubbish_file_ends_with_a_clear_line_and_changes_nothing(
    house: Any, run: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "hall.toml"
    file.write_bytes(content)
    for command in ("import", "check"):
        said = run(command, str(file))
        assert said.exit_code == 1
        assert str(file) in said.output
        assert "Traceback" not in said.output
    assert settings_of(house)["version"] == 0


def test_a_missing_file_and_a_folder_are_said_plainly(run: Run, tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "none.toml")).exit_code == 1
    assert run("export", str(tmp_path)).exit_code == 1


def test_a_file_without_a_version_is_put_over_what_is_in_force(house: Any, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    run("export", str(file))
    text = file.read_text("utf-8")
    file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("version")), "utf-8")
    assert run("import", str(file)).exit_code == 0
    assert run("import", str(file)).exit_code == 0
    assert settings_of(house)["version"] == 2


def test_a_file_says_the_same_after_writing_and_reading(house: Any, tmp_path: Path) -> None:
    found = settings_of(house)
    file = tmp_path / "hall.toml"
    file.write_text(as_toml(found), "utf-8")
    assert from_toml(file) == (found["settings"], 0)


def test_letters_texts_and_hours_of_a_file_are_in_force_at_once(house: Any, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    run("export", str(file))
    found = tomllib.loads(file.read_text("utf-8"))
    found["letters"] = {"pass-20-45": "Ц"}
    found["texts"]["ticket_footer"] = {"ru": "Ждём вас у окна", "en": "See you at the desk"}
    found["hours"] = {"mon": "09:00-18:00"}
    file.write_text(tomlkit.dumps(found), "utf-8")
    assert run("import", str(file)).exit_code == 0
    assert house.admin.ticket("pass-20-45").body["ticket"]["number"] == "Ц001"
    now = settings_of(house)["settings"]
    assert now["texts"]["ticket_footer"]["ru"] == "Ждём вас у окна"
    assert now["hours"] == {"mon": "09:00-18:00"}


def test_a_broken_row_of_a_catalogue_file_is_named_without_asking_a_server(tmp_path: Path) -> None:
    file = tmp_path / "services.csv"
    lines = (defaults() / "services.csv").read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([lines[0], lines[1], lines[2].replace(",П,", ",?,", 1), *lines[3:]]), "utf-8")
    done = CliRunner().invoke(hall, ["check", str(file)], env={"KIOSK_LANGUAGE": "en"})
    assert done.exit_code == 1
    assert f"{file}" in done.output
    assert re.search(r"3.*letter", done.output)
    assert "1 problem" in done.output
    file.write_text("".join(lines), "utf-8")
    assert CliRunner().invoke(hall, ["check", str(file)]).exit_code == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'"', b"id\n", b"\x00" * 1000])
def test_rubbish_for_a_catalogue_ends_with_its_problems(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "services.csv"
    file.write_bytes(content)
    done = CliRunner().invoke(hall, ["check", str(file)])
    assert done.exit_code == 1
    assert str(file) in done.output
    assert CliRunner().invoke(hall, ["check", str(tmp_path / "none.csv")]).exit_code == 1
