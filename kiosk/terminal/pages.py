"""What stands on each view, as plain JSON with all words in the visitor's language. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.hall.numbers import shown
from kiosk.terminal.messages import HallState, PrinterState
from kiosk.terminal.offers import Group, Offers
from kiosk.terminal.session import Session
from kiosk.terminal.wording import WORTH_READING, Wording

Data = Mapping[str, object]


@dataclass(frozen=True)
class Scene:
    """Everything a view is drawn from."""

    session: Session
    offers: Offers
    words: Wording
    printer: PrinterState
    hall: HallState
    seconds_left: int


def page(scene: Scene) -> Data:
    """The data of the session's view."""
    return PAGES[scene.session.view](scene)


def _attract(_scene: Scene) -> Data:
    return {}


def _start(scene: Scene) -> Data:
    found = filter(None, map(scene.offers.service, scene.offers.tops()))
    language = scene.session.language
    return {"tops": [{"id": one.id, "name": one.short(language), "icon": one.icon} for one in found]}


def _sections(scene: Scene) -> Data:
    found = filter(None, map(scene.offers.section, scene.offers.sections()))
    language = scene.session.language
    return {"sections": [{"id": one.id, "name": one.name(language), "icon": one.icon} for one in found]}


def _services(scene: Scene) -> Data:
    session = scene.session
    section = scene.offers.section(session.section)
    groups = scene.offers.groups(session.section, session.language)
    pages = scene.offers.shape(session.large, session.low).pages(groups)
    at = min(session.page, len(pages) - 1)
    left = sum(len(group.services) for later in pages[at + 1 :] for group in later)
    return {
        "title": section.name(session.language) if section else "",
        "groups": [{"title": group.title, "rows": _rows(scene, group)} for group in pages[at]],
        "more": left,
        "page": at,
    }


def _rows(scene: Scene, group: Group) -> list[dict[str, object]]:
    rows = []
    for one in group.services:
        purposes = scene.offers.purposes(one.id)
        refusal = scene.offers.why_not(one.id, purposes[0], scene.session.language)
        row: dict[str, object] = {"id": one.id, "name": one.name(scene.session.language)}
        row["note"] = scene.words.fee(one) if refusal is None else scene.words.short_reason(refusal)
        row["enabled"] = refusal is None or refusal.code in WORTH_READING
        row["reason"] = "" if refusal is None else row["note"]
        rows.append(row)
    return rows


def _service(scene: Scene) -> Data:
    session, words = scene.session, scene.words
    service = scene.offers.service(session.service)
    if service is None:
        return _error(scene)
    refusal = session.refusal or scene.offers.why_not(service.id, session.purpose, session.language)
    applies = session.purpose == "apply"
    return {
        "id": service.id,
        "title": service.name(session.language),
        "purposes": [{"id": one, "name": words.say(f"purpose.{one}")} for one in scene.offers.purposes(service.id)],
        "purpose": session.purpose,
        "notes": [],
        "documents": [_sentence(one) for one in service.documents] if applies and refusal is None else [],
        "fee": words.fee(service) if applies and refusal is None else "",
        "can_take": refusal is None,
        "reason": "" if refusal is None else words.reason(refusal, service.name(session.language)),
    }


def _ticket(scene: Scene) -> Data:
    paper, words = scene.session.paper, scene.words
    if paper is None:
        return _error(scene)
    number = shown(paper.issued.number)
    return {
        "number": number,
        "service": _name(scene, paper.issued.service),
        "ahead": words.ahead(paper.issued.ahead),
        "paper": paper.state,
        "qr": paper.issued.qr,
        "hint": words.say(f"paper.{paper.state}"),
        "watch": words.say("watch", number=number),
        "can_reprint": False,
    }


def _error(scene: Scene) -> Data:
    paper, words = scene.session.paper, scene.words
    if paper is None:
        return {
            "title": words.say("no_ticket"),
            "lines": [words.administrator(scene.hall, scene.offers)],
            "code": scene.session.failed,
            "staff": words.for_staff(scene.session.failed),
            "number": "",
            "qr": "",
            "can_reprint": False,
        }
    mended = scene.printer.usable
    known = scene.hall.link and scene.printer.dead
    lines = ["keep_number", *(["mended"] if mended else ["staff_knows"] if known else [])]
    number = shown(paper.issued.number)
    return {
        "title": words.failed(paper.code),
        "lines": [*(words.say(line) for line in lines), words.say("watch", number=number)],
        "code": paper.code,
        "staff": words.for_staff(paper.code),
        "number": number,
        "service": _name(scene, paper.issued.service),
        "qr": paper.issued.qr,
        "can_reprint": mended,
    }


def _timeout(scene: Scene) -> Data:
    return {"seconds": scene.seconds_left}


def _name(scene: Scene, service: str) -> str:
    found = scene.offers.rules.catalogue.service(service)
    return found.name(scene.session.language) if found else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


PAGES: Mapping[str, Callable[[Scene], Data]] = {
    "attract": _attract,
    "start": _start,
    "sections": _sections,
    "services": _services,
    "service": _service,
    "ticket": _ticket,
    "error": _error,
    "timeout": _timeout,
}
