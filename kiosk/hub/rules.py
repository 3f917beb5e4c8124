"""The rules a hall starts with: catalogue and settings of a folder; what is broken in them is said."""

import logging
from pathlib import Path

from kiosk.hall.rules import Rules
from kiosk.packaged import read_catalogue, read_settings
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
    try:
        catalogue, problems = read_catalogue(where)
        settings, unusable = read_settings(where / "hall.toml")
    except OSError as error:
        raise SettingsError(str(error)) from error
    for problem in problems:
        log.error("%s", problem.describe(packaged()))
    if settings is None:
        raise SettingsError("; ".join(problem.describe(packaged()) for problem in unusable))
    return Rules(catalogue, settings)
