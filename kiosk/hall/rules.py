"""Catalogue and hall settings together: what this hall gives a ticket for, with which letter, at which desks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from kiosk.hall.catalogue import APPLY, BOOKING_ONLY, PORTAL, Catalogue, Service, in_language
from kiosk.hall.problem import Problem
from kiosk.hall.settings import Desk, HallSettings
from kiosk.refusal import Refusal

EVERYTHING = "*"
# The line of tickets whose service nobody here may serve (an old catalogue at a terminal): somebody must see them.
LOST = ""


@dataclass(frozen=True)
class Rules:
    """What a hall decides by. Never changes; new settings make new rules."""

    catalogue: Catalogue
    settings: HallSettings

    def with_settings(self, settings: HallSettings) -> "Rules":
        return replace(self, settings=settings)

    def shown(self, service: str) -> bool:
        """Whether the service may be seen on a screen at all."""
        return service in self.catalogue.services and service not in self.settings.hidden

    def letter(self, service: str) -> str:
        """The letter of the service's numbers; empty where no ticket is given."""
        found = self.catalogue.service(service)
        if found is None or not found.letter:
            return ""
        changed = self.settings.letters
        return changed.get(service) or changed.get(found.group) or found.letter

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(letter for letter in map(self.letter, self.catalogue.services) if letter)

    def refusal(self, service: str, purpose: str = "", language: str = "ru") -> Refusal | None:
        """Why this hall gives no ticket for it, or None. No purpose: the service's first one.

        Collecting and asking need no booking.
        """
        found = self.catalogue.service(service)
        if found is None:
            return Refusal("service_unknown", {"service": service[:41]})
        code = self._code(found)
        wanted = purpose or next(iter(found.purposes), "")
        if code is None and wanted not in found.purposes:
            code = "purpose_unknown"
        if code is None and wanted == APPLY and (not found.walk_in or found.booking == BOOKING_ONLY):
            code = "service_booking_only"
        if code is None:
            return None
        values = {"service": found.name(language)}
        if code == "service_closed":
            values["reason"] = in_language(self.settings.closed[service], language)
        return Refusal(code, values)

    def why_not(self, service: str, now: datetime, purpose: str = "", language: str = "ru") -> Refusal | None:
        """Why this hall gives no ticket for it at this aware moment, or None."""
        settings = self.settings
        if not settings.tickets_outside_hours and not settings.opening.open_at(now, settings.zone):
            today = settings.opening.on(now.astimezone(settings.zone).date())
            return Refusal("hall_closed", {"hours": today.text}) if today else Refusal("hall_closed_today")
        return self.refusal(service, purpose, language)

    def _code(self, service: Service) -> str | None:
        if service.id in self.settings.hidden:
            return "service_hidden"
        if not service.gives_ticket:
            return "service_no_ticket"
        if service.id in self.settings.closed:
            return "service_closed"
        if service.where == PORTAL:
            return "service_portal"
        if service.where not in self.settings.offers:
            return "service_elsewhere"
        return None if service.id in self._served else "service_no_desk"

    def line(self, service: str) -> str:
        """In which line a ticket of this service waits: its own, or the line of the lost."""
        return service if service in self._served else LOST

    def may_serve(self, desk: int) -> frozenset[str] | None:
        """The lines this desk may call from; None for a desk that the hall does not have."""
        return self._desks.get(desk)

    @cached_property
    def administrators(self) -> tuple[int, ...]:
        """Desks with an administrator; where none is named, the first desk."""
        named = tuple(desk.number for desk in self.settings.desks if desk.administrator)
        return named or tuple(desk.number for desk in self.settings.desks[:1])

    @cached_property
    def _desks(self) -> Mapping[int, frozenset[str]]:
        return {
            desk.number: self._services(desk) | ({LOST} if desk.number in self.administrators else frozenset())
            for desk in self.settings.desks
        }

    @cached_property
    def _served(self) -> frozenset[str]:
        return frozenset().union(*self._desks.values()) - {LOST}

    def _services(self, desk: Desk) -> frozenset[str]:
        return frozenset(one for pattern in desk.services for one in self._matching(pattern))

    def _matching(self, pattern: str) -> frozenset[str]:
        """Services of a pattern: everything, one service, a group, or a letter."""
        return frozenset(
            one.id
            for one in self.catalogue.services.values()
            if one.gives_ticket and pattern in {one.id, one.group, self.letter(one.id)} | {EVERYTHING}
        )

    def problems(self, file: str = "hall.toml") -> list[Problem]:
        """Settings that name what the catalogue does not have, or leave a service without a desk."""
        known = set(self.catalogue.services)
        found = [
            Problem(file, 0, f"desks[{at}].services[{place}]", "known_service", pattern)
            for at, desk in enumerate(self.settings.desks)
            for place, pattern in enumerate(desk.services)
            if not self._matching(pattern)
        ]
        found += [
            Problem(file, 0, f"hidden[{at}]", "known_service", one)
            for at, one in enumerate(self.settings.hidden)
            if one not in known
        ]
        found += [
            Problem(file, 0, f"closed.{one}", "known_service", one) for one in self.settings.closed if one not in known
        ]
        named = known | set(self.catalogue.groups)
        found += [
            Problem(file, 0, f"letters.{one}", "known_service", one)
            for one in self.settings.letters
            if one not in named
        ]
        lonely = (
            one
            for one in known
            if self.refusal(one) == Refusal("service_no_desk", {"service": self.catalogue.services[one].name("ru")})
        )
        return found + [Problem(file, 0, "desks", "a_desk_for", one) for one in sorted(lonely)]
