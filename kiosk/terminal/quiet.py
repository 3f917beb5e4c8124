"""How long a screen may stand untouched: the time-outs of settings, longer where one reads or waits for help."""

from kiosk.settings import Idle
from kiosk.terminal.help_call import ASKED, COMING
from kiosk.terminal.session import Session, fresh

# Somebody who waits for help stands before the terminal without touching it.
HELP_SECONDS = 180.0


def quiet_seconds(session: Session, idle: Idle, help_state: str, first_language: str) -> float | None:
    """Seconds without a touch until the core asks or clears; None = for ever (nobody is here, or we are at work)."""
    if session.busy or (session.paper is not None and session.paper.state == "printing"):
        return None
    if session.view == "timeout":
        return idle.warning
    if session.view == "attract" and session == fresh(first_language) and not help_state:
        return None
    limit = _of_view(session, idle)
    if help_state in {ASKED, COMING}:
        return max(limit, HELP_SECONDS)
    return max(limit, idle.reading) if help_state else limit


def _of_view(session: Session, idle: Idle) -> float:
    if session.view == "ticket":
        return idle.result
    return idle.reading if session.view in {"service", "error"} else idle.seconds


def asks_first(session: Session) -> bool:
    """Whether the visitor is asked "are you still here?" before the screen clears."""
    return session.view not in {"attract", "ticket", "timeout"}
