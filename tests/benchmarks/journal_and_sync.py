"""Figures of the journal and of sync: `python -m tests.benchmarks.journal_and_sync`.

One event a commit beside the disk's own flush; a change published to 200 listeners; a backlog through ingest.
"""

import asyncio
import tempfile
import time
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal
from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.ingest import accept
from kiosk.sync.wire import read_batch, write_batch
from tests.benchmarks.figures import flush_times, percentile, report

BODY = {"number": "П047", "service": "passport", "purpose": "apply", "desk": 3, "day": "2026-11-22"}
LISTENERS = 200
CHANGES = 400


def commits(journal: Journal, count: int = 5_000) -> list[float]:
    """Milliseconds of one transaction with one event."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        with journal.transaction():
            journal.append("ops", [Draft("ticket.issued", BODY, "019aa9a0-7b1c-7d2e-8f00-1a2b3c4d5e6f")])
        times.append((time.perf_counter() - start) * 1000)
    return times


async def fan_out() -> tuple[list[float], list[float]]:
    """Milliseconds of publish() itself, and from publish() until the last of the listeners has its bytes."""
    caster = Broadcaster(1, {"board": {"call"}, "desk": {"ticket", "call"}})
    waiting: asyncio.Queue[float] = asyncio.Queue()

    async def listen() -> None:
        async for _ in caster.subscribe("board"):
            waiting.put_nowait(time.perf_counter())

    tasks = [asyncio.create_task(listen()) for _ in range(LISTENERS)]
    for _ in range(LISTENERS):
        await waiting.get()
    published, arrived = [], []
    for n in range(CHANGES):
        start = time.perf_counter()
        caster.publish([("call", str(n % 12), {"no": n, "number": "П047", "desk": 3, "calls": 1, "active": True})])
        published.append((time.perf_counter() - start) * 1000)
        arrived.append((max([await waiting.get() for _ in range(LISTENERS)]) - start) * 1000)
    caster.close()
    await asyncio.gather(*tasks)
    return published, arrived


def backlog(terminal: Journal, hub: Journal) -> float:
    """Events a second from one journal into another in batches of 500, through the wire form."""
    epoch, last = terminal.cursor(terminal.origin, "ops")
    start, seq = time.perf_counter(), 0
    while seq < last:
        raw, count = write_batch(terminal.read(terminal.origin, "ops", epoch, seq))
        answer = accept(hub, read_batch(raw), allowed=lambda _: True)
        if answer.status != 200:
            raise SystemExit(f"refused: {answer}")
        seq += count
    return last / (time.perf_counter() - start)


def main() -> None:
    clock = SystemClock()
    with tempfile.TemporaryDirectory(dir=Path(__file__).resolve().parents[1] / "artifacts") as name:
        folder = Path(name)
        disk = flush_times(folder=folder)
        with (
            Journal.open(folder / "t.db", "t-1", clock) as terminal,
            Journal.open(folder / "h.db", "hub", clock) as hub,
        ):
            times = commits(terminal)
            speed = backlog(terminal, hub)
        start = time.perf_counter()
        Journal.open(folder / "t.db", "t-1", clock).close()
        opened = (time.perf_counter() - start) * 1000
    published, arrived = asyncio.run(fan_out())
    report(
        "journal and sync",
        {
            "one event a commit p50, ms": percentile(times, 0.5),
            "one event a commit p99, ms": percentile(times, 0.99),
            "the disk's fdatasync p50, ms": percentile(disk, 0.5),
            "the disk's fdatasync p99, ms": percentile(disk, 0.99),
            "open a journal of 5,000 events with checks, ms": opened,
            "ingest of a backlog, events/s": speed,
            f"publish to {LISTENERS} listeners, p99, ms": percentile(published, 0.99),
            "publish to the last listener p50, ms": percentile(arrived, 0.5),
            "publish to the last listener p99, ms": percentile(arrived, 0.99),
        },
        "one process; listeners in the same event loop",
    )


if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / "artifacts").mkdir(exist_ok=True)
    main()
