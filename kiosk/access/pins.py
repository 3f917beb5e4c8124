"""PINs of staff: their rules, and how they are kept: scrypt, sealed with a pepper that is not in the database.

A table of four-digit PINs falls in minutes to whoever holds it, whatever the hash. So the hash is sealed with a secret
kept in a file of its own: a copy of the database alone (a backup, a support bundle) says nothing about any PIN.
"""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from kiosk.access.identity import write_private
from kiosk.access.rights import Role
from kiosk.refusal import Refusal

PEPPER_FILE = "pepper"
SHORTEST = {Role.OPERATOR: 4, Role.ADMINISTRATOR: 6, Role.TECHNICIAN: 6}
LONGEST = 12
RUNS = "01234567890", "09876543210"
MAX_MEMORY = 256 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """scrypt's N, r and p (RFC 7914). The default takes 32 MiB and about 0.2 s: the OWASP trade of memory for p."""

    n: int = 1 << 15
    r: int = 8
    p: int = 3


def check_rules(pin: str, role: Role) -> None:
    """Raise Refusal `pin_too_short`, `pin_not_digits` or `pin_too_easy` for a PIN nobody should have."""
    shortest = SHORTEST[role]
    if not shortest <= len(pin) <= LONGEST:
        raise Refusal("pin_too_short", {"shortest": shortest, "longest": LONGEST})
    if not (pin.isascii() and pin.isdigit()):
        raise Refusal("pin_not_digits")
    if len(set(pin)) == 1 or any(pin in run for run in RUNS):
        raise Refusal("pin_too_easy")


def fresh_pin(role: Role = Role.ADMINISTRATOR) -> str:
    """A random PIN that keeps the rules of `role`."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(SHORTEST[role]))
        try:
            check_rules(pin, role)
        except Refusal:
            continue
        return pin


class Pins:
    """Makes and checks PIN hashes. Slow on purpose: call it on a worker thread, never on the event loop or the writer.

    Stored form: `scrypt$N$r$p$<pepper id>$<salt>$<sealed hash>`. The portable form (pepper id `-`) is the same without
    the seal: it is what the centre hands down to the halls' hubs, over TLS alone.
    """

    def __init__(self, pepper: bytes, cost: Cost | None = None) -> None:
        self._pepper = pepper
        self._id = hashlib.sha256(b"pepper id" + pepper).hexdigest()[:8]
        self._cost = cost or Cost()
        self.nobody = self.hash(secrets.token_hex(8))  # checked for unknown logins, so that they take as long

    def hash(self, pin: str) -> str:
        """The stored form of a PIN."""
        salt = os.urandom(16)
        return self._join(self._cost, self._id, salt, self._seal(_scrypt(pin, salt, self._cost), salt))

    def check(self, pin: str, stored: str) -> bool:
        """Whether this is the PIN; False as well when it was sealed with a pepper that is gone."""
        cost, pepper_id, salt, kept = _split(stored)
        found = _scrypt(pin, salt, cost)
        return hmac.compare_digest(self._seal(found, salt), kept) and pepper_id == self._id

    def usable(self, stored: str) -> bool:
        """Whether a PIN can still be checked against it: False when the pepper file was lost."""
        return _split(stored)[1] == self._id

    def portable(self, stored: str) -> str:
        """The hash without its seal."""
        cost, pepper_id, salt, kept = _split(stored)
        if pepper_id != self._id:
            raise ValueError("sealed with another pepper")
        return self._join(cost, "-", salt, self._seal(kept, salt))

    def adopt(self, portable: str) -> str:
        """Seal a portable hash with this server's pepper."""
        cost, pepper_id, salt, plain = _split(portable)
        if pepper_id != "-":
            raise ValueError("not a portable hash")
        return self._join(cost, self._id, salt, self._seal(plain, salt))

    def _seal(self, value: bytes, salt: bytes) -> bytes:
        """Exclusive or with a key stream of 32 bytes that only the pepper gives; doing it twice undoes it."""
        stream = hmac.digest(self._pepper, salt, "sha256")
        return bytes(a ^ b for a, b in zip(value, stream, strict=True))

    @staticmethod
    def _join(cost: Cost, pepper_id: str, salt: bytes, value: bytes) -> str:
        numbers = f"{cost.n}${cost.r}${cost.p}"
        return f"scrypt${numbers}${pepper_id}${base64.b64encode(salt).decode()}${base64.b64encode(value).decode()}"


def open_pepper(state: Path) -> bytes:
    """The server's pepper, made at its first start; losing the file means that every PIN must be set anew."""
    file = state / PEPPER_FILE
    if not file.exists():
        state.mkdir(parents=True, exist_ok=True)
        write_private(file, os.urandom(32))
    return file.read_bytes()


def _scrypt(pin: str, salt: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=MAX_MEMORY, dklen=32)


def _split(stored: str) -> tuple[Cost, str, bytes, bytes]:
    name, n, r, p, pepper_id, salt, value = stored.split("$")
    if name != "scrypt":
        raise ValueError(f"unknown hash {name!r}")
    cost = Cost(int(n), int(r), int(p))
    if cost.n > 1 << 18 or cost.r * cost.p > 64:
        raise ValueError("a hash this dear would stop the server")
    return cost, pepper_id, base64.b64decode(salt, validate=True), base64.b64decode(value, validate=True)
