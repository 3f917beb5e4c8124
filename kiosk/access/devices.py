"""Enrolled devices of a server: one-time codes, tokens (only their hashes are kept), revocation, label codes."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.access.device import Device, Enrolled, Enrolment, device_of, row_of
from kiosk.access.rights import Kind
from kiosk.access.store import Store, note
from kiosk.access.tokens import clean_code, digest, new_code, new_token
from kiosk.clock import Clock, to_us
from kiosk.refusal import Refusal

CODE_MINUTES = 10
OPEN_CODES = 200
TERMINAL_CODES = 99
TABLE = """
CREATE TABLE access_device(
  id TEXT PRIMARY KEY, role TEXT NOT NULL, code TEXT NOT NULL, desk INTEGER, place TEXT NOT NULL, hall TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE, enrolled_us INTEGER NOT NULL, revoked_us INTEGER
)
"""


class Devices:
    """The devices of one server. Changing methods run on the writer thread; `lookup` and `listed` on any."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        # hash -> what for, and a monotonic deadline; in memory, so a restart closes every open code
        self._codes: dict[bytes, tuple[Enrolment, int]] = {}
        self._by_hash: dict[bytes, Device] = {}
        self._all: dict[str, Device] = {}
        store.migrate("access_device", TABLE)
        for row in store.execute("SELECT * FROM access_device ORDER BY enrolled_us, id").fetchall():
            self._remember(device_of(row), row[6])

    def lookup(self, token: str) -> Device | None:
        """The device that carries this token; None when nobody does or it was revoked. One hash and one dict read."""
        return self._by_hash.get(digest(token))

    def find(self, device_id: str) -> Device | None:
        """A device by its id, revoked ones too."""
        return self._all.get(device_id)

    def listed(self) -> list[Device]:
        """All devices ever enrolled, in that order."""
        return list(self._all.values())

    def make_code(self, what: Enrolment, by: str) -> tuple[str, datetime]:
        """A code for one device, good for ten minutes, and when it ends. `by` is a login."""
        now_us = self._clock.mono_us()
        self._codes = {key: kept for key, kept in self._codes.items() if kept[1] > now_us}
        if len(self._codes) >= OPEN_CODES:
            raise Refusal("too_many_codes", {"limit": OPEN_CODES})
        code = new_code()
        with self._store.transaction():
            note(self._store, "enrolment.opened", {"role": what.role.value, "desk": what.desk, "by": by})
        self._codes[digest(code)] = (what, now_us + CODE_MINUTES * 60_000_000)
        return code, self._clock.now() + timedelta(minutes=CODE_MINUTES)

    def enrol(self, code: str) -> Enrolled:
        """Redeem a code. Raises Refusal `code_unknown` when it is wrong, was used or is too old."""
        key = digest(clean_code(code))
        found = self._codes.get(key)
        if found is None or found[1] <= self._clock.mono_us():
            self._codes.pop(key, None)
            raise Refusal("code_unknown")
        enrolled = self.add(found[0], "device.enrolled", {})
        del self._codes[key]
        return enrolled

    def add(self, what: Enrolment, kind: str, more: Mapping[str, object]) -> Enrolled:
        """Write a new device with an audit event of `kind`; known to `lookup` once it is on the disk."""
        token = new_token("device")
        with self._store.transaction():
            device = self.insert(what, token, kind, more)
        self._remember(device, digest(token))
        return Enrolled(device, token)

    def insert(self, what: Enrolment, token: str, kind: str, more: Mapping[str, object]) -> Device:
        """The writing half of `add`, inside the caller's transaction."""
        device = Device(
            id=f"{what.role.value}-{os.urandom(6).hex()}",
            role=what.role,
            code=self._free_code() if what.role is Kind.TERMINAL else "",
            desk=what.desk,
            place=dict(what.place),
            hall=what.hall,
            enrolled_at=self._clock.now(),
        )
        self._store.execute(
            "INSERT INTO access_device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row_of(device, token),
        )
        body = {"device": device.id, "role": device.role.value, "code": device.code, "hall": device.hall, **more}
        note(self._store, kind, body)
        return device

    def remember(self, device: Device, token: str) -> None:
        """Make a device of `insert` known, after the caller's commit."""
        self._remember(device, digest(token))

    def revoke(self, device_id: str, by: str) -> Device:
        """Its token is worth nothing from now on. Revoking twice changes nothing. Raises Refusal `device_unknown`."""
        device = self._all.get(device_id)
        if device is None:
            raise Refusal("device_unknown")
        if device.revoked_at is not None:
            return device
        at = self._clock.now()
        with self._store.transaction():
            self._store.execute("UPDATE access_device SET revoked_us = ? WHERE id = ?", (to_us(at), device_id))
            note(self._store, "device.revoked", {"device": device_id, "by": by})
        self._by_hash = {key: kept for key, kept in self._by_hash.items() if kept.id != device_id}
        self._all[device_id] = gone = replace(device, revoked_at=at)
        return gone

    def _remember(self, device: Device, token_hash: bytes) -> None:
        self._all[device.id] = device
        if device.revoked_at is None:
            self._by_hash[token_hash] = device

    def _free_code(self) -> str:
        """The first label code nobody ever had; when all 99 are used up, the one that was given back longest ago.

        A code given back today may stand on paper of this hall day, so it is taken again only after two days.
        """
        used = {device.code: device for device in self._all.values() if device.code}
        for number in range(1, TERMINAL_CODES + 1):
            if f"К{number}" not in used:
                return f"К{number}"
        rested = self._clock.now() - timedelta(days=2)
        free = [d for d in used.values() if d.revoked_at is not None and d.revoked_at <= rested]
        if not free:
            raise Refusal("no_terminal_codes", {"limit": TERMINAL_CODES})
        return min(free, key=lambda d: (d.revoked_at, d.code)).code
