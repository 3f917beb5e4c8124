"""The ledger of a fake printer: every job with its times and bytes, so that tests and benchmarks need not guess."""

import threading
import time
from dataclasses import asdict, dataclass
from typing import Any

QUESTIONS = frozenset({"DLE EOT", "DLE ENQ", "GS a", "GS r", "GS I", "nul"})


@dataclass
class Job:
    """Bytes from the first that is no question up to the cut. Times are `time.monotonic_ns()` at their arrival."""

    number: int
    first_byte_ns: int
    last_byte_ns: int
    bytes: int = 0
    end: str = "open"


class Ledger:
    """Thread-safe list of jobs, and counts of everything else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: list[Job] = []
        self._counts: dict[str, int] = {}

    def saw(self, name: str, size: int, arrived_ns: int) -> None:
        """One operation, whose first byte arrived then."""
        with self._lock:
            self._counts[name] = self._counts.get(name, 0) + 1
            job = self._jobs[-1] if self._jobs and self._jobs[-1].end == "open" else None
            if job is None:
                if name in QUESTIONS:
                    return
                job = Job(len(self._jobs) + 1, arrived_ns, arrived_ns)
                self._jobs.append(job)
            job.bytes += size
            job.last_byte_ns = max(job.last_byte_ns, arrived_ns)
            if name in ("GS V", "ESC i", "ESC m"):
                job.end, job.last_byte_ns = "cut", time.monotonic_ns()

    def broke_off(self) -> None:
        """The cable was pulled: a job under way stays unfinished."""
        with self._lock:
            if self._jobs and self._jobs[-1].end == "open":
                self._jobs[-1].end = "unplugged"

    def as_json(self) -> dict[str, Any]:
        """Everything so far."""
        with self._lock:
            return {"jobs": [asdict(job) for job in self._jobs], "operations": dict(self._counts)}
