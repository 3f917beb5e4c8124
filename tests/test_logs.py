"""The log: one line of JSON an event, nothing in it that is not on the list."""

import ast
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import kiosk
from kiosk.logs import Lines

ROOT = Path(kiosk.__file__).parent.parent
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
# What a message of ours may put in: places, codes, counts and names of devices and programs. A new one is a decision.
ALLOWED = {
    "*_place(event)",
    "*stream",
    "','.join(codes)",
    "*stand[:3]",
    "acked",
    "answer.status",
    "answer.refusal.code if answer.refusal else answer.status",
    "busy.why",
    "context.file",
    "context.line",
    "day.day",
    "down",
    "error",
    "error.error_count()",
    "event.kind",
    "known",
    "language",
    "len(journal.heads())",
    "level",
    "message",
    "name",
    "order.name",
    "outcome",
    "path",
    "problem",
    "problem.describe(packaged())",
    "refused",
    "self._command[0]",
    "self._file",
    "self._path",
    "self._scope",
    "self._thread.name",
    "self._url",
    "self.name",
    "sent[0]",
    "sqlite3.sqlite_version",
    "state",
    "stream.lane",
    "stream.origin",
    "what",
}


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    text = Lines("hub").format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def record_of(name: str, message: str, *values: object, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, values, more.pop("exc_info", None))
    record.__dict__.update(more)
    return record


def test_a_line_tells_moment_level_program_logger_and_message() -> None:
    line = line_of(record_of("kiosk.hub.writer", "not saved: %s", "disk full"))
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "program": "hub",
        "logger": "kiosk.hub.writer",
        "message": "not saved: disk full",
    }


def test_a_field_that_is_not_on_the_list_is_left_out() -> None:
    line = line_of(record_of("kiosk.hub", "odd", cause="disk", login="ivanova", pin="402913"))
    assert line["cause"] == "disk"
    assert "ivanova" not in json.dumps(line)
    assert "402913" not in json.dumps(line)


def test_a_foreign_library_is_quoted_without_the_values_it_puts_in() -> None:
    line = line_of(record_of("urllib3.connectionpool", "%s asked for %s", "Иванова", "/v1/staff/ivanova"))
    assert line["message"] == "%s asked for %s"


def test_an_error_is_told_by_kind_and_place_and_never_by_its_text() -> None:
    try:
        try:
            int("Иванова")
        except ValueError as error:
            raise RuntimeError("Иванова М. П.") from error
    except RuntimeError:
        line = line_of(record_of("kiosk.hub", "failed", exc_info=sys.exc_info()))
    assert [told.split(" < ")[0] for told in line["raised"]] == ["RuntimeError", "ValueError"]
    assert "test_logs.py" in line["raised"][0]
    assert "Иванова" not in json.dumps(line, ensure_ascii=False)


def test_errors_that_name_each_other_as_their_cause_end() -> None:
    one, two = ValueError("a"), ValueError("b")
    one.__cause__, two.__cause__ = two, one
    line = line_of(record_of("kiosk.hub", "failed", exc_info=(ValueError, one, None)))
    assert line["raised"] == ["ValueError", "ValueError"]


@given(st.text(), st.text())
def test_any_text_stays_on_one_line(message: str, value: str) -> None:
    line = line_of(record_of("kiosk.hub", "%s", message, cause=value))
    assert (line["message"], line["cause"]) == (message, value)


def test_what_nobody_caught_is_a_line_too_in_every_thread() -> None:
    program = (
        "import threading; from kiosk import logs; logs.start('hub');"
        "thread = threading.Thread(target=lambda: int('Иванова')); thread.start(); thread.join(); int('Петров')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    lines = [json.loads(line) for line in io.StringIO(done.stderr)]
    assert [(line["level"], line["raised"][0].split(" < ")[0]) for line in lines] == [("CRITICAL", "ValueError")] * 2
    assert "Иванова" not in done.stderr
    assert "Петров" not in done.stderr


def test_every_message_of_ours_is_written_out_and_puts_in_nothing_but_what_is_on_the_list() -> None:
    calls = list(log_calls())
    assert len(calls) > 40
    for place, call in calls:
        message, *values = (
            call.args[1:] if isinstance(call.func, ast.Attribute) and call.func.attr == "log" else call.args
        )
        assert isinstance(message, ast.Constant), place
        assert {ast.unparse(value) for value in values} <= ALLOWED, place


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    for file in (found for room in ("kiosk", "drivers", "ui") for found in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {*LEVELS, "log"}
            ):
                owner = ast.unparse(node.func.value)
                if owner == "log" or owner.startswith("logging.getLogger"):
                    yield f"{file}:{node.lineno}", node


def test_every_program_logs_in_this_form() -> None:
    setters = [file for room in ("kiosk", "ui", "drivers") for file in (ROOT / room).rglob("*.py")]
    assert [file.name for file in setters if "logging.basicConfig" in file.read_text("utf-8")] == ["logs.py"]
