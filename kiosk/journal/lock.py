"""One process per journal: an advisory lock that dies with its holder, and the boot id that goes into every event."""

import fcntl
import json
import os
import uuid
from functools import cache
from pathlib import Path
from typing import IO

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
        self._file: IO[str] | None = None
        try:
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise JournalUnavailable(f"{path}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held_by = _held_by(file)
            file.close()
            raise JournalLocked(f"{path}: the journal is open in another process{held_by}") from error
        self._file = file
        self._say_who()

    def _say_who(self) -> None:
        assert self._file is not None
        try:
            self._file.truncate(0)
            self._file.write(json.dumps({"process": os.getpid(), "boot": boot_id()}))
            self._file.flush()
        except OSError:
            # A full disk must not keep a node from starting: the lock is held, only its note is missing.
            return

    def close(self) -> None:
        """Let another process in. The file stays: removing it would open a race."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _held_by(file: IO[str]) -> str:
    try:
        file.seek(0)
        note = json.load(file)
        stale = "" if note["boot"] == boot_id() else ", noted before the last restart of the machine"
        return f" ({note['process']}{stale})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
