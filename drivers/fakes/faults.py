"""The faults of a fake device: those that are on, and those that wait until some more bytes have gone by."""

from collections.abc import Mapping, Sequence
from typing import Any

from drivers.fakes.device import NoSuchThing

UNPLUGGED = "unplugged"
CUT = "unplugged_mid_job"
"""Waits for bytes received and becomes UNPLUGGED; all others wait for bytes that the device has worked off."""


class Faults:
    """Guarded by the lock of its device. `on`: the faults of now; `armed`: name -> bytes still to go."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known
        self.on: set[str] = set()
        self.armed: dict[str, int] = {}

    def order(self, name: str, on: bool, settings: Mapping[str, Any]) -> str:
        """What is to be switched at once, "" when it is armed instead (`{"after": n}`: n more bytes).

        Raises NoSuchThing, ValueError (settings).
        """
        if name not in self._known:
            raise NoSuchThing(f"no fault {name!r}; there are: {', '.join(self._known)}")
        after = settings.get("after", 0)
        if set(settings) - {"after"} or not isinstance(after, int) or isinstance(after, bool) or after < 0:
            raise ValueError('expected {"after": number of bytes} or nothing')
        self.armed.pop(name, None)
        if on and (after or name == CUT):
            self.armed[name] = after
            return ""
        return UNPLUGGED if name == CUT else name

    def switch(self, name: str, on: bool) -> None:
        """Now, whatever was armed."""
        (self.on.add if on else self.on.discard)(name)

    def through(self, data: bytes) -> tuple[bytes, bool]:
        """What of the received bytes still comes through, and whether the cable is pulled behind them."""
        left = self.armed.get(CUT)
        if left is None:
            return data, False
        if left > len(data):
            self.armed[CUT] = left - len(data)
            return data, False
        del self.armed[CUT]
        self.on.add(UNPLUGGED)
        return data[:left], True

    def due(self, worked_off: int) -> list[str]:
        """Count down by these bytes: the armed faults whose moment has come."""
        for name in self.armed:
            if name != CUT:
                self.armed[name] -= worked_off
        due = [name for name, left in self.armed.items() if name != CUT and left <= 0]
        for name in due:
            del self.armed[name]
        return due
