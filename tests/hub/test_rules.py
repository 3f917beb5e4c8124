"""What a hub starts with: a broken row costs that row; unusable settings or a missing file cost the start."""

import shutil
from pathlib import Path

import pytest

from kiosk.hub.rules import load_rules
from kiosk.paths import defaults
from kiosk.settings import SettingsError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("services.csv", "sections.csv", "hall.toml"):
        shutil.copyfile(defaults() / name, tmp_path / name)
    return tmp_path


def test_a_broken_row_is_reported_by_place_and_the_others_work(folder: Path, expect_log) -> None:
    file = folder / "services.csv"
    whole = load_rules(folder).catalogue.services
    first = next(iter(whole))
    file.write_text(file.read_text("utf-8").replace(f"\n{first},", f"\n{first}!,", 1), "utf-8")
    expect_log("services.csv")
    assert set(load_rules(folder).catalogue.services) == set(whole) - {first}


@pytest.mark.parametrize(
    ("content", "said"), [(b"colour = 'red'", "colour"), (b"= broken", "hall.toml"), (b"\xff\xfe", "hall.toml")]
)
def test_settings_that_cannot_be_used_end_the_start(folder: Path, content: bytes, said: str) -> None:
    (folder / "hall.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        load_rules(folder)


@pytest.mark.parametrize("name", ["services.csv", "sections.csv", "hall.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(SettingsError, match=name):
        load_rules(folder)
