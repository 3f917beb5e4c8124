"""The terminal's view model without a window: the newest screen wins, early wishes wait for the core."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone

from kiosk.clock import ManualClock
from kiosk.terminal.view import Intent
from tests.ui.seeing import pump
from ui.terminal.model import KEPT_INTENTS, TerminalModel, first_screen
from ui.terminal.pictures import NOON

ZONE = timezone(timedelta(hours=3))
SCREEN = first_screen("ru")


def model() -> TerminalModel:
    return TerminalModel(SCREEN, ("ru", "en"), ManualClock(NOON), ZONE, ticking=False)


def test_before_the_core_has_spoken_the_screen_invites(qapp: object) -> None:
    assert (model().property("view"), model().property("facts")) == ("attract", {})


def test_wishes_of_the_first_second_reach_the_core_in_their_order(qapp: object) -> None:
    made, heard = model(), []
    made.post("begin")
    made.post("section", "realty")
    made.attach(heard.append)
    made.post("back")
    assert heard == [Intent("begin"), Intent("section", "realty"), Intent("back")]


def test_a_core_that_never_comes_does_not_pile_up_wishes(qapp: object) -> None:
    made, heard = model(), []
    for _ in range(1000):
        made.post("touch")
    made.attach(heard.append)
    assert len(heard) == KEPT_INTENTS


def test_of_many_screens_only_the_newest_is_shown(qapp: object) -> None:
    made, shown = model(), []
    made.changed.connect(lambda: shown.append(made.property("view")))
    for number, view in enumerate(("start", "sections", "services"), start=1):
        made.publish(replace(SCREEN, no=number, view=view))
    pump()
    assert shown == ["services"]


def test_a_late_older_screen_changes_nothing(qapp: object) -> None:
    made = model()
    made.publish(replace(SCREEN, no=5, view="start"))
    pump()
    made.publish(replace(SCREEN, no=4, view="sections"))
    pump()
    assert made.property("view") == "start"


def test_the_language_is_told_before_the_page_changes(qapp: object) -> None:
    made, told = model(), []
    made.languageChanged.connect(told.append)
    made.changed.connect(lambda: told.append("page"))
    made.publish(replace(SCREEN, no=1, language="en"))
    pump()
    assert told == ["en", "page"]


def test_the_other_language_is_offered_by_its_own_name(qapp: object) -> None:
    made = model()
    assert (made.property("nextLanguage"), made.property("nextLanguageName")) == ("en", "English")
    made.publish(replace(SCREEN, no=1, language="en"))
    pump()
    assert (made.property("nextLanguage"), made.property("nextLanguageName")) == ("ru", "Русский")


def test_the_clock_shows_the_halls_time(qapp: object) -> None:
    clock = ManualClock(NOON)
    made = TerminalModel(SCREEN, ("ru",), clock, ZONE, ticking=False)
    assert made.property("time") == "12:47"
    clock.advance(60)
    made._tick()
    assert made.property("time") == "12:48"


def test_data_for_the_screen_is_well_set_but_ids_stay(qapp: object) -> None:
    made = model()
    made.publish(replace(SCREEN, no=1, data={"rows": [{"id": "а б", "name": "замена в 20 лет"}]}))
    pump()
    assert made.property("facts") == {"rows": [{"id": "а б", "name": "замена в\u00a020\u00a0лет"}]}


def test_the_clock_shows_the_time_of_the_hall_whatever_the_zone_of_the_machine(qapp: object) -> None:
    made = TerminalModel(SCREEN, ("ru", "en"), ManualClock(NOON), UTC, ticking=False)
    here = made.property("time")
    made.publish(replace(SCREEN, no=1, hall={"time_zone": "Asia/Vladivostok"}))
    pump()
    assert made.property("time") == f"{NOON.astimezone(timezone(timedelta(hours=10))):%H:%M}" != here
    made.publish(replace(SCREEN, no=2, hall={"time_zone": "Луна/Море"}))
    pump()
    assert made.property("time") == f"{NOON.astimezone(timezone(timedelta(hours=10))):%H:%M}"
