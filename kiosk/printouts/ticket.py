"""The visitor's paper ticket as a document: number biggest, Russian first and the visitor's own language beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from drivers.ticket_printer.base import Document, Gap, Line, Pair, Qr, Rule, Text
from kiosk.texts import Texts

FIRST = "ru"
PURPOSES_SAID = frozenset({"status", "collect"})


@dataclass(frozen=True)
class Ticket:
    """What stands on a ticket. Names are by language code; `issued` is local time of the hall.

    `number` is in the form shown to people. `ahead` None: nobody can say, so the line is left out. `code` is the text
    of the QR code, empty = none. `documents` are the papers to have at hand, in Russian.
    """

    number: str
    service: Mapping[str, str]
    issued: datetime
    purpose: str = "apply"
    ahead: int | None = None
    hall: Mapping[str, str] | None = None
    place: Mapping[str, str] | None = None
    address: Mapping[str, str] | None = None
    code: str = ""
    documents: Sequence[str] = ()
    footer: Mapping[str, str] | None = None


def ticket(
    content: Ticket, texts: Texts, *, language: str = FIRST, copy: bool = False, width_mm: Literal[58, 80] = 80
) -> Document:
    """The document of a ticket. A `copy` says so, above the number, in every language of the paper."""
    both = (FIRST, language) if language != FIRST else (FIRST,)
    lines = (
        *_head(content),
        *_copy_mark(texts, both, copy),
        *_number(content, texts, both),
        *_ahead(content, texts, both),
        *_code(content, texts, both),
        *_papers(content, texts, both),
        *_footer(content, both),
    )
    return Document(lines, width_mm, language)


def _head(content: Ticket) -> Iterator[Line]:
    yield Pair(_said(content.hall, FIRST), f"{content.issued:%d.%m.%Y}", strong=True)
    yield Pair(_said(content.place, FIRST), f"{content.issued:%H:%M}")
    address = _said(content.address, FIRST)
    if address:
        yield Text(address, "note")
    yield Rule()


def _copy_mark(texts: Texts, languages: Sequence[str], copy: bool) -> Iterator[Line]:
    if copy:
        words = [texts.text("print.copy", one) for one in languages]
        yield Text(" · ".join(dict.fromkeys(words)), "title", strong=True, align="centre")
        yield Rule()


def _number(content: Ticket, texts: Texts, languages: Sequence[str]) -> Iterator[Line]:
    words = [texts.text("print.your_ticket", one) for one in languages]
    yield Text(" · ".join(dict.fromkeys(words)), "text")
    yield Text(content.number, "number", strong=True)
    yield Gap(1)
    for one in languages:
        name = content.service.get(one, "")
        if name and (one == FIRST or name != content.service.get(FIRST)):
            yield Text(name, "title" if one == FIRST else "text", strong=one == FIRST)
        if content.purpose in PURPOSES_SAID:
            yield Text(texts.text(f"print.purpose.{content.purpose}", one), "text")


def _ahead(content: Ticket, texts: Texts, languages: Sequence[str]) -> Iterator[Line]:
    if content.ahead is None:
        return
    yield Rule()
    for one in languages:
        if content.ahead == 0:
            yield Text(texts.text("print.ahead_none", one), "text", strong=one == FIRST)
        else:
            people = texts.text("print.people", one, n=content.ahead)
            yield Pair(texts.text("print.ahead", one), people, strong=one == FIRST)


def _code(content: Ticket, texts: Texts, languages: Sequence[str]) -> Iterator[Line]:
    said = tuple(
        Text(texts.text(f"print.{what}", one, number=content.number), "text", strong=what == "watch_board")
        for one in languages
        for what in ("watch_board", "called_by")
    )
    yield Rule()
    if content.code:
        yield Qr(content.code, said)
    else:
        yield from said


def _papers(content: Ticket, texts: Texts, languages: Sequence[str]) -> Iterator[Line]:
    if content.documents:
        yield Rule()
        words = [texts.text("print.have_ready", one) for one in languages]
        yield Text(" · ".join(dict.fromkeys(words)), "text", strong=True)
        for paper in content.documents:
            yield Text(f"- {paper}", "text")


def _footer(content: Ticket, languages: Sequence[str]) -> Iterator[Line]:
    said = [content.footer.get(one, "") for one in languages] if content.footer else []
    if any(said):
        yield Rule()
    for one in dict.fromkeys(filter(None, said)):
        yield Text(one, "note")


def _said(names: Mapping[str, str] | None, language: str) -> str:
    return (names or {}).get(language) or (names or {}).get(FIRST, "")
