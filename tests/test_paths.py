"""Packaged data is found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from kiosk import paths


def test_a_checkout_reads_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "HERE", tmp_path / "kiosk")
    assert paths.defaults() == tmp_path / "config"


def test_a_wheel_reads_what_it_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "HERE", tmp_path)
    (tmp_path / "defaults").mkdir()
    assert paths.defaults() == tmp_path / "defaults"


def test_all_that_programs_ask_for_is_there() -> None:
    wanted = ("services.csv", "sections.csv", "hall.toml", "machine.toml", "texts/ru.toml", "texts/en.toml", "fonts")
    assert [name for name in wanted if not (paths.defaults() / name).exists()] == []
