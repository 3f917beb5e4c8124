"""Decides about the hall as a whole: its day and its settings."""

from datetime import datetime

from kiosk.hall import day
from kiosk.hall.commands import ChangeSettings, CloseDay, OpenDay, Tick
from kiosk.hall.issuing import roll
from kiosk.hall.settings import parse
from kiosk.hall.state import State
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

Decision = list[Draft] | Refusal


def tick(state: State, _: Tick, now: datetime) -> Decision:
    """What the time alone makes happen."""
    return roll(state, now)


def open_day(state: State, _: OpenDay, now: datetime) -> Decision:
    """Open the day of this date; the newest one again, when it was closed or the clock says an earlier date.

    Where a day is open already, nothing happens but what is due anyway.
    """
    if state.day_open:
        return roll(state, now)
    return [day.opened(max(day.local_date(state.settings, now), state.day))]


def close_day(state: State, command: CloseDay) -> Decision:
    """Give no more numbers. The hall itself closes no day while somebody waits or is served; staff may."""
    if not state.day_open:
        return []
    if command.staff is None and state.tickets:
        return Refusal("people_waiting", {"n": len(state.tickets)})
    return [day.closed(state.day, day.BY_STAFF if command.staff else day.NEXT_DAY)]


def change_settings(state: State, command: ChangeSettings) -> Decision:
    """New settings by the version they were made from, so that two people cannot undo each other unseen."""
    if command.version != state.settings_version:
        return Refusal("settings_stale", {"version": state.settings_version})
    settings, problems = parse(command.settings, "settings")
    if settings is None:
        first = problems[0]
        return Refusal("settings_wrong", {"where": first.column, "found": first.found, "n": len(problems)})
    body = {"version": command.version + 1, "author": command.author, "settings": settings.as_json()}
    return [Draft("settings.changed", body)]
