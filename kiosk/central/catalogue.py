"""The city's catalogue of services: numbered versions with an author, each an event of the centre's own `ops` lane."""

import hashlib
from dataclasses import dataclass
from typing import Any

from kiosk.access.store import Store
from kiosk.hall.reading import parse
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

PACKAGED = "packaged"
LONGEST = 200_000  # bytes of both tables together: the event that carries them must fit into a batch
TABLE = """
CREATE TABLE central_catalogue(
  version INTEGER PRIMARY KEY, author TEXT NOT NULL, services TEXT NOT NULL, sections TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version: the two CSV tables as text (`config/services.csv` says which columns)."""

    version: int
    author: str
    services: str
    sections: str

    @property
    def etag(self) -> str:
        """A strong entity tag, without its quotes."""
        return hashlib.sha256(f"{self.version}\n{self.services}\n{self.sections}".encode()).hexdigest()[:32]

    @property
    def entity(self) -> dict[str, Any]:
        """What the feed says; whoever wants the tables asks for them."""
        return {"version": self.version, "etag": self.etag}

    def as_json(self) -> dict[str, Any]:
        tables = {"services": self.services, "sections": self.sections}
        return {"version": self.version, "author": self.author, "etag": self.etag, **tables}


class Catalogues:
    """The newest version in memory, all versions in the table. Changing methods run on the writer thread."""

    def __init__(self, store: Store, services: str, sections: str) -> None:
        """`services` and `sections` are the packaged tables: version 1, and newer ones until a person changes any."""
        self._store = store
        store.migrate("central_catalogue", TABLE)
        sql = "SELECT version, author, services, sections FROM central_catalogue ORDER BY version DESC LIMIT 1"
        row = store.execute(sql).fetchone()
        self.current = Catalogue(*row) if row else Catalogue(0, PACKAGED, "", "")
        packaged = (services, sections)
        if self.current.author == PACKAGED and packaged != (self.current.services, self.current.sections):
            self._write(Catalogue(self.current.version + 1, PACKAGED, *packaged))

    def change(self, base: int, services: str, sections: str, author: str) -> Catalogue:
        """A new version made from version `base`. Raises Refusal `version_stale`, `too_large`, `catalogue_problems`."""
        if base != self.current.version:
            raise Refusal("version_stale", {"version": self.current.version})
        if len(services.encode()) + len(sections.encode()) > LONGEST:
            raise Refusal("too_large", {"limit": LONGEST})
        check(services, sections)
        if (services, sections) != (self.current.services, self.current.sections):
            self._write(Catalogue(base + 1, author, services, sections))
        return self.current

    def _write(self, catalogue: Catalogue) -> None:
        body = {
            "version": catalogue.version,
            "author": catalogue.author,
            "services": catalogue.services,
            "sections": catalogue.sections,
        }
        with self._store.transaction():
            self._store.execute("INSERT INTO central_catalogue VALUES (?, ?, ?, ?)", tuple(body.values()))
            self._store.append("ops", [Draft("catalogue.changed", body)])
        self.current = catalogue


def check(services: str, sections: str) -> None:
    """Raise Refusal `catalogue_problems` for tables with any broken row: a city's catalogue is whole or not taken."""
    problems = parse(services, sections).problems
    if problems:
        raise Refusal("catalogue_problems", {"problems": len(problems), **problems[0].as_json()})
