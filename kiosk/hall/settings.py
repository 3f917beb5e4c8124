"""The settings of one hall: its desks, hours, letters and texts. They belong to the hub and carry a version."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from kiosk.hall import hours as times
from kiosk.hall.problem import Problem, shortened
from kiosk.hall.values import Code, Date, Language, Letter, Line, Moment, Span, Weekday, Words, Zone

MAX_DESKS = 200


class Part(BaseModel):
    """Base of every table: an unknown key is an error, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Desk(Part):
    """A service point. `services`: `*`, service ids, group ids or letters; an administrator's desk serves the lost."""

    number: int = Field(ge=1, le=999)
    services: list[Annotated[str, StringConstraints(min_length=1, max_length=41)]] = Field(["*"], min_length=1)
    place: dict[Language, Line] = Field(default_factory=dict)
    administrator: bool = False


def _each_once(desks: list[Desk]) -> list[Desk]:
    twice = [number for number, times in Counter(desk.number for desk in desks).items() if times > 1]
    if twice:
        raise PydanticCustomError("desk_once", "each desk number once", {"found": str(twice[0])})
    return desks


class HallSettings(Part):
    """Everything a hall decides for itself."""

    id: Code = "hall"
    name: Words = Field(default_factory=lambda: {"ru": "Мои документы", "en": "My Documents"})
    place: dict[Language, Line] = Field(default_factory=dict, description="the district, below the name")
    address: dict[Language, Line] = Field(default_factory=dict)
    time_zone: Zone = "Europe/Moscow"
    day_opens: Moment = Field("06:00", description="the hall day opens by itself")
    hours: dict[Weekday, Span] = Field(default_factory=dict)
    special_days: dict[Date, Span] = Field(default_factory=dict)
    tickets_outside_hours: bool = True
    languages: list[Language] = Field(["ru", "en"], min_length=1, max_length=20)
    desks: Annotated[list[Desk], AfterValidator(_each_once)] = Field(
        default_factory=lambda: [Desk(number=1, administrator=True)], max_length=MAX_DESKS
    )
    offers: list[Line] = Field(["all"], description="what of the catalogue's column `where` this hall has")
    letters: dict[Code, Letter] = Field(default_factory=dict, description="another letter for a group or a service")
    hidden: list[Code] = Field(default_factory=list, description="services that are not shown here")
    closed: dict[Code, Words] = Field(default_factory=dict, description="services closed for now, and why")
    texts: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")], Words] = Field(default_factory=dict)
    block_size: int = Field(12, ge=3, le=90, description="numbers a terminal holds per letter for 20 busy minutes")

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def opening(self) -> times.Hours:
        return times.Hours(self.hours, self.special_days)

    @cached_property
    def day_opens_minutes(self) -> int:
        """Minutes after local midnight."""
        return times.minutes(self.day_opens)

    def desk(self, number: int) -> Desk | None:
        return next((desk for desk in self.desks if desk.number == number), None)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON: what `settings.changed` carries and `parse` reads."""
        return self.model_dump(mode="json")


# pydantic's own words for what we say in ours
_EXPECTED = {
    "missing": "present",
    "extra_forbidden": "known_key",
    "literal_error": "choice",
    "finite_number": "in_range",
    "bool_type": "yes_no",
    "bool_parsing": "yes_no",
    "string_too_long": "shorter",
    "string_pattern_mismatch": "code",
    "too_long": "fewer",
    "too_short": "at_least_one",
}
_OURS = frozenset({"time", "hours", "weekday", "date", "time_zone", "letter", "russian", "desk_once"})


def parse(data: Mapping[str, Any], file: str = "hall.toml") -> tuple[HallSettings | None, list[Problem]]:
    """Settings out of parsed TOML or JSON, or None and every problem by its path (`desks[2].number`)."""
    try:
        return HallSettings.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(one, file) for one in error.errors(include_url=False)]


def _problem(error: Any, file: str) -> Problem:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"] if step != "[key]")
    kind = error["type"]
    expected = expected_of(kind)
    found = "" if kind == "missing" else error.get("ctx", {}).get("found", error["input"])
    return Problem(file, 0, path.lstrip("."), expected, shortened(found))


def expected_of(kind: str) -> str:
    """The code `expected.<code>` of what should have stood there, for a type of pydantic's errors."""
    return kind if kind in _OURS else _EXPECTED.get(kind) or _general(kind)


def _general(kind: str) -> str:
    for part, expected in (("int", "whole_number"), ("than", "in_range"), ("string", "words"), ("list", "list")):
        if part in kind:
            return expected
    return "table" if "dict" in kind or "model" in kind else "right_value"
