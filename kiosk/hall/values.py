"""The single values that the settings of a hall are made of: times, dates, zones, letters, words, each checked."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from kiosk.hall import hours as times
from kiosk.hall.numbers import LETTERS


def _moment(text: str) -> str:
    try:
        if times.minutes(text) < times.MINUTES_OF_DAY:
            return text
    except ValueError:
        pass
    raise PydanticCustomError("time", "a time of day such as 06:00")


def _span(text: str) -> str:
    try:
        times.span(text)
    except ValueError:
        raise PydanticCustomError("hours", "hours such as 08:00-20:00, or closed") from None
    return text


def _weekday(text: str) -> str:
    if text not in times.WEEKDAYS:
        raise PydanticCustomError("weekday", "one of mon tue wed thu fri sat sun")
    return text


def _date(text: str) -> str:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise PydanticCustomError("date", "a date such as 2026-11-04")


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):
        raise PydanticCustomError("time_zone", "a time zone such as Europe/Moscow") from None
    return text


def _letter(text: str) -> str:
    if text not in LETTERS:
        raise PydanticCustomError("letter", "one capital letter that reads as no digit: {all}", {"all": LETTERS})
    return text


def _words(words: dict[str, str]) -> dict[str, str]:
    if not words.get("ru", "").strip():
        raise PydanticCustomError("russian", "a Russian text under ru")
    return words


Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")]
Words = Annotated[dict[Language, Line], AfterValidator(_words)]
Letter = Annotated[str, AfterValidator(_letter)]
Span = Annotated[str, AfterValidator(_span)]
Moment = Annotated[str, AfterValidator(_moment)]
Weekday = Annotated[str, AfterValidator(_weekday)]
Date = Annotated[str, AfterValidator(_date)]
Zone = Annotated[str, AfterValidator(_zone)]
