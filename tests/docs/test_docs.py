"""What the pages say is there is there: columns, links, commands, settings."""

import re
from pathlib import Path

import click
import pytest

from kiosk.cli import main
from kiosk.hall.reading import SECTION_COLUMNS, SERVICE_COLUMNS
from kiosk.paths import defaults

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_every_column_of_the_catalogue_is_explained() -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    header = (defaults() / "services.csv").read_text("utf-8").splitlines()[0].split(",")
    columns = {*SERVICE_COLUMNS, *SECTION_COLUMNS, *header}
    assert [column for column in sorted(columns) if f"`{column}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_house_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"(?:`|^|bin/)kiosk ((?:[a-z][a-z-]+ ?)+)", page.read_text("utf-8"), re.MULTILINE)
    for words in named:
        command: click.Command | None = main
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(click.Context(command), word)
            assert command is not None, f"kiosk {words}"


def test_every_decision_is_in_the_list_and_the_numbers_have_no_gap() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(file.name for file in folder.glob("0*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    listed = (folder / "README.md").read_text("utf-8")
    assert [name for name in names if f"({name})" not in listed] == []
    for name in names:
        text = (folder / name).read_text("utf-8")
        for part in ("Context", "Decision", "Consequence", "Rejected"):
            assert f"**{part}" in text, f"{name}: {part}"
