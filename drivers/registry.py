"""Which drivers there are: those of this package and those a third party brings by entry point `kiosk.drivers`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

from drivers.driver import Driver
from drivers.words import Fault, Status

OURS = {"escpos": "drivers.ticket_printer.escpos_manifest:MANIFEST"}
ENTRY_POINTS = "kiosk.drivers"


class Build(Protocol):
    """Makes a driver, not yet started, from the tables of the machine file. Raises ConfigError."""

    def __call__(
        self,
        name: str,
        transport: Mapping[str, Any],
        options: Mapping[str, Any],
        on_status: Callable[[Status], None],
    ) -> Driver: ...


class ConfigError(ValueError):
    """A device's table in the machine file cannot be used; the message says which value and what was expected."""


@dataclass(frozen=True)
class Manifest:
    """What is known of a driver before it is built. `options` and `transport` are JSON schemas."""

    id: str
    kind: str
    title: str
    transports: tuple[str, ...]
    options: Mapping[str, Any]
    transport: Mapping[str, Any]
    faults: Mapping[str, Fault]
    build: Build


def find(manifest_id: str) -> Manifest:
    """The manifest of a driver by id ("escpos"). Raises ConfigError for an unknown one."""
    if manifest_id in OURS:
        module, _, name = OURS[manifest_id].partition(":")
        return _manifest(getattr(import_module(module), name))
    for point in entry_points(group=ENTRY_POINTS, name=manifest_id):
        return _manifest(point.load())
    raise ConfigError(f"no driver {manifest_id!r}; there are: {', '.join(names())}")


def names() -> list[str]:
    """Ids of all drivers that can be found."""
    return sorted({*OURS, *entry_points(group=ENTRY_POINTS).names})


def _manifest(found: object) -> Manifest:
    if not isinstance(found, Manifest):
        raise ConfigError(f"{found!r} is not a driver manifest")
    return found
