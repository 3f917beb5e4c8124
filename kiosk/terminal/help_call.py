"""The visitor's call for help: asked, coming once somebody answered, unanswered after half a minute or without hub."""

from collections.abc import Mapping
from typing import Any

ASKED, COMING, UNANSWERED = "asked", "coming", "unanswered"
PATIENCE_SECONDS = 30.0


class HelpCall:
    """One call at a time. Holds no visitor's data; the core tells it what happened and reads `state`."""

    def __init__(self) -> None:
        self.state = ""
        self._key = ""
        self._call = ""

    def ask(self, key: str) -> bool:
        """The key was pressed. True when a call has to be sent; a second press while one is open changes nothing."""
        if self.state in {ASKED, COMING}:
            return False
        self.state, self._key, self._call = ASKED, key, ""
        return True

    def sent(self, key: str, call: str) -> str:
        """The hub took the call (its id) or did not ("" ). Returns a call id that nobody needs any more, or ""."""
        if key != self._key or not self.state:
            return call
        self._key = ""
        if call:
            self._call = call
        else:
            self.state = UNANSWERED
        return ""

    @property
    def heard_of(self) -> bool:
        """Whether the hub has confirmed that it took the call."""
        return bool(self._call)

    def heard(self, calls: Mapping[str, Any]) -> None:
        """The hub's open calls now, by id."""
        mine = calls.get(self._call) if self._call else None
        if isinstance(mine, Mapping) and mine.get("state") == "answered":
            self.state = COMING
        elif self._call and mine is None and self.state == COMING:
            self.end()

    def patience_over(self) -> bool:
        """Half a minute went by. True when nobody has answered until now."""
        if self.state != ASKED:
            return False
        self.state = UNANSWERED
        return True

    def end(self) -> str:
        """Forget the call; returns its id if the hub has to be told, else ""."""
        call, self.state, self._key, self._call = self._call, "", "", ""
        return call

    def strays(self, calls: Mapping[str, Any], node: str) -> list[str]:
        """Open calls of this terminal that belong to nobody here any more, such as those from before a restart."""
        if self._key:
            return []
        return [
            call
            for call, told in calls.items()
            if call != self._call and isinstance(told, Mapping) and told.get("terminal") == node
        ]
