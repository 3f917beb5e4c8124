"""A scripted person before a real window: real touches on items by name, waits for what is seen, pictures.

A play file holds one JSON object a line:
`{"wait": {"view": "start"}, "timeout": 10}`, `{"wait": {"item": NAME, "enabled": true, "text": "~REGEX"}}`,
`{"wait": {"gone": NAME}}`, `{"touch": NAME}`, `{"type": "text"}`, `{"key": "F4"}`, `{"picture": "03-ticket"}`,
`{"note": "label"}`, `{"stop": true}`, `{"stay": true}`. It calls no view model: it sees and touches what a person does.
Each step prints one JSON line; a failed step also says what was on the screen and ends the program with 1.
With `-` for a file the steps come one by one from the standard input, a failed one ends nothing, its end is the end.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtQuick import QQuickWindow

from ui.hand import Hand
from ui.seen import Seen, describe, find, met

TURN_MS = 15
TIMEOUT = 15.0
ACTIONS = ("wait", "touch", "type", "key", "picture", "note", "stop", "stay")
STEP_KEYS = {*ACTIONS, "timeout"}
Step = Mapping[str, Any]


class PlayError(Exception):
    """The play file cannot be read; the message names the line and what was expected."""


@dataclass(frozen=True)
class Done:
    """How a step ended: None as `problem` when it went well."""

    problem: str | None = None


def read(text: str) -> list[Step]:
    """The steps of a play file. Raises PlayError."""
    lines = enumerate(text.splitlines(), start=1)
    steps = [read_line(line, number) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not steps:
        raise PlayError("there are no steps")
    return steps


def read_line(line: str, number: int = 1) -> Step:
    """One step. Raises PlayError."""
    try:
        step = json.loads(line)
    except ValueError as error:
        raise PlayError(f"line {number}: not JSON: {error}") from error
    if not isinstance(step, dict) or len(set(ACTIONS) & set(step)) != 1 or set(step) - STEP_KEYS:
        raise PlayError(f"line {number}: one of {', '.join(ACTIONS)} is expected, got {line.strip()[:80]}")
    return step


class Player(QObject):
    """Plays steps on a window, on the GUI thread, one turn of the event loop at a time. `finished(code)` at the end."""

    finished = Signal(int)
    heard = Signal(str)
    hung_up = Signal()

    def __init__(
        self,
        steps: Sequence[Step],
        window: QQuickWindow,
        pictures: Path | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._steps, self._window, self._pictures = list(steps), window, pictures
        self._say = say or _print_line
        self._hand = Hand(window)
        self._number = 0
        self._listening = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self._turn)

    @classmethod
    def from_file(cls, file: Path, window: Any, pictures: Path | None) -> "Player":
        """A player for a play file, or for the standard input. Raises PlayError with the file's name in it."""
        if str(file) == "-":
            player = cls([], window, pictures)
            player.listen(sys.stdin)
            return player
        try:
            steps = read(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, PlayError) as error:
            raise PlayError(f"{file}: {error}") from error
        return cls(steps, window, pictures)

    def listen(self, stream: TextIO) -> None:
        """Take the steps from a stream, each as it comes; a thread waits for them."""
        self._listening = True
        self.heard.connect(self._hear)
        self.hung_up.connect(self._hang_up)

        def hear() -> None:
            for line in stream:
                self.heard.emit(line)
            self.hung_up.emit()

        threading.Thread(target=hear, name="play", daemon=True).start()

    def _hear(self, line: str) -> None:
        try:
            step = read_line(line)
        except PlayError as error:
            self._say(json.dumps({"step": self._number + 1, "ok": False, "problem": str(error)}, ensure_ascii=False))
            return
        if self._number == len(self._steps):
            self._clock.restart()
        self._steps.append(step)

    def _hang_up(self) -> None:
        self._listening = False

    def start(self) -> None:
        """Begin with the first step."""
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """Play no further; the window may go."""
        self._timer.stop()

    def _turn(self) -> None:
        if self._number == len(self._steps):
            if not self._listening:
                self._end(0)
            return
        step = self._steps[self._number]
        began_ns = time.monotonic_ns()
        done = self._try(step)
        if done is None and self._clock.elapsed() < 1000 * float(step.get("timeout", TIMEOUT)):
            return
        problem = done.problem if done else "it did not come in time"
        self._report(step, problem, began_ns)
        if problem is not None and not self._listening:
            self._end(1)
        elif "stop" in step:
            self._end(0)
        elif "stay" in step:
            self._timer.stop()
        else:
            self._number += 1
            self._clock.restart()

    def _try(self, step: Step) -> Done | None:
        """Do the step; None = not yet."""
        if "wait" in step:
            return Done() if met(self._window, step["wait"]) else None
        if "touch" in step:
            return self._touch(str(step["touch"]))
        if "type" in step:
            self._hand.write(str(step["type"]))
        elif "key" in step:
            return Done(self._hand.key(str(step["key"])))
        elif "picture" in step:
            return self._picture(str(step["picture"]))
        return Done()

    def _touch(self, name: str) -> Done | None:
        if self._window.property("moving"):
            return None
        seen = find(self._window, name)
        if seen is None or not seen.can_be_touched:
            return None
        self._hand.tap(seen.middle)
        return Done()

    def _picture(self, name: str) -> Done | None:
        if self._window.property("moving"):
            return None
        folder = self._pictures or Path("demo-pictures")
        folder.mkdir(parents=True, exist_ok=True)
        image: Any = self._window.grabWindow()
        file = folder / f"{Path(name).name}.png"
        return Done(None if image.save(str(file)) else f"{file} cannot be written")

    def _report(self, step: Step, problem: str | None, began_ns: int) -> None:
        line: dict[str, Any] = {
            "step": self._number + 1,
            "ok": problem is None,
            "ms": self._clock.elapsed(),
            "at_ns": began_ns,
            "name": next(f"{action} {_short(step[action])}" for action in ACTIONS if action in step),
        }
        wanted = step.get("wait")
        if problem is None and isinstance(wanted, dict) and "item" in wanted:
            seen = find(self._window, str(wanted["item"]))
            line["text"] = seen.text if seen else ""
        if problem is not None:
            line |= {"problem": problem, "on_screen": describe(self._window)}
        self._say(json.dumps(line, ensure_ascii=False))

    def _end(self, code: int) -> None:
        self.stop()
        self.finished.emit(code)


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


__all__ = ["Done", "PlayError", "Player", "Seen", "read"]
