"""The devices of this machine: built from the machine file, watched over, their health in one report."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from drivers.base import Driver, Status
from kiosk.clock import Clock
from kiosk.devices.entry import Entry
from kiosk.settings import Device

Listener = Callable[[Status], None]
LOOK_SECONDS = 1.0


class DeviceSet:
    """A device that cannot be used is reported, the others work. Safe to ask from any thread.

    Listeners hear every status on the thread of the device it is about and must not wait.
    """

    def __init__(self, devices: Mapping[str, Device], clock: Clock) -> None:
        self._clock = clock
        self._begun = clock.now()
        self._since: dict[str, datetime] = {}
        self._listeners: list[Listener] = []
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._watch_over, name="devices", daemon=True)
        self._entries = {name: Entry(name, device, self._heard) for name, device in devices.items()}

    def listen(self, listener: Listener) -> None:
        """Hear of every status from now on; before `start`, so that none is missed."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Open all devices; returns at once."""
        for entry in self._entries.values():
            entry.start()
        self._watch.start()

    def stop(self) -> None:
        """Give all devices back; what was not answered is answered `canceled`."""
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join(LOOK_SECONDS * 3)
        for entry in self._entries.values():
            entry.stop()

    @property
    def problems(self) -> Mapping[str, str]:
        """Devices of the machine file that cannot be used, with what is wrong."""
        return {name: entry.problem for name, entry in self._entries.items() if entry.problem}

    def first(self, kind: str) -> Driver | None:
        """The first usable device of a kind, in the order of the machine file. Ask anew each time."""
        for entry in self._entries.values():
            if entry.driver is not None and entry.driver.kind == kind:
                return entry.driver
        return None

    def statuses(self, kind: str = "") -> tuple[Status, ...]:
        """The last status of every device, or of those of one kind."""
        found = (entry.status for entry in self._entries.values())
        return tuple(status for status in found if kind in {"", status.kind})

    def report(self) -> list[dict[str, object]]:
        """The devices as they stand in a status report: name, state, level, codes, since (UTC, ISO 8601)."""
        return [self._reported(status) for status in self.statuses()]

    def _reported(self, status: Status) -> dict[str, object]:
        return {
            "name": status.device,
            "state": str(status.state),
            "level": str(status.level),
            "codes": list(status.codes),
            "since": self._since.get(status.device, self._begun).isoformat(timespec="seconds"),
        }

    def _heard(self, status: Status) -> None:
        self._since[status.device] = self._clock.now()
        for listener in self._listeners:
            listener(status)

    def _watch_over(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            for entry in self._entries.values():
                entry.look()
