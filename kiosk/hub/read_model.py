"""What boards, desks and terminals see of the hall: small objects by kind and id, made anew for what was touched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.hall.hall import Hall
from kiosk.hall.state import Call
from kiosk.hub.errands import Help, Order
from kiosk.hub.live import iso
from kiosk.hub.memory import Memory
from kiosk.journal.event import Event

Entity = tuple[str, str, dict[str, Any]]
Gone = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Objects that are new or different, and those that are no more."""

    put: Sequence[Entity] = field(default_factory=tuple)
    gone: Sequence[Gone] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return bool(self.put or self.gone)


class ReadModel:
    """Remembers which objects are out there, so that it can say which are gone."""

    def __init__(self, place_of: Callable[[str], Mapping[str, str]]) -> None:
        """`place_of` says where a terminal (by id) stands."""
        self._place_of = place_of
        self._at: dict[str, int] = {}
        self._tickets: set[str] = set()
        self._desks: set[str] = set()
        self._calls: dict[str, Call] = {}
        self._helps: set[str] = set()
        self._orders: set[str] = set()

    def changes(self, memory: Memory, events: Iterable[Event]) -> Changes:
        """After these events were folded."""
        tickets: set[str] = set()
        desks: set[int] = set()
        whole = errands = False
        for event in events:
            whole = whole or event.kind in {"settings.changed", "day.opened"}
            errands = errands or event.kind.startswith(("help.", "order."))
            if event.ticket:
                tickets.add(event.ticket)
                desks |= {self._at[event.ticket]} if event.ticket in self._at else set()
            if event.kind.startswith(("desk.", "ticket.")) and isinstance(event.data.get("desk"), int):
                desks.add(event.data["desk"])
        if whole:
            return self.everything(memory)
        if not (tickets or desks or errands):
            return Changes(self._hall(memory)) if events else Changes()
        return self._of(memory, tickets, desks, errands)

    def everything(self, memory: Memory) -> Changes:
        """All there is, and what was out there and is not any more."""
        out_there, self._calls = self._calls, {}
        views = memory.hall.views()
        tickets = {ident for kind, ident, _ in views if kind == "ticket"}
        desks = {int(ident) for kind, ident, _ in views if kind == "desk"}
        found = self._of(memory, tickets | self._tickets, desks | {int(desk) for desk in self._desks}, errands=True)
        return Changes(found.put, [*found.gone, *(("call", no) for no in out_there if no not in self._calls)])

    def _of(self, memory: Memory, tickets: Iterable[str], desks: set[int], errands: bool) -> Changes:
        hall = memory.hall
        put: list[Entity] = self._hall(memory)
        gone: list[Gone] = []
        for ident in sorted(tickets):
            found = hall.view("ticket", ident)
            if found is not None:
                self._tickets.add(ident)
                put.append(("ticket", ident, found))
                if found["desk"] is not None:
                    self._at[ident] = found["desk"]
            elif ident in self._tickets:
                self._tickets.discard(ident)
                self._at.pop(ident, None)
                gone.append(("ticket", ident))
        self._put_desks(hall, desks, put, gone)
        self._put_calls(hall, put, gone)
        if errands:
            self._put_errands(memory, put, gone)
        return Changes(put, gone)

    def _put_desks(self, hall: Hall, desks: Iterable[int], put: list[Entity], gone: list[Gone]) -> None:
        for number in sorted(desks):
            ident = str(number)
            found = hall.view("desk", ident)
            if found is not None:
                self._desks.add(ident)
                put.append(("desk", ident, found))
            elif ident in self._desks:
                self._desks.discard(ident)
                gone.append(("desk", ident))

    def _put_calls(self, hall: Hall, put: list[Entity], gone: list[Gone]) -> None:
        now = {str(one.no): one for one in hall.state.calls}
        for no, one in now.items():
            shown = hall.view("call", no) if self._calls.get(no) != one else None
            put += [("call", no, shown)] if shown else []
        gone += [("call", no) for no in self._calls if no not in now]
        self._calls = now

    def _put_errands(self, memory: Memory, put: list[Entity], gone: list[Gone]) -> None:
        helps, orders = memory.errands.helps, memory.errands.orders
        put += [("help", ident, help_call(one, self._place_of(one.terminal))) for ident, one in helps.items()]
        put += [("order", ident, order(one)) for ident, one in orders.items()]
        gone += [("help", ident) for ident in self._helps - helps.keys()]
        gone += [("order", ident) for ident in self._orders - orders.keys()]
        self._helps, self._orders = set(helps), set(orders)

    @staticmethod
    def _hall(memory: Memory) -> list[Entity]:
        return [("hall", "hall", memory.hall.view("hall", "hall") or {})]


def help_call(found: Help, place: Mapping[str, str]) -> dict[str, Any]:
    """A call for help from a terminal that stands at `place`."""
    return {
        "terminal": found.terminal,
        "place": dict(place),
        "state": "answered" if found.answered else "asked",
        "desk": found.desk,
        "at": iso(found.at_us),
    }


def order(found: Order) -> dict[str, Any]:
    """Work for a terminal."""
    return {"terminal": found.terminal, "kind": "reprint", "ticket": found.ticket}
