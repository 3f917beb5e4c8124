"""Small jobs people of a hall ask of each other: a visitor calls for help, a desk orders a ticket printed again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.clock import from_us, to_us
from kiosk.journal.event import Draft
from kiosk.refusal import Refusal

HELP_ENDS = timedelta(minutes=30)
ORDER_ENDS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Help:
    """A call for help from a terminal; `desk` answered it, 0 stands for staff away from a desk, None for nobody yet."""

    id: str
    terminal: str
    at_us: int
    answered: bool = False
    desk: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Work for a terminal: print this ticket once more."""

    id: str
    terminal: str
    ticket: str
    at_us: int


class Errands:
    """Open help calls and orders: a fold over `help.*` and `order.*` events, like the hall itself."""

    def __init__(self) -> None:
        self.helps: dict[str, Help] = {}
        self.orders: dict[str, Order] = {}

    def ask(self, call: str, terminal: str) -> list[Draft] | Refusal:
        """A visitor calls; while one call of this terminal is open, the same call stands."""
        if self.open_call(terminal):
            return []
        return [Draft("help.asked", {"id": call, "terminal": terminal})]

    def answer(self, call: str, desk: int | None) -> list[Draft] | Refusal:
        """Somebody goes; the second to say so is told who was first."""
        found = self.helps.get(call)
        if found is None:
            return Refusal("help_over")
        if found.answered and found.desk != desk:
            return Refusal("help_answered", {"desk": found.desk or 0})
        return [] if found.answered else [Draft("help.answered", {"id": call, "desk": desk})]

    def close(self, call: str, terminal: str | None = None) -> list[Draft] | Refusal:
        """The call is over; a terminal (named) may end its own calls alone, others see no call of that id."""
        found = self.helps.get(call)
        if found is None:
            return []
        if terminal is not None and found.terminal != terminal:
            return Refusal("help_over")
        return [Draft("help.closed", {"id": call})]

    def order(self, order: str, terminal: str, ticket: str) -> list[Draft] | Refusal:
        """Ask a terminal to print a ticket again; an open order for the same ticket stands."""
        if any(open_.ticket == ticket for open_ in self.orders.values()):
            return []
        return [Draft("order.made", {"id": order, "terminal": terminal, "kind": "reprint"}, ticket)]

    def done(self, orders: Sequence[str], terminal: str) -> list[Draft]:
        """What a terminal says it has printed; orders of others and unknown ones are passed over."""
        own = [self.orders[order] for order in orders if order in self.orders]
        return [Draft("order.done", {"id": order.id}, order.ticket) for order in own if order.terminal == terminal]

    def expired(self, now: datetime) -> list[Draft]:
        """Calls and orders nobody waits for any more."""
        calls = [call.id for call in self.helps.values() if now - from_us(call.at_us) > HELP_ENDS]
        orders = [order for order in self.orders.values() if now - from_us(order.at_us) > ORDER_ENDS]
        return [Draft("help.closed", {"id": call}) for call in calls] + [
            Draft("order.dropped", {"id": order.id}, order.ticket) for order in orders
        ]

    def open_call(self, terminal: str) -> Help | None:
        """The open call of this terminal."""
        return next((call for call in self.helps.values() if call.terminal == terminal), None)

    def apply(self, kind: str, ticket: str, body: Mapping[str, Any], at: datetime) -> None:
        """Fold one event; kinds of later versions are passed over."""
        ident = str(body["id"])
        if kind == "help.asked":
            self.helps[ident] = Help(ident, str(body["terminal"]), to_us(at))
        elif kind == "help.answered" and ident in self.helps:
            self.helps[ident] = replace(self.helps[ident], answered=True, desk=body["desk"])
        elif kind == "help.closed":
            self.helps.pop(ident, None)
        elif kind == "order.made":
            self.orders[ident] = Order(ident, str(body["terminal"]), ticket, to_us(at))
        elif kind in {"order.done", "order.dropped"}:
            self.orders.pop(ident, None)

    def dump(self) -> dict[str, Any]:
        """Everything, as plain JSON."""
        return {
            "helps": [asdict(call) for call in self.helps.values()],
            "orders": [asdict(order) for order in self.orders.values()],
        }

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> "Errands":
        """The opposite of `dump`."""
        errands = cls()
        errands.helps = {call["id"]: Help(**call) for call in dumped["helps"]}
        errands.orders = {order["id"]: Order(**order) for order in dumped["orders"]}
        return errands
