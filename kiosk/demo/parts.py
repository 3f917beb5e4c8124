"""The supervisor of a demo hall: starts every program, restarts a dead one, leaves down what keeps dying."""

import contextlib
import json
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

DEATHS = 5
WINDOW = 60.0
STOP_LIMIT = 5.0


class PartError(Exception):
    """A part did not become ready, or a step was sent to a part that is not there."""


class Part:
    """One program of the hall, kept alive by a thread of its own.

    Every line of JSON on its standard output is an answer: it goes into `answers` (a queue of dicts). Standard error
    goes to `<logs>/<name>.log`. A death within WINDOW seconds of four others leaves the part down.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str],
        logs: Path,
        on_down: Callable[[str], None],
        steps: bool = False,
    ) -> None:
        self.name = name
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.restarts = 0
        self.down = False
        self._argv = list(argv)
        self._environment = dict(environment)
        self._log = logs / f"{name}.log"
        self._on_down = on_down
        self._steps = steps
        self._process: subprocess.Popen[str] | None = None
        self._changed = threading.Condition()
        self._wanted = False
        self._closing = False
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self._keeper = threading.Thread(target=self._keep, name=f"keep-{name}", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        with self._changed:
            self._wanted = True
        self._keeper.start()

    def hold(self, *, pull: bool = False) -> None:
        """Stop the program and keep it down until `release()`; `pull`: as a pulled plug would, without a warning."""
        with self._changed:
            self._wanted = False
            process = self._process
            self._changed.notify_all()
        if process:
            process.kill() if pull else process.terminate()
            _end(process)
            with self._changed:  # its keeper must have seen the end before anybody lets it run again
                self._changed.wait_for(lambda: self._process is not process, STOP_LIMIT)

    def release(self) -> None:
        """Let it run (again); also clears the count of deaths."""
        with self._changed:
            self._wanted, self.down = True, False
            self._deaths.clear()
            self._changed.notify_all()

    def restart(self) -> None:
        """Stop it, forget what it said before, and let it run again."""
        self.hold()
        while not self.answers.empty():
            self.answers.get_nowait()
        self.release()

    def stop(self) -> None:
        """End it for good."""
        with self._changed:
            self._closing = True
        self.hold()
        self._keeper.join(STOP_LIMIT + 1)

    def kill(self) -> bool:
        """As a power cut would end it (SIGKILL); the supervisor brings it back. False when it does not run."""
        process = self._process
        if process:
            process.kill()
        return process is not None

    def send(self, step: Mapping[str, Any]) -> None:
        """Write one line of JSON to the program's standard input; one that is just being started is waited for."""
        with self._changed:
            self._changed.wait_for(lambda: self._process is not None or not self._wanted or self.down, STOP_LIMIT)
            process = self._process
        if process is None or process.stdin is None:
            raise PartError(f"{self.name} is not running")
        try:
            process.stdin.write(json.dumps(step, ensure_ascii=False) + "\n")
            process.stdin.flush()
        except (OSError, ValueError) as error:  # ValueError: its end was closed meanwhile
            raise PartError(f"{self.name} went away") from error

    def answer(self, limit: float, wanted: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The next answer that is `wanted`, within `limit` seconds; raises PartError."""
        until = time.monotonic() + limit
        while True:
            try:
                line = self.answers.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise PartError(f"{self.name} did not answer in {limit:.0f} s, see {self._log}") from None
            if wanted(line):
                return line

    def _keep(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (self._wanted and not self.down))
                if self._closing:
                    return
                self._process = process = self._spawn()
                self._changed.notify_all()
            process.wait()
            if process.stdin:
                with contextlib.suppress(OSError):  # what was not read by the dead program is of no use
                    process.stdin.close()
            with self._changed:
                self._process = None
                if self._wanted and not self._closing:
                    self._died()
                self._changed.notify_all()

    def _spawn(self) -> subprocess.Popen[str]:
        with self._log.open("a", encoding="utf-8") as log:
            process = subprocess.Popen(
                self._argv,
                stdin=subprocess.PIPE if self._steps else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=self._environment,
                process_group=0,  # Ctrl+C on the console is for the demo alone, which ends its parts in their order
                text=True,
                encoding="utf-8",
            )
        assert process.stdout is not None
        threading.Thread(target=self._read, args=(process.stdout,), name=f"read-{self.name}", daemon=True).start()
        return process

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                try:
                    found = json.loads(line)
                except ValueError:
                    continue  # a program may print for people too; only JSON lines are answers
                if isinstance(found, dict):
                    self.answers.put(found)

    def _died(self) -> None:
        self.restarts += 1
        self._deaths.append(time.monotonic())
        if len(self._deaths) == DEATHS and self._deaths[-1] - self._deaths[0] < WINDOW:
            self.down = True
            self._on_down(self.name)


def _end(process: subprocess.Popen[str]) -> None:
    """Wait for a program that was told to end; one that does not is killed."""
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Parts:
    """All programs of a hall, by name, in the order they were added."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}

    def add(self, part: Part) -> Part:
        self._parts[part.name] = part
        part.start()
        return part

    def __getitem__(self, name: str) -> Part:
        return self._parts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        return list(self._parts)

    def down(self) -> list[str]:
        """Names of the parts that were left down."""
        return [name for name, part in self._parts.items() if part.down]

    def stop(self) -> None:
        """End all, the newest first, so that nobody complains about a server that went before."""
        for part in reversed(self._parts.values()):
            part.stop()
