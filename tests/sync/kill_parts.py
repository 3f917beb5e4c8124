"""One part of a small city, to be killed: `python kill_parts.py terminal|hub|centre JOURNAL PORT PARENT_PORT`.

A terminal writes events for ever; a hub takes them, appends an event of its own for each in the same transaction, and
sends all on; a centre takes everything.
"""

import asyncio
import json
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.clock import SystemClock
from kiosk.journal.event import Draft, Event
from kiosk.journal.journal import Journal
from kiosk.sync.ingest import accept, cursors
from kiosk.sync.link import HubLink
from kiosk.sync.uplink import HttpTransport, Uplink
from kiosk.sync.wire import read_batch, write_cursors


def terminal(path: Path, parent: int) -> None:
    """Say each event once it is saved."""
    journal = Journal.open(path, path.stem, SystemClock())
    link = uplink(path, parent)
    n = 0
    while True:
        with journal.transaction():
            (event,) = journal.append("ops", [Draft("ticket.issued", {"n": n})])
        link.nudge()
        sys.stdout.write(f"{event.epoch} {event.seq} {event.hash.hex()}\n")
        sys.stdout.flush()
        n += 1
        time.sleep(0.002)


def server(path: Path, port: int, parent: int) -> None:
    """Take events; with a parent also send them on."""
    writer = ThreadPoolExecutor(1)
    journal: Journal = writer.submit(Journal.open, path, path.stem, SystemClock()).result()
    link = uplink(path, parent) if parent else None

    def arrived(event: Event) -> None:
        if link and event.kind == "ticket.issued":
            journal.append(
                "ops", [Draft("ticket.arrived", {"seq": event.seq, "epoch": event.epoch, "of": event.origin})]
            )

    async def events(request: Request) -> Response:
        batch = read_batch(await request.body())
        answer = await asyncio.get_running_loop().run_in_executor(
            writer, lambda: accept(journal, batch, allowed=lambda _: True, on_event=arrived, top=not parent)
        )
        if link:
            link.nudge()
        return Response(json.dumps(answer.as_json()), answer.status)

    async def known(_: Request) -> Response:
        acks = await asyncio.get_running_loop().run_in_executor(
            writer, lambda: cursors(journal, allowed=lambda _: True, top=not parent)
        )
        return Response(json.dumps(write_cursors(acks)))

    routes = [Route("/v1/events", events, methods=["POST"]), Route("/v1/cursors", known)]
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="critical")).run(sockets=[listening])


def uplink(path: Path, parent: int) -> Uplink:
    transport = HttpTransport(HubLink(f"http://127.0.0.1:{parent}"))
    started = Uplink(path, transport, least_wait=0.02, most_wait=0.3)
    started.start()
    return started


if __name__ == "__main__":
    role, file, own, above = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    if role == "terminal":
        terminal(file, above)
    else:
        server(file, own, above)
