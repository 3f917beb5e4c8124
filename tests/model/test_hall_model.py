"""Random days of a hall: the real `Hall` behind a small hub, terminals with blocks and labels, desks, restarts.

Promises (judged on what people saw): U no number twice in one hall day; S no ticket at two desks; K every printed
ticket is in the hall or closed by somebody, also after restarts; M per ticket, versions only grow; and the order of
calls and the people ahead are what their definitions say, worked out here a second time by brute force.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk import packaged
from kiosk.hall import commands as c
from kiosk.hall.hall import Hall, Rules
from kiosk.hall.numbers import dense, label
from kiosk.hall.rules import LOST
from kiosk.hall.settings import parse
from kiosk.hall.ticket import CALLED, SERVING, WAITING
from kiosk.refusal import Refusal

SERVICES = ("pass-20-45", "pass-lost", "re-right", "card-new", "inn", "gone-from-the-catalogue", "fam-large")
LETTERS = {"pass-20-45": "П", "pass-lost": "П", "re-right": "Н", "card-new": "К", "inn": "И"}
DESKS = (1, 2, 3, 4)
LAYOUTS: tuple[list[dict[str, Any]], ...] = (
    [
        {"number": 1, "administrator": True},
        {"number": 2, "services": ["passport"]},
        {"number": 3, "services": ["Н", "card-new"]},
        {"number": 4, "services": ["inn", "passport"]},
    ],
    [
        {"number": 1, "services": ["inn", "realty", "card"], "administrator": True},
        {"number": 2, "services": ["passport"]},
        {"number": 3},
    ],
)
Answer = dict[str, Any] | Refusal
CLOSING = ("ticket.finished", "ticket.no_show", "ticket.cancelled")


def rules() -> Rules:
    found, problems = parse({"desks": LAYOUTS[0], "block_size": 3})
    assert found is not None, problems
    return Rules(packaged.catalogue(), found)


class Hub:
    """Key, decide, append, apply, answer: what the real hub does, with lists for a disk."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
        self.log: list[tuple[str, str, str, datetime]] = []
        self.kept: dict[str, str] = {}
        self.snapshot: tuple[int, str] | None = None
        self.hall = Hall(rules())

    def perform(self, key: str, command: c.Command) -> Answer:
        if key in self.kept:
            return read(self.kept[key])
        decided = self.hall.decide(command, self.now)
        if not isinstance(decided, Refusal):
            for draft in decided:
                assert draft.body.get("reason") != "next_day" or not self.hall.state.tickets
                body = json.dumps(draft.body)
                self.log.append((draft.kind, draft.ticket, body, self.now))
                self.hall.apply(draft.kind, draft.ticket, json.loads(body), self.now)
        answer = decided if isinstance(decided, Refusal) else self.hall.answer(command)
        self.kept[key] = written(answer)
        return read(self.kept[key])

    def save(self) -> None:
        self.snapshot = len(self.log), json.dumps(self.hall.dump())

    def rebuilt(self, *, from_snapshot: bool) -> Hall:
        """The hall after a restart."""
        at, hall = 0, Hall(rules())
        if from_snapshot and self.snapshot:
            at, dumped = self.snapshot
            hall = Hall.load(rules(), json.loads(dumped))
        for kind, ticket, body, moment in self.log[at:]:
            hall.apply(kind, ticket, json.loads(body), moment)
        return hall


def written(answer: Answer) -> str:
    if isinstance(answer, Refusal):
        return json.dumps({"refused": answer.code, "values": dict(answer.values)})
    return json.dumps({"answer": answer})


def read(kept: str) -> Answer:
    found = json.loads(kept)
    return Refusal(found["refused"], found["values"]) if "refused" in found else dict(found["answer"])


