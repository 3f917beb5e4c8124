"""How many tickets a second a hub gives, each with its own key and durable transaction, over HTTP on loopback.

Run: `python -m tests.benchmarks.hub_tickets [COUNT]`. The load comes from 16 keep-alive `http.client` connections in
two processes on the same two cores; then one client alone for the latency. No number may come twice.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

from tests.benchmarks.figures import flush_times, percentile, report
from tests.benchmarks.servers import Hub, running_hub

THREADS = 8
PROCESSES = 2
SERVICES = ["pass-20-45", "reg-live", "card-new", "snils", "re-extract", "soc-subsidy"]


def load(port: int, token: str, session: str, count: int) -> tuple[list[str], list[float]]:
    """Take `count` tickets over one kept connection; numbers and milliseconds of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Kiosk-Staff": session, "Content-Type": "application/json"}
    numbers, times = [], []
    for place in range(count):
        body = json.dumps(
            {"key": uuid.uuid4().hex, "service": SERVICES[place % len(SERVICES)], "purpose": "apply", "language": "ru"}
        )
        start = time.perf_counter()
        connection.request("POST", "/v1/tickets", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        times.append((time.perf_counter() - start) * 1000)
        if answer.status != 201:
            raise SystemExit(f"{answer.status}: {said.decode()}")
        numbers.append(json.loads(said)["ticket"]["number"])
    connection.close()
    return numbers, times


def client(port: int, token: str, session: str, count: int) -> None:
    """One client process: THREADS connections; prints its numbers and times as JSON."""
    found: list[tuple[list[str], list[float]]] = []
    threads = [
        threading.Thread(target=lambda: found.append(load(port, token, session, count // THREADS)))
        for _ in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"numbers": [n for part, _ in found for n in part], "times": [t for _, ts in found for t in ts]}))


def credentials(hub: Hub) -> tuple[str, str]:
    """Token and session of the administrator's console."""
    return hub.console.link.token, hub.console.session


def many(hub: Hub, count: int) -> tuple[list[str], list[float], float]:
    """`count` tickets from all clients together: numbers, milliseconds each, seconds in all."""
    argv = [sys.executable, "-m", __spec__.name, "client", str(hub.port), *credentials(hub), str(count // PROCESSES)]
    start = time.perf_counter()
    clients = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    said = [json.loads(process.communicate()[0]) for process in clients]
    seconds = time.perf_counter() - start
    return [n for one in said for n in one["numbers"]], [t for one in said for t in one["times"]], seconds


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "tests" / "artifacts") as folder:
        disk = flush_times(folder=Path(folder))
        with running_hub(Path(folder)) as hub:
            alone_numbers, alone = load(hub.port, *credentials(hub), 2000)
            numbers, times, seconds = many(hub, count)
    everything = numbers + alone_numbers
    if len(set(everything)) != len(everything):
        raise SystemExit("a number was given twice")
    report(
        "hub tickets",
        {
            "tickets a second, 16 clients": len(numbers) / seconds,
            "16 clients p50, ms": percentile(times, 0.5),
            "16 clients p99, ms": percentile(times, 0.99),
            "one client p50, ms": percentile(alone, 0.5),
            "one client p99, ms": percentile(alone, 0.99),
            "the disk's fdatasync p50, ms": percentile(disk, 0.5),
            "the disk's fdatasync p99, ms": percentile(disk, 0.99),
        },
        f"{count} tickets, {PROCESSES} client processes of {THREADS} connections, loopback, no TLS",
    )


if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / "artifacts").mkdir(exist_ok=True)
    if sys.argv[1:2] == ["client"]:
        client(int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
