"""One enrolled device, what a code makes of it, and its row in the table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.access.rights import Kind
from kiosk.access.tokens import digest
from kiosk.clock import from_us, to_us


@dataclass(frozen=True, slots=True)
class Device:
    """One enrolled device. `code` is a terminal's label code, `desk` a desk's number, `hall` what a hub stands for."""

    id: str
    role: Kind
    code: str
    desk: int | None
    place: Mapping[str, str]
    hall: str
    enrolled_at: datetime
    revoked_at: datetime | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "role": self.role.value,
            "code": self.code,
            "desk": self.desk,
            "place": dict(self.place),
            "hall": self.hall,
            "enrolled_at": self.enrolled_at.isoformat(),
            "revoked_at": self.revoked_at.isoformat() if self.revoked_at else None,
        }


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device and the token it alone will know."""

    device: Device
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a code will make of the device that brings it."""

    role: Kind
    place: Mapping[str, str] = field(default_factory=dict)
    desk: int | None = None
    hall: str = ""


def row_of(device: Device, token: str) -> tuple[Any, ...]:
    """The row of a device that was just enrolled; of its token only the hash."""
    place = json.dumps(dict(device.place), ensure_ascii=False)
    who = (device.id, device.role.value, device.code, device.desk, place, device.hall)
    return *who, digest(token), to_us(device.enrolled_at), None


def device_of(row: tuple[object, ...]) -> Device:
    """The device of a row."""
    ident, role, code, desk, place, hall, _, enrolled_us, revoked_us = row
    return Device(
        id=str(ident),
        role=Kind(str(role)),
        code=str(code),
        desk=desk if isinstance(desk, int) else None,
        place=json.loads(str(place)),
        hall=str(hall),
        enrolled_at=from_us(int(str(enrolled_us))),
        revoked_at=from_us(revoked_us) if isinstance(revoked_us, int) else None,
    )
