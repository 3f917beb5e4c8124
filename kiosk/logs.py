"""The log of every program: one line of JSON an event on standard error, without anything personal in it.

What a record carries beside its message is left out unless its name stands in FIELDS. Other people's libraries are
quoted by their message alone, without the values they put in; of an error only its kind and place are told, because its
text may repeat what somebody typed.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

FIELDS = ("route", "kind", "cause")
OURS = frozenset({"kiosk", "drivers", "ui", "qt"})


class Lines(logging.Formatter):
    """A record as one line of JSON: moment (UTC), level, program, logger, message, allowed fields, what was raised."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self._program = program

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] in OURS
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "program": self._program,
            "logger": record.name,
            "message": record.getMessage() if ours else str(record.msg),
        }
        line |= {name: str(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["raised"] = raised(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def raised(error: BaseException) -> list[str]:
    """An error and what caused it, the outermost first: kind and places, the innermost place first, never its text."""
    told = []
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        places = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(found.__traceback__)]
        told.append(" < ".join([type(found).__name__, *reversed(places)]))
        found = found.__cause__ or found.__context__
    return told


def start(program: str) -> None:
    """Log to standard error from now on, also what nobody caught. A runner that took the log first keeps it."""
    if logging.getLogger().handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(program))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger(__name__).critical("an error nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
