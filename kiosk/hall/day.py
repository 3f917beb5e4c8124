"""The hall day: a local date that opens, survives midnight, carries open tickets over and never goes back."""

from datetime import datetime, timedelta

from kiosk.hall.settings import HallSettings
from kiosk.journal.event import Draft

OPENED, CLOSED = "day.opened", "day.closed"
NEXT_DAY, BY_STAFF = "next_day", "staff"


def due(settings: HallSettings, now: datetime) -> str:
    """The newest hall day whose opening time has passed at `now`, as an ISO date."""
    local = now.astimezone(settings.zone)
    begun = local.hour * 60 + local.minute >= settings.day_opens_minutes
    return (local.date() if begun else local.date() - timedelta(days=1)).isoformat()


def local_date(settings: HallSettings, now: datetime) -> str:
    return now.astimezone(settings.zone).date().isoformat()


def opened(day: str) -> Draft:
    return Draft(OPENED, {"day": day})


def closed(day: str, reason: str) -> Draft:
    return Draft(CLOSED, {"day": day, "reason": reason})


def roll(settings: HallSettings, day: str, is_open: bool, empty: bool, now: datetime) -> list[Draft]:
    """What the clock alone makes happen to the day: `day` is the newest one ("" before the first).

    A new day opens when its time has come: at once where the last one is closed, else once nobody waits or is served.
    A hall that never had a day opens its first at once. A clock that jumped back changes nothing.
    """
    if day >= due(settings, now) or (is_open and not empty):
        return []
    # The day is the date on the wall at this moment, also when it opens before the set time after a long pause.
    opening = opened(local_date(settings, now))
    return [closed(day, NEXT_DAY), opening] if is_open else [opening]
