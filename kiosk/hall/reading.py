"""Reads the catalogue out of services.csv and sections.csv, with a problem for every row that cannot be used."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kiosk.hall.catalogue import (
    BOOKINGS,
    COLLECT,
    COLLECT_GROUP,
    KOPECKS,
    PURPOSES,
    Catalogue,
    Section,
    Service,
    catalogue_of,
)
from kiosk.hall.numbers import LETTERS
from kiosk.hall.problem import Problem, shortened
from kiosk.hall.rows import Row, Wrong, records

MAX_SECTIONS = 9
MAX_TOPS = 4
MAX_MINUTES = 600
MAX_ROUBLES = 10_000_000
AUDIENCES = ("any", "citizen", "foreign", "business")
SECTION_COLUMNS = ("id", "ru", "en", "icon", "order")
SERVICE_COLUMNS = (
    *("id", "group_id", "group_ru", "group_en", "name_ru", "name_en", "letter", "minutes_median", "minutes_p90"),
    *("walk_in", "booking", "where", "audience", "documents_ru", "fee_rub", "fee_rule", "valid_from", "section"),
    *("top", "short_ru", "short_en", "purposes", "icon", "words_ru"),
)


class Parsed(NamedTuple):
    """What could be used, and what could not."""

    catalogue: Catalogue
    problems: list[Problem]


def parse(services: str, sections: str, file: str = "services.csv", sections_file: str = "sections.csv") -> Parsed:
    """The catalogue out of the text of its two files. Never raises for their content."""
    problems: list[Problem] = []
    tiles: dict[str, Section] = {}
    for line, section in records(sections, sections_file, SECTION_COLUMNS, _section, problems):
        if section.id in tiles or len(tiles) == MAX_SECTIONS:
            expected = "once" if section.id in tiles else "at_most_nine"
            problems.append(Problem(sections_file, line, "id", expected, section.id))
        else:
            tiles[section.id] = section
    rows: dict[str, Service] = {}
    for line, service in records(services, file, SERVICE_COLUMNS, _service, problems):
        wrong = _misplaced(service, rows, tiles)
        if wrong:
            problems.append(Problem(file, line, wrong.column, wrong.expected, shortened(wrong.found)))
        else:
            rows[service.id] = service
    return Parsed(catalogue_of(tiles.values(), rows.values()), problems)


def _section(row: Row) -> Section:
    return Section(row.code("id"), _names(row, "ru", "en"), row.code("icon"), row.number("order", 1, 99))


def _service(row: Row) -> Service:
    letter = row.checked("letter", lambda text: not text or text in LETTERS, "letter")
    return Service(
        id=row.code("id"),
        group=row.code("group_id"),
        section=row.code("section"),
        names=_names(row, "name_ru", "name_en"),
        shorts=_words(row.text("short_ru"), row.text("short_en")),
        group_names=_names(row, "group_ru", "group_en"),
        letter=letter,
        purposes=_purposes(row, letter),
        minutes_median=row.number("minutes_median", 1, MAX_MINUTES),
        minutes_p90=row.number("minutes_p90", row.number("minutes_median", 1, MAX_MINUTES), MAX_MINUTES),
        walk_in=row.one_of("walk_in", "0", "1") == "1",
        booking=row.one_of("booking", *BOOKINGS),
        where=row.needed("where"),
        audience=row.one_of("audience", *AUDIENCES),
        documents=row.parts("documents_ru"),
        fee_kopecks=row.number("fee_rub", 0, MAX_ROUBLES) * KOPECKS if row.text("fee_rub") else None,
        fee_rule=row.text("fee_rule"),
        valid_from=row.checked("valid_from", _date_or_nothing, "date"),
        top=row.number("top", 1, MAX_TOPS) if row.text("top") else 0,
        icon=row.code("icon"),
        words=row.parts("words_ru"),
    )


def _purposes(row: Row, letter: str) -> tuple[str, ...]:
    purposes = row.parts("purposes")
    good = set(purposes) <= set(PURPOSES) and len(set(purposes)) == len(purposes) and bool(purposes) == bool(letter)
    if good and row.text("group_id") == COLLECT_GROUP:
        good = purposes == (COLLECT,)
    if not good:
        raise Wrong("purposes", "purposes", row.text("purposes"))
    return purposes


def _misplaced(service: Service, rows: Mapping[str, Service], tiles: Mapping[str, Section]) -> Wrong | None:
    """What is wrong with a good row beside the rows before it."""
    if service.id in rows:
        return Wrong("id", "once", service.id)
    if service.section not in tiles:
        return Wrong("section", "known_section", service.section)
    if any(one.group == service.group and one.section != service.section for one in rows.values()):
        return Wrong("section", "one_section_a_group", service.section)
    if service.top and any(one.top == service.top for one in rows.values()):
        return Wrong("top", "once", str(service.top))
    return None


def _date_or_nothing(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _names(row: Row, ru: str, en: str) -> Mapping[str, str]:
    return _words(row.needed(ru), row.needed(en))


def _words(ru: str, en: str) -> Mapping[str, str]:
    return {"ru": ru, "en": en} if en else {"ru": ru}
