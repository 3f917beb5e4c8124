"""Sentences of the terminal's screens out of the texts: money, people ahead, reasons, where the administrator is."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.hall.catalogue import KOPECKS, Service, in_language
from kiosk.refusal import Refusal
from kiosk.terminal.messages import HallState
from kiosk.terminal.offers import Offers
from kiosk.texts import Texts

NO_BREAK = "\u00a0"
WORTH_READING = frozenset({"service_booking_only", "service_portal", "service_elsewhere"})


def roubles(kopecks: int) -> str:
    """150000 -> "1 500 ₽"; kopecks only where there are some. All spaces are no-break."""
    whole, rest = divmod(kopecks, KOPECKS)
    money = f"{whole:,}".replace(",", NO_BREAK)
    return f"{money},{rest:02d}{NO_BREAK}₽" if rest else f"{money}{NO_BREAK}₽"


@dataclass(frozen=True)
class Wording:
    """The texts in one language, with what the terminal knows of its hall."""

    texts: Texts
    language: str

    def say(self, code: str, **values: object) -> str:
        """The text `terminal.<code>`."""
        return self.texts.text(f"terminal.{code}", self.language, **values)

    def ahead(self, people: int | None) -> str:
        """ "Перед вами 4 человека"; empty when nobody can say."""
        if people is None:
            return ""
        return self.say("ahead", n=people) if people else self.say("ahead_none")

    def fee(self, service: Service) -> str:
        """What it costs, or that a person will say it."""
        if service.fee_kind == "fixed" and service.fee_kopecks:
            return self.say("fee", money=roubles(service.fee_kopecks))
        return self.say("fee_none" if service.fee_kind in {"free", "fixed"} else "fee_varies")

    def reason(self, refusal: Refusal, service: str = "") -> str:
        """Why no ticket is given, as a sentence in the visitor's language."""
        values = {**refusal.values, "service": service} if service else dict(refusal.values)
        code = f"refusal.{refusal.code}"
        if self.texts.has(code):
            return self.texts.text(code, self.language, **values)
        return self.say("reason.other")

    def short_reason(self, refusal: Refusal) -> str:
        """The same in the few words that fit under a name."""
        code = f"terminal.reason.{refusal.code}"
        return self.texts.text(code if self.texts.has(code) else "terminal.reason.other", self.language)

    def failed(self, code: str) -> str:
        """What is true for a visitor whose paper did not come: they are in the line all the same."""
        known = f"terminal.failed.{code}"
        return self.texts.text(known if self.texts.has(known) else "terminal.failed.other", self.language)

    def for_staff(self, code: str) -> str:
        """What is wrong, in the words of the fault table; a code without words stands for itself."""
        known = f"fault.{code}.staff_what"
        if not self.texts.has(known):
            return code
        what = self.texts.text(known, self.language)
        return what[:1].lower() + what[1:]

    def administrator(self, hall: HallState, offers: Offers) -> str:
        """Where to find a person: an open administrator's desk as the hub last said, else as the settings say."""
        desk, place = _open_administrator(hall.of("desk")) or _named_administrator(offers)
        where = in_language(place, self.language)
        return self.say("administrator_at", desk=desk, place=where) if where else self.say("administrator", desk=desk)


def _open_administrator(desks: Mapping[str, object]) -> tuple[int, Mapping[str, str]] | None:
    found = [
        (not told.get("open"), number, told.get("place"))
        for told in desks.values()
        if isinstance(told, Mapping) and told.get("administrator") and isinstance(number := told.get("desk"), int)
    ]
    if not found:
        return None
    _, number, place = min(found, key=lambda one: one[:2])
    return number, place if isinstance(place, Mapping) else {}


def _named_administrator(offers: Offers) -> tuple[int, Mapping[str, str]]:
    number = offers.rules.administrators[0] if offers.rules.administrators else 1
    desk = offers.rules.settings.desk(number)
    return number, desk.place if desk else {}
