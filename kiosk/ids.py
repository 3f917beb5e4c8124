"""Identities: time-ordered UUIDs for tickets, random keys for commands."""

import os
import uuid

from kiosk.clock import Clock, to_us


def uuid7(clock: Clock) -> str:
    """A UUIDv7 as text (RFC 9562 section 5.7): 48 bits of milliseconds since 1970, the rest random."""
    milliseconds = to_us(clock.now()) // 1000 & (1 << 48) - 1
    random = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | 0x7 << 76 | (random >> 64 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def new_key() -> str:
    """A key for one command: sent again unchanged when the answer was lost, so that the command happens once."""
    return uuid.uuid4().hex
