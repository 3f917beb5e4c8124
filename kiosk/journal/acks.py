"""How far each chain is known above: what the parent (hub) and the centre have said they hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.journal.rows import Stream
from kiosk.journal.transactions import Transactions

GET = "SELECT hub, central FROM acked WHERE origin=? AND lane=? AND epoch=?"
ALL_ACKS = "SELECT origin, lane, epoch, hub, central FROM acked ORDER BY origin, lane, epoch"
PUT = "INSERT OR REPLACE INTO acked (origin, lane, epoch, hub, central) VALUES (?,?,?,?,?)"


@dataclass(frozen=True)
class Ack:
    """Of one chain: the last sequence that the parent has, and that the centre has. Only `central` lets a node trim."""

    origin: str
    lane: str
    epoch: int
    hub: int
    central: int

    @property
    def stream(self) -> Stream:
        return Stream(self.origin, self.lane, self.epoch)


class Acks(Transactions):
    """The table `acked`. A server restored from an old copy knows less than before: then numbers go back, rightly."""

    def acked(self, origin: str, lane: str, epoch: int) -> Ack:
        """What was last heard about one chain; zeros when nothing was."""
        found = self.execute(GET, (origin, lane, epoch)).fetchone() or (0, 0)
        return Ack(origin, lane, epoch, *found)

    def acks(self) -> list[Ack]:
        """What was last heard, of every chain that was heard about."""
        return [Ack(*row) for row in self.execute(ALL_ACKS)]

    def record_acks(self, acks: Iterable[Ack]) -> None:
        """Remember what was heard, in a transaction of its own or in the one that is open."""
        with self.transaction():
            for ack in acks:
                self.execute(PUT, (ack.origin, ack.lane, ack.epoch, ack.hub, ack.central))
