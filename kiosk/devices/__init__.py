"""The device set of a machine: drivers built from config, supervised, their health in one report."""

from kiosk.devices.device_set import DeviceSet

__all__ = ["DeviceSet"]
