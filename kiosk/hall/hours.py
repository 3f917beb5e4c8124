"""Opening hours of a hall: spans of a day in minutes, by weekday and by special date."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED = "closed"
_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_SPAN = re.compile(rf"({_TIME.pattern})\s*[-–]\s*({_TIME.pattern})")
MINUTES_OF_DAY = 24 * 60


class Span(NamedTuple):
    """From and to in minutes after local midnight, `to` not included."""

    opens: int
    closes: int

    @property
    def text(self) -> str:
        return f"{clock(self.opens)}–{clock(self.closes)}"


def clock(minutes: int) -> str:
    """480 -> 08:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes(text: str) -> int:
    """08:00 -> 480; 24:00 is the end of the day. Raises ValueError."""
    match = _TIME.fullmatch(text)
    value = int(match[1]) * 60 + int(match[2]) if match else MINUTES_OF_DAY + 1
    if value > MINUTES_OF_DAY:
        raise ValueError(text)
    return value


def span(text: str) -> Span | None:
    """`08:00-20:00` -> Span(480, 1200), `closed` -> None. Raises ValueError; hours over midnight are not known."""
    if text == CLOSED:
        return None
    match = _SPAN.fullmatch(text)
    if not match:
        raise ValueError(text)
    found = Span(minutes(match[1]), minutes(match[4]))
    if found.opens >= found.closes:
        raise ValueError(text)
    return found


class Hours:
    """The hours of a hall. A weekday that is not named is closed; no weekday at all: always open."""

    def __init__(self, weekdays: Mapping[str, str], special: Mapping[str, str]) -> None:
        self._weekdays = {day: span(text) for day, text in weekdays.items()}
        self._special = {day: span(text) for day, text in special.items()}

    def on(self, day: date) -> Span | None:
        """The opening span of a local date; None = closed."""
        if day.isoformat() in self._special:
            return self._special[day.isoformat()]
        if not self._weekdays:
            return Span(0, MINUTES_OF_DAY)
        return self._weekdays.get(WEEKDAYS[day.weekday()])

    def open_at(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether the hall receives visitors at this aware moment."""
        local = now.astimezone(zone)
        today = self.on(local.date())
        return today is not None and today.opens <= local.hour * 60 + local.minute < today.closes
