"""What the terminal knows of its hall: catalogue and settings from the hub, kept on disk, packaged ones until then."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk import packaged
from kiosk.access.identity import write_private
from kiosk.hall.catalogue import Catalogue, Section, Service, catalogue_of
from kiosk.hall.rules import Rules
from kiosk.hall.settings import HallSettings
from kiosk.hall.settings import parse as parse_settings
from kiosk.sync.link import HubLink

log = logging.getLogger(__name__)
FILE = "hall.json"
SECONDS = 5.0
_SECTIONS: TypeAdapter[list[Section]] = TypeAdapter(list[Section])
_SERVICES: TypeAdapter[list[Service]] = TypeAdapter(list[Service])


class Knowledge:
    """The hall's rules as last heard. `fetch` waits for the hub: call it on a background thread."""

    def __init__(self, state: Path) -> None:
        self._file = state / FILE
        self._etag = ""
        self._version = -1
        self.rules = packaged.rules()
        self._load()

    @property
    def version(self) -> int:
        """The version of the settings in use; -1 while they are the packaged ones."""
        return self._version

    def fetch(self, link: HubLink, version: object) -> bool:
        """Ask for what is new; `version` is the settings' version the hub announced. True when the rules changed.

        What cannot be read changes nothing. Raises LinkDown when the hub does not answer.
        """
        before = self.rules
        catalogue, etag = self._catalogue(link)
        settings, number = self._settings(link, version)
        self.rules = Rules(catalogue, settings)
        if self.rules == before and (etag, number) == (self._etag, self._version):
            return False
        self._etag, self._version = etag, number
        self._keep()
        return self.rules != before

    def _catalogue(self, link: HubLink) -> tuple[Catalogue, str]:
        known = {"If-None-Match": self._etag} if self._etag else {}
        answer = link.get("/v1/catalogue", timeout=SECONDS, headers=known)
        found = catalogue_from(answer.body) if answer.ok else None
        if found is None:
            return self.rules.catalogue, self._etag
        return found, answer.headers.get("etag", "")

    def _settings(self, link: HubLink, version: object) -> tuple[HallSettings, int]:
        if version == self._version:
            return self.rules.settings, self._version
        answer = link.get("/v1/settings", timeout=SECONDS)
        body = answer.body if answer.ok and isinstance(answer.body, Mapping) else {}
        found, number = settings_from(body.get("settings")), body.get("version")
        if found is None or type(number) is not int:
            return self.rules.settings, self._version
        return found, number

    def _keep(self) -> None:
        kept = {
            "etag": self._etag,
            "version": self._version,
            "catalogue": self.rules.catalogue.as_json(),
            "settings": self.rules.settings.as_json(),
        }
        try:
            write_private(self._file, json.dumps(kept, ensure_ascii=False).encode())
        except OSError as error:
            log.error("the hall's settings could not be kept: %s", error)

    def _load(self) -> None:
        try:
            kept = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            log.warning("%s cannot be read, packaged settings are used: %s", self._file, error)
            return
        kept = kept if isinstance(kept, Mapping) else {}
        catalogue, settings = catalogue_from(kept.get("catalogue")), settings_from(kept.get("settings"))
        if catalogue is None or settings is None:
            log.warning("%s is not whole, packaged settings are used", self._file)
            return
        etag, version = kept.get("etag"), kept.get("version")
        self._etag = etag if isinstance(etag, str) else ""
        self._version = version if type(version) is int else -1
        self.rules = Rules(catalogue, settings)


def catalogue_from(body: Any) -> Catalogue | None:
    """A catalogue out of its own JSON; None when it is none, or empty."""
    if not isinstance(body, Mapping):
        return None
    try:
        sections = _SECTIONS.validate_python(body.get("sections"))
        services = _SERVICES.validate_python(body.get("services"))
    except ValidationError as error:
        log.warning("the hub's catalogue cannot be read: %d problems", error.error_count())
        return None
    return catalogue_of(sections, services) if services else None


def settings_from(body: Any) -> HallSettings | None:
    """Hall settings out of their JSON; None when they are none."""
    if not isinstance(body, Mapping):
        return None
    found, problems = parse_settings(MappingProxyType(dict(body)) if not isinstance(body, dict) else body)
    for problem in problems[:3]:
        log.warning("the hub's settings cannot be read: %s", problem)
    return found
