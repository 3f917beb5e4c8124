"""From what the core holds to the screen that is published. Pure but for the local time of opening hours."""

from kiosk.hall.catalogue import in_language
from kiosk.terminal.pages import Scene, page
from kiosk.terminal.view import Screen
from kiosk.terminal.visit import Visit
from kiosk.terminal.wording import Wording
from kiosk.texts import Texts


def draw(visit: Visit, texts: Texts, number: int) -> Screen:
    """The screen for this moment; `number` counts screens."""
    session = visit.session
    words = Wording(texts, session.language)
    scene = Scene(session, visit.offers, words, visit.printer, visit.hall, visit.seconds_left)
    return Screen(
        no=number,
        view=session.view,
        language=session.language,
        large=session.large,
        contrast=session.contrast,
        low=session.low,
        data=page(scene),
        help=visit.help.state,
        busy=session.busy,
        link=visit.hall.link,
        help_text=_help(visit, words),
        notice=_notice(visit, words),
        hall=_hall(visit, words),
    )


def _help(visit: Visit, words: Wording) -> str:
    if visit.help.state == "unanswered":
        return words.administrator(visit.hall, visit.offers)
    if visit.help.state == "asked" and not visit.help.heard_of:
        return words.say("help.calling")
    return words.say(f"help.{visit.help.state}") if visit.help.state else ""


def _notice(visit: Visit, words: Wording) -> str:
    """What the visitor should know before starting."""
    if not visit.journal_works:
        return f"{words.say('no_ticket')}. {words.administrator(visit.hall, visit.offers)}"
    if not (visit.offers.open or visit.offers.rules.settings.tickets_outside_hours):
        return words.say("closed_now")
    return words.say("no_paper_now") if visit.printer.dead else ""


def _hall(visit: Visit, words: Wording) -> dict[str, str]:
    settings = visit.offers.rules.settings
    hours = visit.offers.hours_today
    return {
        "name": in_language(settings.name, words.language),
        "place": in_language(settings.place, words.language),
        "address": in_language(settings.address, words.language),
        "hours": words.say("hours", hours=hours) if hours else words.say("closed_today"),
        "time_zone": settings.time_zone,
    }
