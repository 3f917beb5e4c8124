"""The hall: decides about commands and folds what was decided. A pure state machine; whoever drives it keeps the log.

Drive it so: `decide`, append the drafts to the log, `apply` each, `answer`. `decide` changes nothing; the same events
in the same order always make the same hall, from the first one or from a snapshot (`dump`, `load`) on.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kiosk.clock import to_us
from kiosk.hall import answers, fold, issuing, running, serving, views
from kiosk.hall import commands as c
from kiosk.hall.rules import Rules
from kiosk.hall.state import State
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

__all__ = ["Hall", "Rules"]

Decision = list[Draft] | Refusal


class Hall:
    """One hall. Not for use by several threads at once."""

    def __init__(self, rules: Rules) -> None:
        self.state = State(rules)

    @property
    def rules(self) -> Rules:
        """What the hall decides by now."""
        return self.state.rules

    def decide(self, command: c.Command, now: datetime) -> Decision:
        """The drafts of what will have happened, or why not. No draft: all is as asked already. `now` aware UTC."""
        kind = type(command)
        if kind in _BY_TIME:
            return _BY_TIME[kind](self.state, command, now)
        return _BY_STATE[kind](self.state, command)

    def apply(self, kind: str, ticket: str, body: Mapping[str, Any], at: datetime) -> None:
        """Fold one event of the hall's own log, in its order. Kinds of other rooms are passed over."""
        fold.apply(self.state, fold.Fact(kind, ticket, body, to_us(at)))

    def answer(self, command: c.Command) -> dict[str, Any]:
        """What to tell whoever asked, after its events were applied. Plain JSON."""
        return answers.answer(self.state, command)

    def view(self, kind: str, key: str) -> dict[str, Any] | None:
        """The entity `hall`, `desk`, `ticket` or `call` of that key as others see it; None: it is gone."""
        return views.view(self.state, kind, key)

    def views(self) -> list[tuple[str, str, dict[str, Any]]]:
        """All entities: (kind, key, entity)."""
        return views.all_views(self.state)

    def ahead(self, ticket: str) -> int | None:
        """People before a waiting ticket; None: no open desk serves it, or it does not wait."""
        return views.ahead(self.state, ticket)

    def dump(self) -> dict[str, Any]:
        """A snapshot as plain JSON."""
        return self.state.dump()

    @classmethod
    def load(cls, rules: Rules, dumped: Mapping[str, Any]) -> "Hall":
        """The hall of a snapshot, by the catalogue of `rules`. Raises ValueError for another format."""
        hall = cls(rules)
        hall.state = State.load(rules, dumped)
        return hall


_BY_TIME: Mapping[type, Callable[[State, Any, datetime], Decision]] = {
    c.GrantNumber: issuing.grant,
    c.TicketArrived: issuing.arrive,
    c.LeaseBlock: issuing.lease,
    c.IssueTicket: issuing.issue,
    c.OpenDay: running.open_day,
    c.Tick: running.tick,
}
_BY_STATE: Mapping[type, Callable[[State, Any], Decision]] = {
    c.OpenDesk: serving.open_desk,
    c.CloseDesk: serving.close_desk,
    c.CallNext: serving.call_next,
    c.CallTicket: serving.call_ticket,
    c.Recall: serving.step,
    c.Start: serving.step,
    c.Finish: serving.step,
    c.NoShow: serving.step,
    c.CancelTicket: serving.cancel,
    c.CloseDay: running.close_day,
    c.ChangeSettings: running.change_settings,
}
