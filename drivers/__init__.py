"""Devices: one folder per device class, one file per protocol."""