@dataclass
class Terminal:
    """As the rules for terminals want it: number from the hub, else from the block of the heard day, else a label."""

    code: str
    day: str = ""
    blocks: dict[str, list[int]] = field(default_factory=dict)
    labels: int = 0
    outbox: list[c.TicketArrived] = field(default_factory=list)
    sent: list[c.TicketArrived] = field(default_factory=list)

    def hear(self, day: str) -> None:
        if day > self.day:
            self.day, self.blocks = day, {}

    def own_number(self, letter: str, today: str) -> tuple[str, str]:
        """(number, hall day) without a hub. Blocks of a day that is over are not used."""
        block = self.blocks.get(letter, [])
        if block and today <= self.day:
            return dense(letter, block.pop()), self.day
        self.labels += 1
        return label(letter, self.code, self.labels), max(self.day, today)


class HallMachine(RuleBasedStateMachine):
    """People, terminals and clocks do what they like; the promises are looked at after each step."""

    @initialize(desks=st.sets(st.sampled_from(DESKS)), waiting=st.lists(st.sampled_from(SERVICES[:5]), max_size=6))
    def start(self, desks: set[int], waiting: list[str]) -> None:
        self.hub = Hub()
        self.terminals = [Terminal("К1"), Terminal("К2"), Terminal("К3")]
        self.count = 0
        self.seen: dict[str, tuple[str, str]] = {}  # ticket -> (hall day, number) that a person holds
        self.versions: dict[str, int] = {}
        self.said: list[tuple[str, c.Command, str]] = []
        for desk in sorted(desks):
            self.somebody_opens_a_desk(desk, None)
        for service in waiting:
            self.a_desk_issues_a_ticket(service)
        for desk in sorted(desks)[1:]:
            self.a_desk_calls_the_next(desk)

    # -- asking the hub -----------------------------------------------------------------------------------------

    def fresh(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count:05}"

    def ask(self, command: c.Command) -> Answer:
        key = self.fresh("key-")
        answer = self.hub.perform(key, command)
        self.said.append((key, command, written(answer)))
        return answer

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def somebody_asks_again_with_an_old_key(self, data: st.DataObject) -> None:
        key, command, before = data.draw(st.sampled_from(self.said))
        events = len(self.hub.log)
        assert written(self.hub.perform(key, command)) == before
        assert len(self.hub.log) == events

    # -- tickets --------------------------------------------------------------------------------------------------

    @rule(service=st.sampled_from(SERVICES))
    def a_desk_issues_a_ticket(self, service: str) -> None:
        ticket = self.fresh("t")
        answer = self.ask(c.IssueTicket(ticket, service, "apply", "ru", "desk"))
        if not isinstance(answer, Refusal):
            self.given(ticket, self.hub.hall.state.day, answer["ticket"]["number"])

    @rule(
        which=st.integers(0, 2),
        service=st.sampled_from(sorted(LETTERS)),
        hub=st.sampled_from(["answers", "answers", "answers", "answer is lost", "is away"]),
    )
    def a_terminal_issues_a_ticket(self, which: int, service: str, hub: str) -> None:
        terminal, ticket = self.terminals[which], self.fresh("t")
        answer: Answer = Refusal("no_answer")
        if hub != "is away":
            answer = self.ask(c.GrantNumber(ticket, service, "apply", "ru", terminal.code))
            if isinstance(answer, Refusal):
                return
        if hub == "answers" and not isinstance(answer, Refusal):
            terminal.hear(answer["day"])
            number, day = answer["number"], answer["day"]
        else:
            number, day = terminal.own_number(LETTERS[service], self.today())
        self.given(ticket, day, number)
        terminal.outbox.append(
            c.TicketArrived(ticket, number, service, "apply", "ru", terminal.code, self.hub.now, {"seq": self.count})
        )

    @rule(which=st.integers(0, 2), letter=st.sampled_from("ПНКИ"))
    def a_terminal_leases_a_block(self, which: int, letter: str) -> None:
        terminal = self.terminals[which]
        answer = self.ask(c.LeaseBlock(letter, terminal.code))
        if not isinstance(answer, Refusal):
            terminal.hear(answer["day"])
            if answer["day"] == terminal.day:
                terminal.blocks.setdefault(letter, []).extend(range(answer["first"], answer["last"] + 1))

    @rule(which=st.integers(0, 2), some=st.integers(1, 5))
    def a_terminal_sends_what_it_has(self, which: int, some: int) -> None:
        terminal = self.terminals[which]
        for command in terminal.outbox[:some]:
            assert not isinstance(self.ask(command), Refusal)
            terminal.sent.append(command)
        del terminal.outbox[:some]

    @precondition(lambda self: any(terminal.sent for terminal in self.terminals))
    @rule(data=st.data())
    def an_old_arrival_is_told_once_more(self, data: st.DataObject) -> None:
        command = data.draw(st.sampled_from([one for terminal in self.terminals for one in terminal.sent]))
        if self.forgotten(command.ticket):
            return
        before = len(self.hub.log)
        self.ask(command)
        assert len(self.hub.log) == before

    def forgotten(self, ticket: str) -> bool:
        """Closed on an earlier hall day: the hub's journal alone knows the event and keeps it from the hall."""
        closed = [at for at, (kind, one, _, _) in enumerate(self.hub.log) if one == ticket and kind in CLOSING]
        opened = [at for at, (kind, *_) in enumerate(self.hub.log) if kind == "day.opened"]
        return bool(closed and opened and opened[-1] > closed[-1])

    def given(self, ticket: str, day: str, number: str) -> None:
        """U: somebody now holds this number of this hall day."""
        assert (day, number) not in self.seen.values(), (day, number)
        self.seen[ticket] = day, number

    def today(self) -> str:
        return (self.hub.now + timedelta(hours=3)).date().isoformat()

    # -- desks ----------------------------------------------------------------------------------------------------

    @rule(desk=st.sampled_from(DESKS), some=st.sampled_from([None, None, ("inn",), ("pass-20-45", "re-right")]))
    def somebody_opens_a_desk(self, desk: int, some: tuple[str, ...] | None) -> None:
        self.ask(c.OpenDesk(desk, f"staff{desk}", "А. А.", some))

    @rule(desk=st.sampled_from(DESKS))
    def somebody_closes_a_desk(self, desk: int) -> None:
        self.ask(c.CloseDesk(desk, f"staff{desk}"))

    @rule(desk=st.sampled_from(DESKS))
    def a_desk_calls_the_next(self, desk: int) -> None:
        expected = self.next_by_definition(desk)
        answer = self.ask(c.CallNext(desk, f"staff{desk}"))
        if isinstance(answer, Refusal):
            assert expected is None
            assert answer.code in {"nobody_waits", "desk_busy", "desk_closed", "desk_unknown"}
        else:
            assert answer["ticket"]["id"] == expected

    @rule(desk=st.sampled_from(DESKS), make=st.sampled_from([c.Recall, c.Start, c.Start, c.Finish, c.NoShow]))
    def a_desk_goes_on_with_its_visitor(self, desk: int, make: Any) -> None:
        open_ = self.hub.hall.state.desks.get(desk)
        self.ask(make(desk, f"staff{desk}", (open_.ticket if open_ else None) or "t00000"))

    @precondition(lambda self: self.seen)
    @rule(
        desk=st.sampled_from(DESKS), make=st.sampled_from([c.CallTicket, c.Start, c.Finish, c.NoShow]), data=st.data()
    )
    def a_desk_wants_something_of_any_ticket(self, desk: int, make: Any, data: st.DataObject) -> None:
        tickets = self.hub.hall.state.tickets
        wanted = data.draw(st.sampled_from(sorted(tickets) or sorted(self.seen)))
        allowed = wanted in tickets and self.allowed_by_definition(desk, make, tickets[wanted])
        assert isinstance(self.ask(make(desk, f"staff{desk}", wanted)), Refusal) != allowed

    @precondition(lambda self: self.held())
    @rule(desk=st.sampled_from(DESKS), data=st.data())
    def a_desk_wants_a_visitor_of_another(self, desk: int, data: st.DataObject) -> None:
        """S: whoever is called or served is nobody else's."""
        wanted = data.draw(st.sampled_from(self.held()))
        assert isinstance(self.ask(c.CallTicket(desk, f"staff{desk}", wanted)), Refusal)

    def held(self) -> list[str]:
        return sorted(desk.ticket for desk in self.hub.hall.state.desks.values() if desk.ticket)

    def allowed_by_definition(self, desk: int, make: Any, ticket: Any) -> bool:
        state, lines = self.hub.hall.state, self.lines_by_definition(desk)
        if lines is None:
            return False
        if make is c.CallTicket:
            mine = state.rules.line(ticket.service) in lines or desk in state.rules.administrators
            return mine and ticket.state == WAITING and state.desks[desk].ticket is None
        return bool(ticket.desk == desk and ticket.state == (SERVING if make is c.Finish else CALLED))

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def somebody_cancels_a_ticket(self, data: st.DataObject) -> None:
        self.ask(c.CancelTicket(data.draw(st.sampled_from(sorted(self.seen))), "staff1"))

    # -- time, settings, restarts -----------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([0, 0, 1, 7, 60, 600, 24 * 60, 8 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.hub.now += timedelta(minutes=minutes, seconds=1)
        self.ask(c.Tick())

    @rule(hours=st.sampled_from([1, 30]))
    def the_clock_jumps_back(self, hours: int) -> None:
        day = self.hub.hall.state.day
        self.hub.now -= timedelta(hours=hours)
        self.ask(c.Tick())
        assert self.hub.hall.state.day >= day

    @rule(staff=st.sampled_from([None, "boss"]), opens=st.booleans())
    def somebody_opens_or_closes_the_day(self, staff: str | None, opens: bool) -> None:
        self.ask(c.OpenDay(staff) if opens else c.CloseDay(staff))

    @rule(nights=st.sampled_from([1, 1, 7]))
    def staff_closes_and_the_night_passes(self, nights: int) -> None:
        self.ask(c.CloseDay("boss"))
        self.hub.now += timedelta(days=nights)
        self.ask(c.Tick())

    @rule(layout=st.sampled_from(LAYOUTS), size=st.sampled_from([3, 12, 90]), shift=st.sampled_from([0, 0, -1]))
    def somebody_changes_the_settings(self, layout: list[dict[str, Any]], size: int, shift: int) -> None:
        version = self.hub.hall.state.settings_version + shift
        answer = self.ask(c.ChangeSettings(version, {"desks": layout, "block_size": size}, "boss"))
        assert isinstance(answer, Refusal) == bool(shift)

    @rule()
    def the_hub_saves_a_snapshot(self) -> None:
        self.hub.save()

    @rule(from_snapshot=st.booleans())
    def the_hub_starts_again(self, from_snapshot: bool) -> None:
        again = self.hub.rebuilt(from_snapshot=from_snapshot)
        assert again.dump() == self.hub.hall.dump()
        assert again.views() == self.hub.hall.views()
        self.hub.hall = again

    # -- what must be true --------------------------------------------------------------------------------------------

    def lines_by_definition(self, desk: int) -> set[str] | None:
        """The services an open desk calls, worked out from settings and log alone."""
        state = self.hub.hall.state
        open_ = state.desks.get(desk)
        may = state.rules.may_serve(desk)
        if open_ is None:
            return None
        return {one for one in may or () if open_.chosen is None or one == LOST or one in open_.chosen}

    def waiting(self) -> list[Any]:
        return [one for one in self.hub.hall.state.tickets.values() if one.state == WAITING]

    def next_by_definition(self, desk: int) -> str | None:
        lines, state = self.lines_by_definition(desk), self.hub.hall.state
        if lines is None or state.desks[desk].ticket:
            return None
        mine = [(one.effective_us, one.id) for one in self.waiting() if state.rules.line(one.service) in lines]
        return min(mine)[1] if mine else None

    @invariant()
    def no_ticket_is_at_two_desks_and_every_desk_holds_its_own(self) -> None:
        state = self.hub.hall.state
        held = [desk.ticket for desk in state.desks.values() if desk.ticket]
        assert len(held) == len(set(held))
        for number, desk in state.desks.items():
            if desk.ticket:
                ticket = state.tickets[desk.ticket]
                assert (ticket.state in {CALLED, SERVING}, ticket.desk) == (True, number)
        assert {one.id for one in state.tickets.values() if one.state in {CALLED, SERVING}} == set(held)

    @invariant()
    def versions_only_grow(self) -> None:
        for ticket in self.hub.hall.state.tickets.values():
            assert ticket.version >= self.versions.get(ticket.id, 1)
            self.versions[ticket.id] = ticket.version

    @invariant()
    def a_number_is_shared_only_across_hall_days_and_then_flagged(self) -> None:
        state = self.hub.hall.state
        for number, sharing in state.numbers.items():
            days = {self.seen[one][0] for one in sharing}
            assert len(days) == len(sharing), number
            assert sum(not state.tickets[one].conflict for one in sharing) <= 1

    @invariant()
    def people_ahead_are_what_the_definition_says(self) -> None:
        state = self.hub.hall.state
        waiting = self.waiting()
        opened = [lines for desk in DESKS if (lines := self.lines_by_definition(desk)) is not None]
        for one in waiting[:6]:
            line = state.rules.line(one.service)
            serving = [lines for lines in opened if line in lines]
            before = [other for other in waiting if (other.effective_us, other.id) < (one.effective_us, one.id)]
            ahead = sum(any(state.rules.line(other.service) in lines for lines in serving) for other in before)
            assert self.hub.hall.ahead(one.id) == (ahead if serving else None)
        assert len(state.lines) == len(waiting)

    @invariant()
    def the_hall_day_never_goes_back(self) -> None:
        days = [json.loads(body)["day"] for kind, _, body, _ in self.hub.log if kind == "day.opened"]
        assert days == sorted(days)

    def teardown(self) -> None:
        """K: after healing every printed ticket can be called by somebody, or was closed by somebody."""
        if not hasattr(self, "hub"):
            return
        for terminal in self.terminals:
            for command in terminal.outbox:
                assert not isinstance(self.ask(command), Refusal)
        self.hub.hall = self.hub.rebuilt(from_snapshot=True)
        arrived = [ticket for kind, ticket, *_ in self.hub.log if kind == "ticket.arrived"]
        assert set(self.seen) == set(arrived)
        self.serve_everybody()
        closed = {ticket for kind, ticket, *_ in self.hub.log if kind in CLOSING}
        assert set(self.seen) == closed

    def serve_everybody(self) -> None:
        for desk in DESKS:
            if isinstance(self.ask(c.OpenDesk(desk, "last", "А. А.")), Refusal) and not self.holds(desk):
                continue
            while self.holds(desk) or not isinstance(self.ask(c.CallNext(desk, "last")), Refusal):
                self.close_visit(desk)
        assert self.hub.hall.state.tickets == {}

    def holds(self, desk: int) -> bool:
        open_ = self.hub.hall.state.desks.get(desk)
        return open_ is not None and open_.ticket is not None

    def close_visit(self, desk: int) -> None:
        ticket = self.hub.hall.state.desks[desk].ticket
        assert ticket is not None
        if self.hub.hall.state.tickets[ticket].state == CALLED:
            self.ask(c.Start(desk, "last", ticket))
        assert not isinstance(self.ask(c.Finish(desk, "last", ticket)), Refusal)


CHECKS: Mapping[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.timeout(120)
def test_halls_of_fixed_seeds_keep_their_promises() -> None:
    profile = settings(max_examples=70, stateful_step_count=60, derandomize=True, **CHECKS)
    run_state_machine_as_test(HallMachine, settings=profile)


@pytest.mark.timeout(120)
def test_halls_of_fresh_seeds_keep_their_promises() -> None:
    profile = settings(max_examples=60, stateful_step_count=60, print_blob=True, **CHECKS)
    run_state_machine_as_test(HallMachine, settings=profile)


@pytest.mark.long("hall")
def test_thousands_of_long_days_keep_their_promises() -> None:
    profile = settings(max_examples=4000, stateful_step_count=150, print_blob=True, **CHECKS)
    run_state_machine_as_test(HallMachine, settings=profile)
