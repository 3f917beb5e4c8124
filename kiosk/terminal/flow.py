"""The navigation map of the terminal: which view comes next for this wish and this data. Pure, without a screen."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.terminal.move import Choices, Effect, Move, Step
from kiosk.terminal.session import Session
from kiosk.terminal.view import Intent


def to_start(session: Session) -> Session:
    """The start page with the visitor's language and modes, and nothing chosen."""
    return Session(
        view="start", language=session.language, large=session.large, contrast=session.contrast, low=session.low
    )


def _start(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(to_start(session))


def _sections(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(replace(session, view="sections", section="", service="", purpose="", page=0, refusal=None))


def _section(session: Session, value: str, offers: Choices) -> Move:
    if value not in offers.sections():
        return Move(session)
    return Move(replace(session, view="services", section=value, service="", purpose="", page=0, refusal=None))


def _turn(by: int) -> Step:
    def step(session: Session, _value: str, offers: Choices) -> Move:
        last = offers.pages(session.section, session.large, session.low) - 1
        return Move(replace(session, page=max(0, min(session.page + by, last))))

    return step


def _top(session: Session, value: str, offers: Choices) -> Move:
    if value not in offers.tops():
        return Move(session)
    chosen = _choose(session, value, offers)
    return Move(chosen, Effect.ISSUE) if offers.can_take(value) else Move(replace(chosen, view="service"))


def _service(session: Session, value: str, offers: Choices) -> Move:
    if value not in offers.services(session.section):
        return Move(session)
    chosen = _choose(session, value, offers)
    if offers.can_take(value) and not offers.has_page(value):
        return Move(chosen, Effect.ISSUE)
    return Move(replace(chosen, view="service"))


def _choose(session: Session, service: str, offers: Choices) -> Session:
    purposes = offers.purposes(service)
    return replace(session, service=service, purpose=purposes[0] if purposes else "", refusal=None)


def _purpose(session: Session, value: str, offers: Choices) -> Move:
    if value not in offers.purposes(session.service):
        return Move(session)
    return Move(replace(session, purpose=value, refusal=None))


def _issue(session: Session, _value: str, offers: Choices) -> Move:
    if session.refusal is not None or not offers.can_take(session.service):
        return Move(session)
    return Move(session, Effect.ISSUE)


def _leave_service(session: Session, value: str, offers: Choices) -> Move:
    if not session.section:
        return _start(session, value, offers)
    return Move(replace(session, view="services", service="", purpose="", refusal=None))


def _reprint(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(session, Effect.REPRINT)


def _end(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(session, Effect.END)


def _here(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(replace(session, view=session.resume, resume=""))


def _language(session: Session, value: str, offers: Choices) -> Move:
    known = list(offers.languages)
    after = known[(known.index(session.language) + 1) % len(known)] if session.language in known else known[0]
    return Move(replace(session, language=value if value in known else after))


def _large(session: Session, _value: str, offers: Choices) -> Move:
    return Move(_on_a_page(replace(session, large=not session.large), offers))


def _contrast(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(replace(session, contrast=not session.contrast))


def _low(session: Session, _value: str, offers: Choices) -> Move:
    return Move(_on_a_page(replace(session, low=not session.low), offers))


def _on_a_page(session: Session, offers: Choices) -> Session:
    """Other modes cut a list into other pages: stay on one that exists."""
    if not session.section:
        return session
    return replace(session, page=min(session.page, offers.pages(session.section, session.large, session.low) - 1))


def _help(session: Session, _value: str, _offers: Choices) -> Move:
    return Move(session, Effect.HELP)


NAVIGATION: Mapping[str, Mapping[str, Step]] = {
    "attract": {"begin": _start},
    "start": {"take": _sections, "top": _top, "leave": _end},
    "sections": {"section": _section, "back": _start, "home": _start},
    "services": {"service": _service, "more": _turn(1), "less": _turn(-1), "back": _sections, "home": _start},
    "service": {"purpose": _purpose, "issue": _issue, "back": _leave_service, "home": _start},
    "ticket": {"finish": _end},
    "error": {"finish": _end, "reprint": _reprint},
    "timeout": {"here": _here, "touch": _here, "leave": _end},
}
ALWAYS: Mapping[str, Step] = {
    "language": _language,
    "larger": _large,
    "contrast": _contrast,
    "lower": _low,
    "help": _help,
}


def step(session: Session, intent: Intent, offers: Choices) -> Move:
    """The next session for this intent. What the current view does not offer changes nothing."""
    found = ALWAYS.get(intent.name) or NAVIGATION.get(session.view, {}).get(intent.name)
    if found is None or (session.busy and intent.name not in ALWAYS):
        return Move(session)
    return found(session, intent.value, offers)
