"""The words every driver speaks: completion codes, statuses, results, fault tables (after XFS4IoT)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Completion(StrEnum):
    """How a command ended. The names are those of XFS4IoT, so that a technician meets them in other systems too."""

    SUCCESS = "success"
    CANCELED = "canceled"
    DEVICE_NOT_READY = "deviceNotReady"
    HARDWARE_ERROR = "hardwareError"
    INTERNAL_ERROR = "internalError"
    INVALID_COMMAND = "invalidCommand"
    INVALID_DATA = "invalidData"
    TIME_OUT = "timeOut"
    UNSUPPORTED_COMMAND = "unsupportedCommand"
    CONNECTION_LOST = "connectionLost"
    USER_ERROR = "userError"
    SEQUENCE_ERROR = "sequenceError"


class State(StrEnum):
    """What the driver is doing with its device."""

    ABSENT = "absent"
    OPENING = "opening"
    READY = "ready"
    BUSY = "busy"
    FAULT = "fault"


class Level(StrEnum):
    """How bad it is. `unknown` is never `ok`: a device that does not say it is well is not well."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    UNKNOWN = "unknown"


class Health(StrEnum):
    """Depth of a health check (UnifiedPOS): ask only, move something, ask a person."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"


@dataclass(frozen=True)
class Status:
    """One device at one moment; pushed at every change. `since` is of the monotonic clock, in seconds."""

    device: str
    kind: str
    state: State
    level: Level
    codes: tuple[str, ...] = ()
    since: float = field(default_factory=time.monotonic)
    detail: Mapping[str, Any] = field(default_factory=dict)

    def same_as(self, other: "Status") -> bool:
        """True when nothing but the moment differs."""
        mine = (self.device, self.kind, self.state, self.level, self.codes, dict(self.detail))
        return mine == (other.device, other.kind, other.state, other.level, other.codes, dict(other.detail))


@dataclass(frozen=True)
class Capabilities:
    """What this device can do; static once it is known."""

    kind: str
    protocol: str
    features: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The one answer to one request. `code` is a fault code (or "" when all is well)."""

    request: str
    completion: Completion
    code: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """True when the device did what it was asked."""
        return self.completion is Completion.SUCCESS


@dataclass(frozen=True)
class CheckHealth:
    """The command every driver knows: look at the device as deep as `level` says."""

    level: Health = Health.INTERNAL


@dataclass(frozen=True)
class Fault:
    """One row of a driver's fault table: how bad, which services it blocks, and the keys of its texts.

    `blocks` names features of the machine ("print", "pay", ...), not services of the catalogue.
    """

    code: str
    level: Level
    blocks: frozenset[str] = frozenset()

    @property
    def staff_what(self) -> str:
        """Text key: what happened, for staff."""
        return f"fault.{self.code}.staff_what"

    @property
    def staff_do(self) -> str:
        """Text key: what to do, for staff."""
        return f"fault.{self.code}.staff_do"

    @property
    def visitor(self) -> str:
        """Text key: what the visitor is told."""
        return f"fault.{self.code}.visitor"


def fault_table(*faults: Fault) -> Mapping[str, Fault]:
    """Faults by code; a code twice is a mistake of the driver's author."""
    table = {fault.code: fault for fault in faults}
    if len(table) != len(faults):
        raise ValueError("a fault code stands twice in the table")
    return MappingProxyType(table)


def worst(levels: list[Level]) -> Level:
    """The level of a whole: the worst of its parts, where unknown is worse than a warning; nothing at all is ok."""
    order = (Level.ERROR, Level.UNKNOWN, Level.WARNING)
    return next((level for level in order if level in levels), Level.OK)
