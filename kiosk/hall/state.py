"""What a hall knows: records that a fold of its own events fills, and that a snapshot holds as plain JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kiosk.hall.line import Lines
from kiosk.hall.numbers import Run, parse
from kiosk.hall.rules import Rules
from kiosk.hall.settings import HallSettings
from kiosk.hall.ticket import WAITING, Closed, Ticket

KEPT_CALLS = 12
FORMAT = 1


@dataclass(slots=True)
class Desk:
    """An open desk. `chosen` None: it serves all that it may."""

    number: int
    staff: str
    name: str
    chosen: tuple[str, ...] | None
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """A number given to a ticket that has not arrived yet."""

    number: str
    service: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Call:
    """What a board shows: a ticket called to a desk. A recall is a new call."""

    no: int
    ticket: str
    number: str
    desk: int
    at_us: int
    calls: int
    active: bool = True


@dataclass
class State:
    """All of it. Tickets that are still open only; `closed` remembers the others until the next hall day."""

    rules: Rules
    settings_version: int = 0
    day: str = ""
    day_open: bool = False
    runs: dict[str, Run] = field(default_factory=dict)
    granted: dict[str, Granted] = field(default_factory=dict)
    blocks: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    closed: dict[str, Closed] = field(default_factory=dict)
    desks: dict[int, Desk] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    last_call: int = 0
    lines: Lines = field(default_factory=Lines)
    _served: dict[int, frozenset[str]] = field(default_factory=dict)
    _around: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def settings(self) -> HallSettings:
        return self.rules.settings

    def run(self, letter: str, *, fresh: bool = False) -> Run:
        """The numbers of a letter; `fresh`: as they will be when the next day has opened."""
        if not fresh:
            return self.runs.get(letter) or Run()
        taken = (parse(number) for number in self.numbers)
        return Run.fresh(one.n for one in taken if one and one.letter == letter)

    def served(self, desk: int) -> frozenset[str]:
        """The lines an open desk calls from."""
        if desk not in self._served:
            may, chosen = self.rules.may_serve(desk) or frozenset(), self.desks[desk].chosen
            self._served[desk] = may if chosen is None else frozenset(one for one in may if not one or one in chosen)
        return self._served[desk]

    def around(self, line: str) -> frozenset[str]:
        """All lines of the open desks that serve `line`: the people a visitor there may have before him."""
        if line not in self._around:
            serving = (self.served(desk) for desk in self.desks)
            self._around[line] = frozenset().union(*(lines for lines in serving if line in lines))
        return self._around[line]

    def desks_changed(self) -> None:
        """Forget what was worked out from desks and settings."""
        self._served.clear()
        self._around.clear()

    def ahead(self, ticket: Ticket) -> int | None:
        """Waiting tickets before this one for at least one open desk that serves it; None: no open desk does."""
        lines = self.around(self.rules.line(ticket.service))
        return self.lines.before(lines, ticket.place) if lines else None

    def use_rules(self, rules: Rules) -> None:
        """Work by these rules from now on: everyone waiting gets into the line that the rules say."""
        self.rules = rules
        self.desks_changed()
        self.lines = Lines()
        for ticket in self.tickets.values():
            if ticket.state == WAITING:
                self.lines.add(rules.line(ticket.service), ticket.place)

    def dump(self) -> dict[str, Any]:
        """Plain JSON, enough for `load`."""
        return {
            "format": FORMAT,
            "settings": self.settings.as_json() if self.settings_version else None,
            "settings_version": self.settings_version,
            "day": self.day,
            "day_open": self.day_open,
            "runs": {letter: run.dump() for letter, run in self.runs.items()},
            "granted": {ticket: asdict(one) for ticket, one in self.granted.items()},
            "blocks": [[*key, *block] for key, block in self.blocks.items()],
            "tickets": [ticket.dump() for ticket in self.tickets.values()],
            "closed": {ticket: list(one) for ticket, one in self.closed.items()},
            "desks": [asdict(desk) for desk in self.desks.values()],
            "calls": [asdict(call) for call in self.calls],
            "last_call": self.last_call,
        }

    @classmethod
    def load(cls, rules: Rules, dumped: Mapping[str, Any]) -> "State":
        """The state that was dumped, by this catalogue. Raises ValueError for another format."""
        if dumped.get("format") != FORMAT:
            raise ValueError(f"a hall snapshot of format {dumped.get('format')}; this program reads {FORMAT}")
        state = cls(rules)
        state.settings_version = dumped["settings_version"]
        state.day, state.day_open = dumped["day"], dumped["day_open"]
        state.runs = {letter: Run.load(run) for letter, run in dumped["runs"].items()}
        state.granted = {ticket: Granted(**one) for ticket, one in dumped["granted"].items()}
        state.blocks = {(terminal, letter): (first, last) for terminal, letter, first, last in dumped["blocks"]}
        state.closed = {ticket: Closed(*one) for ticket, one in dumped["closed"].items()}
        state.desks = dict(map(_desk, dumped["desks"]))
        state.calls = [Call(**call) for call in dumped["calls"]]
        state.last_call = dumped["last_call"]
        state._seat(Ticket(**ticket) for ticket in dumped["tickets"])
        settings = dumped["settings"]
        state.use_rules(rules.with_settings(HallSettings.model_validate(settings)) if settings else rules)
        return state

    def _seat(self, tickets: Iterable[Ticket]) -> None:
        for ticket in tickets:
            self.tickets[ticket.id] = ticket
            self.numbers.setdefault(ticket.number, []).append(ticket.id)


def _desk(dumped: Mapping[str, Any]) -> tuple[int, Desk]:
    chosen = dumped["chosen"]
    return dumped["number"], Desk(**{**dumped, "chosen": None if chosen is None else tuple(chosen)})
