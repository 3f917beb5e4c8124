"""Sounds through a player program: one at a time, never longer than a limit, never in the way of the picture."""

import logging
import os
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

log = logging.getLogger(__name__)
REAP_S = 2.0


class Outcome(StrEnum):
    """How one sound ended."""

    PLAYED = "played"
    FAILED = "failed"
    MISSING = "missing"
    KILLED = "killed"


def ignore(_outcome: Outcome) -> None:
    """The listener of nobody."""


class Player:
    """A worker thread around `command FILE`. `play` returns at once and never raises for what the player does.

    At most one sound waits behind the one being heard: a chime says "look at the board", and saying it three
    times late says nothing more. `limit` is seconds until a hanging player is killed with all its children.
    `on_done` is called on the worker thread after each sound. An empty command is silence.
    """

    def __init__(self, command: Sequence[str], limit: float, on_done: Callable[[Outcome], None] = ignore) -> None:
        self._command = tuple(command)
        self._limit = limit
        self._on_done = on_done
        self._wanted: queue.Queue[Path | None] = queue.Queue(maxsize=1)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = False
        self._last: Outcome | None = None
        self._thread: threading.Thread | None = None

    def play(self, file: Path) -> bool:
        """Ask for a sound; False when it is left out (silent, stopped, or one is already waiting)."""
        with self._lock:
            if not self._command or self._stopping:
                return False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
                self._thread.start()
        try:
            self._wanted.put_nowait(file)
        except queue.Full:
            return False
        return True

    def stop(self) -> None:
        """Silence now: the running player is killed and the worker ends."""
        with self._lock:
            self._stopping = True
            if self._process is not None:
                _kill(self._process)
            thread = self._thread
        if thread is None:
            return
        with suppress(queue.Full):  # full: the waiting sound wakes the worker, which then sees that it is to stop
            self._wanted.put_nowait(None)
        thread.join(REAP_S)

    def _run(self) -> None:
        while (file := self._wanted.get()) is not None and not self._stopping:
            outcome = self._play(file)
            self._note(outcome)
            self._on_done(outcome)

    def _play(self, file: Path) -> Outcome:
        try:
            process = subprocess.Popen(
                [*self._command, str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return Outcome.MISSING
        with self._lock:
            self._process = process
            if self._stopping:
                _kill(process)
        try:
            code = process.wait(self._limit)
        except subprocess.TimeoutExpired:
            _kill(process)
            return self._reaped(process)
        finally:
            with self._lock:
                self._process = None
        return Outcome.PLAYED if code == 0 else Outcome.FAILED

    def _reaped(self, process: subprocess.Popen[bytes]) -> Outcome:
        try:
            process.wait(REAP_S)
        except subprocess.TimeoutExpired:  # stuck in the kernel with its sound card: leave it, do not wait with it
            log.warning("the sound player %s cannot be killed", self._command[0])
        return Outcome.KILLED

    def _note(self, outcome: Outcome) -> None:
        """One line when it starts or stops going wrong, not one a chime."""
        if outcome is not self._last and not self._stopping:
            if outcome is not Outcome.PLAYED:
                log.warning("the sound player %s: %s", self._command[0], outcome)
            elif self._last is not None:
                log.info("the sound player %s plays again", self._command[0])
        self._last = outcome


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the player and what it started: it leads a session of its own."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
