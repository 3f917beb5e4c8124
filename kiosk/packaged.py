"""The data this product ships, read: the catalogue and the settings of a hall that nobody has set up yet."""

import tomllib
from functools import cache
from pathlib import Path

from kiosk import paths
from kiosk.hall.catalogue import Catalogue
from kiosk.hall.problem import Problem
from kiosk.hall.reading import Parsed, parse
from kiosk.hall.rules import Rules
from kiosk.hall.settings import HallSettings
from kiosk.hall.settings import parse as parse_settings


def read_catalogue(folder: Path) -> Parsed:
    """services.csv and sections.csv of a folder. Raises OSError when one is missing; bad rows become problems."""
    services, sections = folder / "services.csv", folder / "sections.csv"
    return parse(
        services.read_text("utf-8", "replace"), sections.read_text("utf-8", "replace"), str(services), str(sections)
    )


def read_settings(file: Path) -> tuple[HallSettings | None, list[Problem]]:
    """The hall settings of a TOML file, or None and what is wrong with it. Raises OSError when it is missing."""
    try:
        return parse_settings(tomllib.loads(file.read_text("utf-8")), str(file))
    except ValueError as error:
        return None, [Problem(str(file), 0, "", "toml", str(error))]


@cache
def catalogue() -> Catalogue:
    """The packaged catalogue; read once."""
    return read_catalogue(paths.defaults()).catalogue


@cache
def hall_settings() -> HallSettings:
    """The packaged hall settings; read once."""
    settings, problems = read_settings(paths.defaults() / "hall.toml")
    if settings is None:
        raise ValueError(problems)
    return settings


def rules() -> Rules:
    """Packaged catalogue and settings together."""
    return Rules(catalogue(), hall_settings())
