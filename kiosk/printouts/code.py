"""The code on a ticket: `T1.<ticket id>.<8-byte HMAC>`; it proves that a terminal of this hall made it on that day."""

import hmac
from hashlib import sha256

MARK = "T1"
SEAL_BYTES = 8


def ticket_code(ticket: str, key: bytes) -> str:
    """The text of the QR code; the seal is the first 8 bytes of HMAC-SHA-256 over the id, in hex.

    `key` is the secret of this terminal and hall day. Raises ValueError for an empty key or an id with a dot in it.
    """
    if not key:
        raise ValueError("a ticket code needs a key")
    if not ticket or "." in ticket or not ticket.isascii():
        raise ValueError(f"{ticket!r} cannot be the id of a ticket")
    return f"{MARK}.{ticket}.{_seal(ticket, key)}"


def read_ticket_code(text: str) -> str | None:
    """The ticket id a scanned text names, or None when it is no ticket code. Says nothing of whether it is genuine."""
    mark, _, rest = text.strip().partition(".")
    ticket, _, seal = rest.partition(".")
    whole = mark == MARK and ticket and ticket.isascii() and len(seal) == 2 * SEAL_BYTES
    return ticket if whole and all(c in "0123456789abcdef" for c in seal) else None


def is_genuine(text: str, key: bytes) -> bool:
    """Whether the seal of a scanned code was made with this key. Takes the same time for every wrong seal."""
    ticket = read_ticket_code(text)
    return ticket is not None and bool(key) and hmac.compare_digest(text.strip(), ticket_code(ticket, key))


def _seal(ticket: str, key: bytes) -> str:
    return hmac.new(key, ticket.encode(), sha256).digest()[:SEAL_BYTES].hex()
