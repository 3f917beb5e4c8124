"""One process per journal: an advisory lock that dies with its holder, and the boot id that goes into every event."""

import fcntl
import json
import os
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path

from kiosk.journal.errors import JournalLocked, JournalUnavailable

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def boot_id() -> str:
    """The id of this start of the machine: monotonic clocks compare only under one boot id."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return str(uuid.uuid4())


class LockFile:
    """Holds `<journal>.lock` as long as this object is open. The kernel lets go when the process dies, however it dies.

    The file's text (process, boot) is for the person who reads the refusal; the lock itself is flock(2).
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise JournalUnavailable(f"{path}: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held_by = _held_by(os.pread(self._file, 200, 0))
            os.close(self._file)
            raise JournalLocked(f"{path}: the journal is open in another process{held_by}") from error
        # A full disk must not keep a node from starting: the lock is held, only its note would be missing.
        with suppress(OSError):
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps({"process": os.getpid(), "boot": boot_id()}).encode(), 0)

    def close(self) -> None:
        """Let another process in. The file stays: removing it would open a race."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _held_by(note: bytes) -> str:
    try:
        found = json.loads(note)
        stale = "" if found["boot"] == boot_id() else ", noted before the last restart of the machine"
        return f" ({found['process']}{stale})"
    except (ValueError, KeyError, TypeError):
        return ""
