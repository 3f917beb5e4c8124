"""The public names of this floor: everything a user or an author of a driver needs, under one import."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from drivers.book import Done, Request
from drivers.driver import Driver
from drivers.registry import ConfigError, Manifest, find, names
from drivers.transports.base import Transport, TransportError, TransportFactory
from drivers.words import (
    Capabilities,
    CheckHealth,
    Completion,
    Fault,
    Health,
    Level,
    Result,
    State,
    Status,
    fault_table,
    worst,
)

Event_co = TypeVar("Event_co", covariant=True)
Command_contra = TypeVar("Command_contra", contravariant=True)


class Parser(Protocol[Event_co]):
    """The reading half of a codec, without I/O: bytes in any pieces, events out. Never raises for what it is fed."""

    def feed(self, data: bytes) -> Sequence[Event_co]: ...


class Encoder(Protocol[Command_contra]):
    """The writing half of a codec, without I/O."""

    def encode(self, command: Command_contra, /) -> bytes: ...


__all__ = [
    "Capabilities",
    "CheckHealth",
    "Completion",
    "ConfigError",
    "Done",
    "Driver",
    "Encoder",
    "Fault",
    "Health",
    "Level",
    "Manifest",
    "Parser",
    "Request",
    "Result",
    "State",
    "Status",
    "Transport",
    "TransportError",
    "TransportFactory",
    "fault_table",
    "find",
    "names",
    "worst",
]
