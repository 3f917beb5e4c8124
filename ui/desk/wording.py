"""Puts the desk's values into the words and rows its screen shows, in the language of the operator."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from kiosk.texts import Texts
from ui.by_language import chosen
from ui.desk.alerts import HelpCall, Trouble
from ui.desk.names import Names
from ui.desk.view import Visitor, Waiting, level
from ui.desk.work import Notice

ROW_NAMES = ("ticket", "number", "raw", "service", "purpose", "minutes", "level", "chosen")


def row(waiting: Waiting, now: datetime, names: Names, language: str, chosen_ticket: str) -> dict[str, object]:
    """One visit of the line for the list."""
    minutes = waiting.minutes(now)
    return {
        "ticket": waiting.ticket,
        "number": waiting.number,
        "raw": waiting.raw,
        "service": names.service(waiting.service, language),
        "purpose": waiting.purpose,
        "minutes": minutes,
        "level": level(minutes),
        "chosen": waiting.ticket == chosen_ticket,
    }


def trouble_texts(trouble: Trouble, texts: Texts, language: str) -> tuple[str, str, str]:
    """Place, what is wrong, what to do; a fault without words is named by its code, so that it can be reported."""
    code = f"fault.{trouble.code}"
    known = texts.has(f"{code}.staff_what") or texts.has(f"{code}.staff_what", language)
    what = texts.text(f"{code}.staff_what", language, device=trouble.device) if known else trouble.code
    todo = f"{code}.staff_do"
    do = texts.text(todo, language, device=trouble.device) if texts.has(todo) or texts.has(todo, language) else ""
    return chosen(trouble.place, language), what, do


def help_place(call: HelpCall, language: str) -> str:
    """Where the visitor stands who asks for a person."""
    return chosen(call.place, language)


def notice_text(notice: Notice, texts: Texts, language: str) -> str:
    """The text of a refusal; "" when the screen has words of its own for it, or nobody has any."""
    code = f"refusal.{notice.code}"
    if notice.told or not (texts.has(code) or texts.has(code, language)):
        return ""
    return texts.text(code, language, **notice.values)


def clock_text(moment: datetime, zone: tzinfo | None) -> str:
    """Hours and minutes of the hall."""
    return moment.astimezone(zone).strftime("%H:%M")


def timer_text(since: datetime | None, now: datetime) -> str:
    """Minutes and seconds since a moment, hours before them when there are any."""
    if since is None:
        return ""
    seconds = max(0, int((now - since).total_seconds()))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def story(guest: Visitor, zone: tzinfo | None) -> Sequence[Mapping[str, str]]:
    """The visit so far: when the ticket was taken, the visitor called, served; "" for what is still to come."""
    steps = (("taken", guest.since), ("called", guest.called), ("started", guest.started))
    return [{"step": step, "at": clock_text(at, zone) if at else ""} for step, at in steps]
