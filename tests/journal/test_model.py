"""Random transactions, failures and restarts: the journal always holds exactly what was committed, in whole chains."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.clock import ManualClock
from kiosk.journal import check
from kiosk.journal.event import LANES, Draft
from kiosk.journal.journal import Journal, JournalReader
from kiosk.journal.rows import Stream

lanes = st.sampled_from(LANES)
kinds = st.lists(st.sampled_from(["ticket.issued", "day.opened", "я"]), max_size=4)


class Undo(Exception):
    """Thrown to leave a transaction."""


class JournalMachine(RuleBasedStateMachine):
    """`told` is the model: the kinds of each lane's newest epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = ManualClock(datetime(2026, 11, 22, tzinfo=UTC))
        self.journal = self.opened()
        self.told: dict[str, list[str]] = {lane: ["epoch.started"] for lane in LANES}

    def opened(self) -> Journal:
        return Journal.open(self.folder / "journal.db", "node", self.clock)

    @rule(lane=lanes, kinds=kinds)
    def commit(self, lane: str, kinds: list[str]) -> None:
        with self.journal.transaction():
            self.journal.append(lane, [Draft(kind) for kind in kinds])
        self.told[lane] += kinds

    @rule(lane=lanes, kinds=kinds)
    def fail(self, lane: str, kinds: list[str]) -> None:
        try:
            with self.journal.transaction():
                self.journal.append(lane, [Draft(kind) for kind in kinds])
                raise Undo
        except Undo:
            pass

    @rule(outer=lanes, inner=lanes, kinds=kinds, undo=st.booleans())
    def nest(self, outer: str, inner: str, kinds: list[str], undo: bool) -> None:
        with self.journal.transaction():
            self.journal.append(outer, [Draft("outer")])
            try:
                with self.journal.transaction():
                    self.journal.append(inner, [Draft(kind) for kind in kinds])
                    if undo:
                        raise Undo
            except Undo:
                pass
            self.journal.append(outer, [Draft("end")])
        self.told[outer].append("outer")
        if not undo:
            self.told[inner] += kinds
        self.told[outer].append("end")

    @rule(lane=lanes, undo=st.booleans())
    def begin_epoch(self, lane: str, undo: bool) -> None:
        try:
            with self.journal.transaction():
                self.journal.start_epoch(lane, "test")
                if undo:
                    raise Undo
        except Undo:
            return
        self.told[lane] = ["epoch.started"]

    @rule()
    def restart(self) -> None:
        self.journal.close()
        self.clock.advance(60)
        self.journal = self.opened()

    @invariant()
    def holds_what_was_committed(self) -> None:
        with JournalReader.open(self.folder / "journal.db") as reader:
            stands = reader.heads()
            assert stands == self.journal.heads()
            for lane, kinds in self.told.items():
                epoch, last = self.journal.cursor("node", lane)
                assert [event.kind for event in reader.read("node", lane, epoch)] == kinds
                assert last == len(kinds)

    @invariant()
    def every_chain_is_whole(self) -> None:
        for stand in self.journal.heads():
            assert not list(check.faults(self.journal._connection, Stream(*stand[:3])))

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.folder)


TestJournal = JournalMachine.TestCase
TestJournal.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
