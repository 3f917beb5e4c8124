"""How long the hall itself thinks: decide, apply and answer with 1,000 people waiting, no disk and no network.

Run: `python -m tests.benchmarks.hall_decide [COUNT]`.
"""

import sys
import time
from datetime import UTC, datetime, timedelta

from kiosk import packaged
from kiosk.hall import commands as c
from kiosk.hall.hall import Hall
from kiosk.refusal import Refusal
from tests.benchmarks.figures import percentile, report

WAITING = 1000


def main(count: int) -> None:
    """Issue, call, start and finish `count` times beside a full hall; microseconds of each."""
    hall = Hall(packaged.rules())
    services = [one for one in hall.rules.catalogue.services if hall.rules.refusal(one) is None]
    times: dict[str, list[float]] = {}
    now = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)

    def do(command: c.Command) -> dict[str, object]:
        nonlocal now
        now += timedelta(milliseconds=1)
        start = time.perf_counter()
        decided = hall.decide(command, now)
        if isinstance(decided, Refusal):
            raise decided
        for draft in decided:
            hall.apply(draft.kind, draft.ticket, draft.body, now)
        answer = hall.answer(command)
        times.setdefault(type(command).__name__, []).append((time.perf_counter() - start) * 1e6)
        return answer

    for desk in hall.rules.settings.desks:
        do(c.OpenDesk(desk.number, "staff", "A. A."))
    for place in range(WAITING + count):
        service = hall.rules.catalogue.services[services[place % len(services)]]
        do(c.IssueTicket(f"ticket-{place:07}", service.id, service.purposes[0], "ru", "desk"))
        if place >= WAITING:
            held = do(c.CallNext(1, "staff"))["ticket"]
            ticket = str(held["id"]) if isinstance(held, dict) else ""
            do(c.Start(1, "staff", ticket))
            do(c.Finish(1, "staff", ticket))
    figures = {}
    for name in ("IssueTicket", "CallNext", "Start", "Finish"):
        figures[f"{name} p50, us"] = percentile(times[name][-count:], 0.5)
        figures[f"{name} p99, us"] = percentile(times[name][-count:], 0.99)
    report("hall_decide", figures, f"{WAITING} waiting in {len(services)} lines, {count} visits")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
