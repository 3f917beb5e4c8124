"""The commands of this room, where `kiosk.cli` finds them: `enrol`, `staff`, `device`."""

from kiosk.access.device_command import device
from kiosk.access.enrol import enrol
from kiosk.access.staff_command import staff

__all__ = ["device", "enrol", "staff"]
