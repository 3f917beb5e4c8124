"""The members of what comes over the wire, each taken only when it is what it has to be."""

import re
from typing import Any, Final

from kiosk.journal.event import MAX_WORD

INT64: Final = 2**63 - 1
HASH: Final = re.compile("[0-9a-f]{64}")


class BadBatch(Exception):
    """The bytes are not a batch. `status` 413 (too large) or 422 (not of the form), `code` says it to a program."""

    def __init__(self, status: int, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.status = status
        self.code = code
        self.where = where


def number(found: dict[str, Any], name: str, least: int) -> int:
    value = found.get(name)
    if type(value) is not int or not least <= value <= INT64:
        raise BadBatch(422, "bad_envelope", name)
    return value


def word(found: dict[str, Any], name: str, *, least: int = 1) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not least <= len(value) <= MAX_WORD:
        raise BadBatch(422, "bad_envelope", name)
    value.encode()  # half a surrogate pair is no text: ValueError
    return value


def text(found: dict[str, Any], name: str) -> bytes:
    value = found.get(name)
    if not isinstance(value, str):
        raise BadBatch(422, "bad_envelope", name)
    return value.encode()


def digest(found: dict[str, Any], name: str) -> bytes:
    value = found.get(name)
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise BadBatch(422, "bad_envelope", name)
    return bytes.fromhex(value)
