"""Devices: one folder per device class, one file per protocol. `drivers.find("escpos")` is the way in."""

from drivers.registry import ConfigError, Manifest, find, names

__all__ = ["ConfigError", "Manifest", "find", "names"]
