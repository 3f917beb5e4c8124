"""The real catalogue on the screens: the longest names and lists of papers fit in the narrowest mode, none is lost."""

from collections.abc import Iterator

import pytest

from kiosk import packaged
from kiosk.settings import Machine
from kiosk.terminal.messages import HallState, PrinterState
from kiosk.terminal.offers import Offers
from kiosk.terminal.pages import Data, Scene, page
from kiosk.terminal.session import Session
from kiosk.terminal.wording import Wording
from kiosk.texts import packaged as texts
from tests.ui.seeing import cut, find, until
from tests.ui.terminal.conftest import TerminalBench
from tests.ui.terminal.test_screens import crowded, keys
from ui.terminal.pictures import MODES, NOON

NARROW = MODES["all"]


def offers(*, portrait: bool = True) -> Offers:
    return Offers(packaged.rules(), Machine().languages, portrait, NOON)


def data(session: Session, hall: Offers) -> Data:
    return page(Scene(session, hall, Wording(texts(), session.language), PrinterState(usable=True), HallState(), 0))


def worst_services(language: str) -> Iterator[str]:
    """The ten longest names and the ten longest lists of papers."""
    hall = offers()
    known = [hall.service(one) for section in hall.sections() for one in hall.services(section)]
    services = [one for one in known if one is not None]
    by_name = sorted(services, key=lambda one: -len(one.name(language)))
    by_papers = sorted(services, key=lambda one: -len("".join(one.documents)))
    yield from {one.id: one for one in [*by_name[:10], *by_papers[:10]]}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_longest_services_of_the_catalogue_fit_their_page(terminal: TerminalBench, language: str) -> None:
    hall = offers()
    for service in worst_services(language):
        found = hall.service(service)
        assert found is not None
        session = Session(language, view="service", section=found.section, service=service, purpose="apply", **NARROW)
        terminal.view("service", data(session, hall), language=language, **NARROW)
        assert cut(terminal.window) == [], service
        assert crowded(terminal) == [], service


def test_every_service_of_the_longest_sections_can_be_reached_by_turning_pages(terminal: TerminalBench) -> None:
    hall = offers(portrait=terminal.portrait)
    for section in sorted(hall.sections(), key=lambda one: -len(hall.services(one)))[:2]:
        seen: list[str] = []
        number = 0
        while True:
            session = Session("ru", view="services", section=section, page=number, **NARROW)
            facts = data(session, hall)
            terminal.view("services", facts, **NARROW)
            while True:
                assert crowded(terminal) == [], (section, number)
                seen += [key.objectName()[8:] for key in keys(terminal) if key.objectName().startswith("service-")]
                terminal.posts.clear()
                if find(terminal.window, "more") is None or terminal_turns_over(terminal):
                    break
            if not facts["more"]:
                break
            number += 1
        assert seen == list(dict.fromkeys(seen)), section
        assert set(seen) == set(hall.services(section)), section


def terminal_turns_over(terminal: TerminalBench) -> bool:
    """Touch "more" until it works (a key rests for half a second); True when the core was asked for its next page."""
    before = [key.objectName() for key in keys(terminal)]

    def turned() -> bool:
        terminal.touch("more")
        terminal.rest()
        return ("more", "") in terminal.wishes or [key.objectName() for key in keys(terminal)] != before

    until(turned, "the next page")
    return ("more", "") in terminal.wishes
