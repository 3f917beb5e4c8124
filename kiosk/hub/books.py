"""The books of a hall: journal, memory and kept answers, changed together or not at all; one thread's property."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kiosk.clock import Clock
from kiosk.hall.commands import Tick
from kiosk.hall.hall import Rules
from kiosk.hub.answers import NOTHING, Answers, refused, reply
from kiosk.hub.arrivals import arrival
from kiosk.hub.asks import Ask, Outcome
from kiosk.hub.memory import OPS, Snapshots
from kiosk.hub.read_model import Changes, ReadModel
from kiosk.journal.event import Draft, Event
from kiosk.journal.journal import Journal
from kiosk.refusal import Refusal
from kiosk.sync.ingest import Accepted, Refused, accept
from kiosk.sync.wire import Batch

TICK_US = 1_000_000
SNAPSHOT_EVERY = 2000


class Books:
    """Opened, used and closed by the writer's thread alone."""

    def __init__(
        self, journal: Journal, rules: Rules, clock: Clock, place_of: Callable[[str], Mapping[str, str]]
    ) -> None:
        self.journal = journal
        self.clock = clock
        self.origin = journal.origin
        self._rules = rules
        self._answers = Answers(journal)
        self._snapshots = Snapshots(journal, journal.origin)
        self.memory = self._snapshots.load(rules)
        self.model = ReadModel(place_of)
        self._last_tick_us = clock.mono_us() - TICK_US
        self._touched: list[Event] = []

    def close(self) -> None:
        """Close the journal; what was committed is on the disk already."""
        self.journal.close()

    def perform(self, ask: Ask) -> Outcome:
        """Do one command, or give the answer it got before. Raises JournalUnavailable: then nothing has changed."""
        kept = self._answers.find(ask.key, ask.request)
        if kept is not None:
            return Outcome(kept)
        decided = ask.decide(self.memory, self.clock.now())
        with self.saving():
            if isinstance(decided, Refusal):
                given = refused(decided)
            else:
                self.write(decided)
                given = reply(ask.status, ask.answer(self.memory))
            self._answers.keep(ask.key, ask.request, given, self.memory.day)
        return Outcome(given, self.changes())

    @contextmanager
    def saving(self) -> Iterator[None]:
        """One transaction. When it fails, for whatever reason, memory goes back to what the disk holds."""
        self._touched = []
        try:
            with self.journal.transaction():
                yield
        except BaseException:
            self._touched = []
            self.memory = self._snapshots.load(self._rules)
            raise

    def write(self, drafts: Sequence[Draft]) -> list[Event]:
        """Append to the hub's own ops lane and fold; inside `saving`."""
        if not drafts:
            return []
        events = self.journal.append(OPS, drafts)
        for event in events:
            if event.kind == "day.opened":  # the day before this one is the oldest whose answers are kept
                self._answers.forget_before(self.memory.day)
            self.memory.fold(event)
        self._touched += events
        return events

    def ingest(
        self, batch: Batch, allowed: Callable[[str], bool], offset_us: int | None
    ) -> tuple[Accepted | Refused, Changes]:
        """Store foreign events; what they mean for the hall is decided and written in the same transaction."""
        self._touched, before = [], self.memory.seq
        spoiled = False

        def arrived(event: Event) -> None:
            nonlocal spoiled
            command = arrival(event, offset_us, self.clock.now())
            if command is None:
                return
            try:
                decided = self.memory.hall.decide(command, self.clock.now())
                if isinstance(decided, Refusal):
                    raise ValueError(f"an arrival is never refused, and this one was: {decided.code}")
                self.write(decided)
            except BaseException:
                spoiled = True
                raise

        result = accept(self.journal, batch, allowed=allowed, on_event=arrived)
        if spoiled or (result.status == 503 and self.memory.seq != before):
            self._touched = []
            self.memory = self._snapshots.load(self._rules)
            return result, self.model.everything(self.memory)
        return result, self.changes()

    def changes(self) -> Changes:
        """What the last `saving` changed in the read model."""
        touched, self._touched = self._touched, []
        return self.model.changes(self.memory, touched)

    def everything(self) -> Changes:
        """The whole read model, as far as it was not published before."""
        return self.model.everything(self.memory)

    def tick(self) -> Outcome:
        """Once a second: what the time alone makes happen, and a snapshot when the tail has grown long."""
        self._last_tick_us = self.clock.mono_us()
        now = self.clock.now()
        decided = self.memory.hall.decide(Tick(), now)
        drafts = [] if isinstance(decided, Refusal) else [*decided, *self.memory.errands.expired(now)]
        long_tail = self.memory.seq - self._snapshots.seq >= SNAPSHOT_EVERY
        if drafts or long_tail:
            with self.saving():
                self.write(drafts)
                if long_tail:
                    self._snapshots.save(self.memory)
        return Outcome(NOTHING, self.changes())

    def seconds_to_tick(self) -> float:
        """How long the inbox may be waited for; 0 or less when a tick is due."""
        return (self._last_tick_us + TICK_US - self.clock.mono_us()) / 1e6
