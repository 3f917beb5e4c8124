"""The catalogue of services: sections, groups, services, letters and purposes, as plain frozen records."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

APPLY, STATUS, COLLECT = "apply", "status", "collect"
PURPOSES = (APPLY, STATUS, COLLECT)
BOOKINGS = ("none", "optional", "only")
COLLECT_GROUP = "result"
PORTAL = "portal"
BOOKING_ONLY = "only"
KOPECKS = 100


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in a language, else in Russian."""
    return words.get(language) or words.get("ru", "")


@dataclass(frozen=True, slots=True)
class Section:
    """A tile of the section page; at most nine."""

    id: str
    names: Mapping[str, str]
    icon: str
    order: int

    def name(self, language: str) -> str:
        return in_language(self.names, language)


@dataclass(frozen=True, slots=True)
class Service:
    """One row of the catalogue. `letter` is empty where no ticket is given; minutes are assumptions, not promises."""

    id: str
    group: str
    section: str
    names: Mapping[str, str]
    shorts: Mapping[str, str]
    group_names: Mapping[str, str]
    letter: str
    purposes: tuple[str, ...]
    minutes_median: int
    minutes_p90: int
    walk_in: bool
    booking: str
    where: str
    audience: str
    documents: tuple[str, ...]
    fee_kopecks: int | None
    fee_rule: str
    valid_from: str
    top: int
    icon: str
    words: tuple[str, ...]

    def name(self, language: str) -> str:
        return in_language(self.names, language)

    def short(self, language: str) -> str:
        """The name for a tile; where none is given, the whole name."""
        return self.shorts.get(language) or self.name(language)

    def group_name(self, language: str) -> str:
        return in_language(self.group_names, language)

    @property
    def gives_ticket(self) -> bool:
        return bool(self.letter)

    @property
    def fee_kind(self) -> str:
        """`free`, `fixed` (fee_kopecks is the whole truth) or `varies` (only a person can say today's sum)."""
        return self.fee_rule if self.fee_rule in {"free", "fixed"} else "varies"


@dataclass(frozen=True)
class Catalogue:
    """All services in the order of the file."""

    sections: tuple[Section, ...] = ()
    services: Mapping[str, Service] = field(default_factory=lambda: MappingProxyType({}))

    def service(self, service: str) -> Service | None:
        return self.services.get(service)

    def section(self, section: str) -> Section | None:
        return next((one for one in self.sections if one.id == section), None)

    def of_section(self, section: str) -> tuple[Service, ...]:
        """The services of a section that lead to a person, rows without a letter left out."""
        return tuple(one for one in self.services.values() if one.section == section and one.gives_ticket)

    @cached_property
    def tops(self) -> tuple[Service, ...]:
        """The most asked services, in their order, for the start page."""
        return tuple(sorted((one for one in self.services.values() if one.top), key=lambda one: one.top))

    @cached_property
    def groups(self) -> Mapping[str, tuple[Service, ...]]:
        """Services by group id."""
        found: dict[str, list[Service]] = {}
        for one in self.services.values():
            found.setdefault(one.group, []).append(one)
        return {group: tuple(members) for group, members in found.items()}

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(one.letter for one in self.services.values() if one.letter)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON for other programs."""
        return {
            "sections": [asdict(one) for one in self.sections],
            "services": [asdict(one) for one in self.services.values()],
        }


def catalogue_of(sections: Iterable[Section], services: Iterable[Service]) -> Catalogue:
    """A catalogue of these records, sections by their order."""
    ordered = tuple(sorted(sections, key=lambda one: one.order))
    return Catalogue(ordered, MappingProxyType({one.id: one for one in services}))
