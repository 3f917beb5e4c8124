"""One device of the machine file: its driver built, or the reason why it could not be."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from drivers.base import ConfigError, Driver, Level, Manifest, State, Status, find
from kiosk import paths
from kiosk.settings import Device

log = logging.getLogger(__name__)
FONT = paths.defaults() / "fonts" / "Inter.ttf"
BAD_CONFIG = "bad_config"
DIED = "driver_died"
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


def with_font(manifest: Manifest, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options, with the shipped font for a driver that can draw letters and was told nothing about it."""
    if "font" in manifest.options.get("properties", {}) and "font" not in options:
        return {**options, "font": str(FONT)}
    return options


class Entry:
    """Builds the driver, starts it, and builds it anew when its thread has died. Used by one thread at a time."""

    def __init__(self, name: str, device: Device, on_status: Callable[[Status], None]) -> None:
        self.name = name
        self.driver: Driver | None = None
        self.manifest: Manifest | None = None
        self.problem = ""
        self._device = device
        self._on_status = on_status
        self._pause, self._again_at = FIRST_PAUSE, 0.0
        self._broken: Status | None = None
        self._build()

    @property
    def status(self) -> Status:
        """The driver's last status, or that there is none to ask."""
        if self._broken is not None or self.driver is None:
            return self._broken or self._fault(BAD_CONFIG)
        return self.driver.status

    def start(self) -> None:
        """Begin; a device without a driver reports its fault instead."""
        if self.driver is not None:
            self.driver.start()
        elif self._broken is not None:
            self._on_status(self._broken)

    def stop(self) -> None:
        """Give the device back."""
        if self.driver is not None:
            self.driver.stop()

    def look(self) -> None:
        """Start a driver anew whose thread has died, after a pause that grows; an unusable entry stays as it is."""
        if self.driver is None or self.driver.alive:
            return
        now = time.monotonic()
        if self._broken is None:
            log.error("device %s: its driver died", self.name)
            self._broken = self._fault(DIED)
            self._again_at = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self.driver.stop()
            self._on_status(self._broken)
        elif now >= self._again_at:
            self._broken = None
            self._build()
            self.start()

    def _build(self) -> None:
        try:
            self.manifest = find(self._device.driver)
            options = with_font(self.manifest, self._device.options)
            self.driver = self.manifest.build(self.name, self._device.transport, options, self._on_status)
        except Exception as error:
            # A third party's driver may fail in any way of its own; the other devices of this machine go on.
            expected = isinstance(error, ConfigError)
            log.error("device %s cannot be used: %s", self.name, error, exc_info=None if expected else error)
            self.problem, self.driver = str(error), None
            self._broken = self._fault(BAD_CONFIG)

    def _fault(self, code: str) -> Status:
        kind = self.manifest.kind if self.manifest else ""
        return Status(self.name, kind, State.FAULT, Level.ERROR, (code,))
