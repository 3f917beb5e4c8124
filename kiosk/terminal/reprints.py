"""Work a desk ordered from this terminal: print a ticket again, each order once. Pure."""

from collections.abc import Mapping
from typing import Any


class Reprints:
    """Remembers which orders were begun, as long as the hub lists them."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._begun: set[str] = set()

    def fresh(self, orders: Mapping[str, Any]) -> list[tuple[str, str]]:
        """(order, ticket) of the orders for this terminal that were not begun yet; they count as begun now."""
        self._begun &= set(orders)
        found = [
            (order, str(told.get("ticket", "")))
            for order, told in sorted(orders.items())
            if isinstance(told, Mapping)
            and told.get("terminal") == self._node
            and told.get("kind") == "reprint"
            and order not in self._begun
        ]
        self._begun.update(order for order, _ in found)
        return found
