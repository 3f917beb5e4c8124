"""A hall driven as the hub drives it, with a clock that moves only when told and the packaged data or a small hall."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk import packaged
from kiosk.hall import commands as c
from kiosk.hall.hall import Hall, Rules
from kiosk.hall.settings import HallSettings, parse
from kiosk.refusal import Refusal

# 10:00 in Moscow, a Sunday
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


class DrivenHall:
    """Decides, writes down, folds, answers. Bodies go through JSON, as through a journal."""

    def __init__(self, rules: Rules, now: datetime = MORNING) -> None:
        self.rules, self.now = rules, now
        self.hall = Hall(rules)
        self.log: list[tuple[str, str, str, datetime]] = []

    def __call__(self, command: c.Command, seconds: float = 1) -> dict[str, Any]:
        """Do a command some seconds later and return its answer; fails the test where it is refused."""
        done = self.ask(command, seconds)
        assert not isinstance(done, Refusal), done
        return done

    def ask(self, command: c.Command, seconds: float = 1) -> dict[str, Any] | Refusal:
        self.now += timedelta(seconds=seconds)
        decided = self.hall.decide(command, self.now)
        if isinstance(decided, Refusal):
            return decided
        for draft in decided:
            body = json.dumps(draft.body)
            self.log.append((draft.kind, draft.ticket, body, self.now))
            self.hall.apply(draft.kind, draft.ticket, json.loads(body), self.now)
        answer = self.hall.answer(command)
        json.dumps(answer)
        return answer

    def refused(self, command: c.Command) -> str:
        """The code of the refusal, which must have changed nothing."""
        before = self.hall.dump()
        found = self.ask(command)
        assert isinstance(found, Refusal), found
        assert self.hall.dump() == before
        return found.code

    def events(self) -> list[str]:
        return [kind for kind, *_ in self.log]

    def last(self, kind: str) -> dict[str, Any]:
        """The body of the newest event of a kind."""
        return next(json.loads(body) for found, _, body, _ in reversed(self.log) if found == kind)

    def replayed(self) -> Hall:
        """A new hall out of the log alone."""
        hall = Hall(self.rules)
        for kind, ticket, body, at in self.log:
            hall.apply(kind, ticket, json.loads(body), at)
        return hall

    def wait(self, ticket: str, service: str = "pass-20-45", purpose: str = "apply") -> str:
        """A ticket into the line; its number."""
        answer = self(c.IssueTicket(ticket, service, purpose, "ru", "desk"))
        return str(answer["ticket"]["number"])

    def settings(self, **changes: Any) -> None:
        """Change some settings through the command."""
        whole = {**self.hall.rules.settings.as_json(), **changes}
        self(c.ChangeSettings(self.hall.state.settings_version, whole, "tester"))


def settings_of(data: Mapping[str, Any]) -> HallSettings:
    settings, problems = parse(data)
    assert settings is not None, problems
    return settings


SMALL = {
    "desks": [
        {"number": 1, "services": ["*"], "administrator": True},
        {"number": 2, "services": ["passport"]},
        {"number": 3, "services": ["Н", "card-new"]},
    ],
    "offers": ["all", "cryptobiocabin", "flagship", "some", "business", "remote"],
}


@pytest.fixture
def small() -> Rules:
    """Three desks: everything, passports, property and one kind of social card."""
    return Rules(packaged.catalogue(), settings_of(SMALL))


@pytest.fixture
def hall(small: Rules) -> DrivenHall:
    """The small hall on a morning, its day open, nobody there."""
    driven = DrivenHall(small)
    driven(c.Tick())
    return driven


@pytest.fixture
def hall_with(small: Rules) -> Callable[..., DrivenHall]:
    """The small hall with other settings, not yet ticked."""

    def build(now: datetime = MORNING, **changes: Any) -> DrivenHall:
        return DrivenHall(small.with_settings(settings_of({**SMALL, **changes})), now)

    return build
