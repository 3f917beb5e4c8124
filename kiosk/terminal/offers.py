"""What this terminal offers now: the hall's services by section, whether a ticket is given, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.hall.catalogue import Section, Service
from kiosk.hall.rules import Rules
from kiosk.refusal import Refusal

FREE = "free"


@dataclass(frozen=True)
class Group:
    """Services under one heading of a list; the title is empty where it would repeat the page's own."""

    title: str
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Shape:
    """How many rows of a list fit on a page. Where a page has several groups, each heading takes `heading` rows."""

    rows: float
    heading: float = 0.5

    def pages(self, groups: Sequence[Group]) -> list[list[Group]]:
        """The groups cut into pages, in order; a group that goes on repeats its heading. At least one page."""
        pages: list[list[Group]] = [[]]
        for group in groups:
            for service in group.services:
                page = _with(pages[-1], group, service)
                if self._used(page) > self.rows and pages[-1]:
                    pages.append([Group(group.title, (service,))])
                else:
                    pages[-1] = page
        return pages

    def _used(self, page: list[Group]) -> float:
        headings = sum(self.heading for group in page if group.title) if len(page) > 1 else 0.0
        return sum(len(group.services) for group in page) + headings


def _with(page: list[Group], group: Group, service: Service) -> list[Group]:
    """The page with one service more, under its group's heading."""
    if page and page[-1].services[-1] in group.services:
        return [*page[:-1], Group(group.title, (*page[-1].services, service))]
    return [*page, Group(group.title, (service,))]


class Offers:
    """The rules of the hall as one terminal uses them; immutable. `now` makes a copy for this moment."""

    def __init__(self, rules: Rules, languages: Sequence[str], portrait: bool, now: datetime) -> None:
        self.rules, self.languages = rules, tuple(languages)
        self._portrait, self._now = portrait, now

    def at(self, now: datetime) -> "Offers":
        """The same offers at another moment."""
        return Offers(self.rules, self.languages, self._portrait, now)

    def service(self, service: str) -> Service | None:
        """A service that is listed here."""
        found = self.rules.catalogue.service(service)
        return found if found is not None and found.gives_ticket and self._listed(found) else None

    def letter(self, service: str) -> str:
        """The letter of its numbers."""
        return self.rules.letter(service)

    def section(self, section: str) -> Section | None:
        return self.rules.catalogue.section(section)

    def knows(self, section: str, service: str) -> bool:
        """Whether both (where given) are still on offer."""
        return (not section or section in self.sections()) and (not service or self.service(service) is not None)

    def tops(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.rules.catalogue.tops if self.service(one.id) is not None)

    def sections(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.rules.catalogue.sections if self.services(one.id))

    def services(self, section: str) -> tuple[str, ...]:
        return tuple(one.id for one in self.rules.catalogue.of_section(section) if self._listed(one))

    def purposes(self, service: str) -> tuple[str, ...]:
        """The purposes a ticket is given for; all of them where none is, so that the page can say why."""
        found = self.service(service)
        if found is None:
            return ()
        return tuple(one for one in found.purposes if self.why_not(service, one) is None) or found.purposes

    def why_not(self, service: str, purpose: str, language: str = "ru") -> Refusal | None:
        """Why no ticket is given now, as far as this terminal knows; None when one is."""
        return self.rules.why_not(service, self._now, purpose, language)

    @property
    def open(self) -> bool:
        """Whether the hall receives visitors at this moment."""
        settings = self.rules.settings
        return settings.opening.open_at(self._now, settings.zone)

    @property
    def hours_today(self) -> str:
        """The opening hours of this local day, empty = closed."""
        settings = self.rules.settings
        span = settings.opening.on(self._now.astimezone(settings.zone).date())
        return span.text if span else ""

    def can_take(self, service: str) -> bool:
        """A ticket is given for at least one purpose."""
        return any(self.why_not(service, one) is None for one in self.purposes(service))

    def has_page(self, service: str) -> bool:
        """Something is to be chosen, brought or paid: the visitor reads before taking a ticket."""
        found = self.service(service)
        if found is None:
            return False
        return len(self.purposes(service)) > 1 or bool(found.documents) or found.fee_rule != FREE

    def groups(self, section: str, language: str) -> list[Group]:
        """The services of a section under their headings."""
        found: dict[str, list[Service]] = {}
        for service in map(self.service, self.services(section)):
            if service is not None:
                found.setdefault(service.group, []).append(service)
        one = len(found) == 1
        return [Group("" if one else many[0].group_name(language), tuple(many)) for many in found.values()]

    def pages(self, section: str, large: bool, low: bool) -> int:
        return len(self.shape(large, low).pages(self.groups(section, self.languages[0])))

    def shape(self, large: bool, low: bool) -> Shape:
        """How much fits in these modes; a landscape panel has two columns, low reach the lower 60 % of the height."""
        portrait = {(False, False): 7, (True, False): 5, (False, True): 4, (True, True): 3}
        landscape = {(False, False): 6, (True, False): 4, (False, True): 4, (True, True): 2}
        return Shape((portrait if self._portrait else landscape)[large, low])

    def _listed(self, service: Service) -> bool:
        return self.rules.shown(service.id)
