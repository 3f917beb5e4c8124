"""Names of services as the hub's catalogue has them, kept on disk so that a restart without the hub reads well."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ui.by_language import chosen

log = logging.getLogger(__name__)
FILE = "catalogue.json"

ByLanguage = Mapping[str, str]


class Names:
    """Service id -> name by language. What cannot be read is left out, and the id stands for it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._services: Mapping[str, ByLanguage] = {}
        if self._file and self._file.exists():
            try:
                self._read(json.loads(self._file.read_text("utf-8")))
            except (OSError, ValueError) as error:
                log.info("the kept catalogue cannot be read and is fetched again: %s", error)

    def take(self, catalogue: Mapping[str, Any]) -> bool:
        """Replace all names by a catalogue from the hub; False and unchanged when it has none."""
        if not self._read(catalogue):
            return False
        if self._file:
            fresh = self._file.with_suffix(".new")
            try:
                fresh.write_text(json.dumps(catalogue, ensure_ascii=False), "utf-8")
                fresh.replace(self._file)
            except OSError as error:
                log.info("the catalogue cannot be kept: %s", error)
        return True

    def service(self, ident: str, language: str) -> str:
        """The name of a service in a language."""
        return chosen(self._services.get(ident), language) or ident

    def known(self) -> frozenset[str]:
        """Ids of all services with a name."""
        return frozenset(self._services)

    def _read(self, catalogue: object) -> bool:
        services = catalogue.get("services") if isinstance(catalogue, Mapping) else None
        if not isinstance(services, list):
            return False
        found = {
            str(service["id"]): {str(k): str(v) for k, v in service["names"].items()}
            for service in services
            if isinstance(service, Mapping) and "id" in service and isinstance(service.get("names"), Mapping)
        }
        if found:
            self._services = found
        return bool(found)
