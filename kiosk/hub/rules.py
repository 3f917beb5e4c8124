"""The rules a hall starts with: the packaged catalogue and settings, or those of a file given at the first start."""

import logging
import tomllib
from pathlib import Path

from kiosk.hall.reading import parse as parse_catalogue
from kiosk.hall.rules import Rules
from kiosk.hall.settings import HallSettings
from kiosk.hall.settings import parse as parse_settings
from kiosk.paths import defaults
from kiosk.settings import SettingsError
from kiosk.texts import packaged

log = logging.getLogger(__name__)


def load_rules(folder: Path | None = None) -> Rules:
    """Catalogue and first settings out of a folder (the packaged one when none is given).

    A broken row of the catalogue is reported and left out. Raises SettingsError when a file is missing, and when the
    settings cannot be used at all.
    """
    where = folder or defaults()
    services, sections, settings = (where / name for name in ("services.csv", "sections.csv", "hall.toml"))
    try:
        catalogue, problems = parse_catalogue(services.read_text("utf-8"), sections.read_text("utf-8"))
        hall = read_settings(settings)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(error)) from error
    for problem in problems:
        log.error("%s", problem.describe(packaged()))
    return Rules(catalogue, hall)


def read_settings(file: Path) -> HallSettings:
    """Hall settings out of a TOML file. Raises SettingsError that names every problem, OSError."""
    try:
        found, problems = parse_settings(tomllib.loads(file.read_text("utf-8")), file.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    if found is None:
        raise SettingsError("; ".join(problem.describe(packaged()) for problem in problems))
    return found
