"""One ticket on its way: asked for, then written, then done. A late or foreign answer changes nothing. Pure."""

from enum import StrEnum

from kiosk.terminal.messages import Answered, Grant, Order, Written


class Stage(StrEnum):
    """How far the ticket is."""

    NONE = "none"
    ASKING = "asking"
    WRITING = "writing"


class Issuing:
    """At most one ticket at a time: the terminal has one visitor."""

    def __init__(self) -> None:
        self.stage = Stage.NONE
        self.order: Order | None = None

    def begin(self, order: Order) -> None:
        """A number is being asked for. Raises ValueError when another ticket is on its way."""
        if self.stage is not Stage.NONE:
            raise ValueError(f"a ticket is {self.stage} already")
        self.stage, self.order = Stage.ASKING, order

    def refused(self, answer: Answered) -> bool:
        """Whether this answer ends the ticket: the hall does not give one. Ends it then."""
        if not self._waits_for(answer.ticket) or answer.refusal is None:
            return False
        self.stage, self.order = Stage.NONE, None
        return True

    def granted(self, answer: Answered) -> tuple[Order, Grant | None] | None:
        """What has to be written after this answer, None when it comes too late or is about another ticket."""
        if not self._waits_for(answer.ticket) or self.order is None:
            return None
        self.stage = Stage.WRITING
        return self.order, answer.grant

    def time_over(self) -> Order | None:
        """The hub had its time: what has to be written now with a number of our own."""
        if self.stage is not Stage.ASKING:
            return None
        self.stage = Stage.WRITING
        return self.order

    def written(self, answer: Written) -> bool:
        """Whether this is the end of the ticket on its way. Ends it then."""
        if self.stage is not Stage.WRITING or self.order is None or self.order.ticket != answer.ticket:
            return False
        self.stage, self.order = Stage.NONE, None
        return True

    def _waits_for(self, ticket: str) -> bool:
        return self.stage is Stage.ASKING and self.order is not None and self.order.ticket == ticket
