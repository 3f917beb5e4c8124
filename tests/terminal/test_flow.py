"""The navigation map: every service of the real catalogue in few touches, no way out of the map, back leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import packaged
from kiosk.hall.rules import Rules
from kiosk.terminal import flow
from kiosk.terminal.flow import NAVIGATION, step
from kiosk.terminal.move import Effect
from kiosk.terminal.offers import Group, Offers, Shape
from kiosk.terminal.session import Session, fresh
from kiosk.terminal.view import INTENTS, VIEWS, Intent
from tests.terminal.support import NOON

OFFERS = Offers(packaged.rules(), ["ru", "en"], True, NOON)
MOST_TOUCHES = 5
MOST_TOUCHES_TOP = 2


def go(session: Session, *intents: str) -> tuple[Session, Effect]:
    effect = Effect.NOTHING
    for intent in intents:
        name, _, value = intent.partition(":")
        move = step(session, Intent(name, value), OFFERS)
        session, effect = move.session, move.effect
    return session, effect


def test_the_map_has_every_view_and_only_known_wishes() -> None:
    assert set(NAVIGATION) == set(VIEWS)
    assert {wish for steps in NAVIGATION.values() for wish in steps} | set(flow.ALWAYS) <= set(INTENTS)


def touches_to(service: str) -> list[str]:
    """The way a visitor goes, with `more` left out of the count as the rule says."""
    section = OFFERS.rules.catalogue.services[service].section
    way = ["begin", "take", f"section:{section}", f"service:{service}"]
    session, effect = go(fresh("ru"), *way)
    if effect is not Effect.ISSUE:
        assert session.view == "service"
        way.append("issue")
    return way


@pytest.mark.parametrize("service", [one for one in OFFERS.rules.catalogue.services if OFFERS.can_take(one)])
def test_every_service_is_reached_in_five_touches(service: str) -> None:
    way = touches_to(service)
    assert go(fresh("ru"), *way)[1] is Effect.ISSUE
    assert len(way) <= MOST_TOUCHES


def test_the_most_asked_take_two_touches() -> None:
    assert len(OFFERS.tops()) == 4
    for top in OFFERS.tops():
        way = ["begin", f"top:{top}"]
        assert go(fresh("ru"), *way)[1] is Effect.ISSUE
        assert len(way) <= MOST_TOUCHES_TOP


def test_a_service_by_appointment_has_a_page_that_says_so_and_offers_what_is_possible() -> None:
    session, effect = go(fresh("ru"), "begin", "take", "section:car", "service:car-reg")
    assert (session.view, effect) == ("service", Effect.NOTHING)
    _, effect = go(session, "issue")
    assert (effect is Effect.ISSUE) == OFFERS.can_take("car-reg")


def test_back_leads_the_way_that_was_come() -> None:
    session, _ = go(fresh("ru"), "begin", "take", "section:passport", "more", "service:pass-lost")
    views = [session.view]
    for _ in range(3):
        session, _ = go(session, "back")
        views.append(session.view)
    assert views == ["service", "services", "sections", "start"]


def test_home_keeps_language_and_modes_and_forgets_the_choice() -> None:
    session, _ = go(fresh("ru"), "larger", "begin", "language:en", "take", "section:realty", "lower", "home")
    assert session == Session(language="en", view="start", large=True, low=True)


def test_paging_stops_at_both_ends_and_stays_on_a_page_that_exists() -> None:
    session, _ = go(fresh("ru"), "begin", "take", "section:help", "less")
    assert session.page == 0
    session, _ = go(session, *["more"] * 30)
    assert session.page == OFFERS.pages("help", large=False, low=False) - 1
    session, _ = go(session, "lower", *["more"] * 30)
    assert session.page == OFFERS.pages("help", large=False, low=True) - 1
    session, _ = go(session, "lower")
    assert session.page == OFFERS.pages("help", large=False, low=False) - 1


def test_while_a_ticket_is_made_only_the_helpers_are_heard() -> None:
    busy = Session(language="ru", view="start", asking="t")
    for name in INTENTS:
        session, effect = go(busy, f"{name}:{OFFERS.tops()[0]}")
        if name in flow.ALWAYS:
            assert session.view == "start"
        else:
            assert (session, effect) == (busy, Effect.NOTHING)


def test_an_unknown_language_goes_on_to_the_next_one() -> None:
    assert go(Session(language="ru"), "language")[0].language == "en"
    assert go(Session(language="en"), "language")[0].language == "ru"
    assert go(Session(language="ru"), "language:kz")[0].language == "en"
    assert go(Session(language="??"), "language")[0].language == "ru"


VALUES = st.sampled_from(["", "passport", "pass-20-45", "hall-robot", "en", "apply", "status"]) | st.text(max_size=4)
WISHES = st.builds(Intent, st.sampled_from(INTENTS) | st.text(max_size=4), VALUES)


@given(st.lists(WISHES, max_size=60))
def test_no_row_of_wishes_leaves_the_map(wishes: list[Intent]) -> None:
    session = fresh("ru")
    for wish in wishes:
        before = session
        move = step(session, wish, OFFERS)
        session = move.session
        assert session.view in VIEWS
        assert not session.service or OFFERS.service(session.service) is not None
        if wish.name not in flow.ALWAYS and wish.name not in NAVIGATION[before.view]:
            assert move.session == before
        if move.effect is Effect.ISSUE:
            assert OFFERS.can_take(session.service)
            assert session.purpose in OFFERS.purposes(session.service)


GROUPS = st.lists(st.tuples(st.sampled_from(["", "Г"]), st.integers(1, 12)), max_size=8)


@given(GROUPS, st.integers(1, 9))
def test_pages_hold_every_row_once_in_order_and_never_too_many(groups: list[tuple[str, int]], rows: int) -> None:
    services = iter(list(OFFERS.rules.catalogue.services.values()))
    made = [Group(title, tuple(next(services) for _ in range(count))) for title, count in groups]
    shape = Shape(rows)
    pages = shape.pages(made)
    assert [one for page in pages for group in page for one in group.services] == [
        one for group in made for one in group.services
    ]
    for page in pages:
        headings = sum(shape.heading for group in page if group.title) if len(page) > 1 else 0
        assert sum(len(group.services) for group in page) + headings <= rows
    assert pages[-1] or not made


def test_hidden_services_and_empty_sections_are_not_offered() -> None:
    rules = packaged.rules()
    hidden = [one.id for one in rules.catalogue.of_section("car")]
    offers = Offers(Rules(rules.catalogue, rules.settings.model_copy(update={"hidden": hidden})), ["ru"], True, NOON)
    assert "car" not in offers.sections()
    assert offers.service("car-reg") is None
    assert not offers.knows("car", "")


def test_outside_hours_a_hall_that_wants_it_gives_no_ticket() -> None:
    rules = packaged.rules()
    strict = Rules(rules.catalogue, rules.settings.model_copy(update={"tickets_outside_hours": False}))
    night = NOON.replace(hour=22)
    assert Offers(strict, ["ru"], True, NOON).can_take("pass-20-45")
    assert not Offers(strict, ["ru"], True, night).can_take("pass-20-45")
    assert Offers(rules, ["ru"], True, night).can_take("pass-20-45")
