"""What one answer means for the uplink: how far a chain is known above, when to go on, what is an alarm. No I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from kiosk.journal.acks import Ack
from kiosk.journal.rows import Stand, Stream
from kiosk.sync.answer import Answer
from kiosk.sync.wire import MAX_EVENTS

# A chain that the parent refuses is tried again now and then: a person may have released it.
HOLD_SECONDS: Final = 300.0
# A payment never waits behind ticket noise.
ORDER: Final[Mapping[str, int]] = MappingProxyType({"pay": 0, "ops": 1, "audit": 2})


class Busy(Exception):
    """Nothing more can be sent for now; `wait` is what the server asked for (s), `why` a word for the state."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


@dataclass
class Course:
    """Cursors, batch sizes and alarms of all chains. `changed` are acknowledgements not yet handed to the journal."""

    cursors: dict[Stream, Ack] = field(default_factory=dict)
    alarms: dict[Stream, str] = field(default_factory=dict)
    changed: dict[Stream, Ack] = field(default_factory=dict)
    _held: dict[Stream, float] = field(default_factory=dict)
    _limits: dict[Stream, int] = field(default_factory=dict)

    def due(self, stands: Iterable[Stand], now: float) -> list[Stand]:
        """The chains with something to send at this monotonic second, the urgent lanes first, old epochs first."""
        waiting = [
            stand
            for stand in stands
            if stand.last_seq > self.acked(stand).hub and self._held.get(Stream(*stand[:3]), now) <= now
        ]
        return sorted(waiting, key=lambda stand: (ORDER.get(stand.lane, 3), stand.origin, stand.epoch))

    def acked(self, stand: Stand) -> Ack:
        return self.cursors.get(Stream(*stand[:3]), Ack(*stand[:3], 0, 0))

    def limit(self, stand: Stand) -> int:
        """How many events the next batch may have."""
        return self._limits.get(Stream(*stand[:3]), MAX_EVENTS)

    def heard(self, acks: Iterable[Ack], stands: Iterable[Stand]) -> None:
        """Take the parent's own list of what it has; chains it does not name it does not have."""
        told = {ack.stream: ack for ack in acks}
        for stand in stands:
            stream = Stream(*stand[:3])
            ack = told.get(stream, Ack(*stream, 0, 0))
            if ack.hub > stand.last_seq:
                # Older than what the parent holds: a disk put back. The next event will show as a fork; never skip it.
                self.alarms[stream] = "parent_ahead"
            elif self.alarms.get(stream) == "parent_ahead":
                del self.alarms[stream]
            self._moved(replace(ack, hub=min(ack.hub, stand.last_seq), central=min(ack.central, stand.last_seq)))

    def answered(self, stand: Stand, sent: tuple[int, int], answer: Answer, now: float) -> None:
        """Move on after a batch of the events first..last of a chain. Raises Busy when all chains must wait."""
        stream = Stream(*stand[:3])
        if answer.status == 200:
            self._accepted(stream, sent, answer)
        elif answer.status == 409:
            self._gap(stream, sent, answer, now)
        elif answer.status == 413 and sent[1] > sent[0]:
            self._limits[stream] = max(1, (sent[1] - sent[0] + 1) // 2)
        elif answer.status in {413, 422}:
            self._stop(stream, sent, answer, now)
        else:
            code = answer.refusal.code if answer.refusal else str(answer.status)
            raise Busy(code, answer.retry_after)

    def _accepted(self, stream: Stream, sent: tuple[int, int], answer: Answer) -> None:
        acked, central = _number(answer.body, "acked"), _number(answer.body, "central")
        if acked is None or central is None or acked < sent[0]:
            raise Busy("rubbish")
        if self._limits.get(stream, MAX_EVENTS) < MAX_EVENTS:
            self._limits[stream] = min(MAX_EVENTS, self._limits[stream] * 2)
        self.alarms.pop(stream, None)
        self._held.pop(stream, None)
        # Only what was sent is known to be the same there.
        hub = min(acked, sent[1])
        self._moved(Ack(*stream, hub, min(central, hub)))

    def _gap(self, stream: Stream, sent: tuple[int, int], answer: Answer, now: float) -> None:
        acked = _number(answer.body, "acked")
        if acked is None or acked >= sent[0] - 1:
            raise Busy("rubbish")
        old = self.cursors.get(stream, Ack(*stream, 0, 0))
        if old.hub == acked:
            # What the parent wants next is no longer here (trimmed): only people can help this chain.
            self.alarms[stream] = "gap"
            self._held[stream] = now + HOLD_SECONDS
        self._moved(Ack(*stream, acked, min(old.central, acked)))

    def _stop(self, stream: Stream, sent: tuple[int, int], answer: Answer, now: float) -> None:
        acked = _number(answer.body, "acked")
        if acked is not None and sent[0] <= acked <= sent[1]:
            # The good events in front of the bad one were taken.
            self._moved(Ack(*stream, acked, self.cursors[stream].central if stream in self.cursors else 0))
        self.alarms[stream] = answer.refusal.code if answer.refusal else str(answer.status)
        self._held[stream] = now + HOLD_SECONDS

    def take_changed(self) -> list[Ack]:
        """The acknowledgements to be remembered since the last call."""
        taken = list(self.changed.values())
        self.changed.clear()
        return taken

    def _moved(self, ack: Ack) -> None:
        if self.cursors.get(ack.stream) != ack:
            self.cursors[ack.stream] = ack
            self.changed[ack.stream] = ack


def _number(body: Any, name: str) -> int | None:
    value = body.get(name) if isinstance(body, dict) else None
    return value if type(value) is int and value >= 0 else None
