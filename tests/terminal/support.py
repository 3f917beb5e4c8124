"""Stand-ins for what surrounds a terminal: an outside that only notes, a hub on loopback that misbehaves at will."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kiosk import packaged
from kiosk.clock import ManualClock, to_us
from kiosk.settings import Machine
from kiosk.terminal.messages import Answered, Grant, Issued, Order, Printed, Written
from kiosk.terminal.offers import Offers
from kiosk.terminal.view import Intent
from kiosk.terminal.visit import Visit

NOON = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
DAY = "2026-11-23"
NODE = "terminal-1"
KEY = "5f" * 32


class Outside:
    """Notes what the core set going; the test answers."""

    def __init__(self) -> None:
        self.asked: list[Order] = []
        self.tickets: list[tuple[Order, Grant | None]] = []
        self.papers: list[Printed] = []
        self.prints: list[tuple[Issued, bool, str]] = []
        self.looked_up: list[tuple[str, str]] = []
        self.done: list[str] = []
        self.listed: Sequence[str] = ()
        self.helped: list[str] = []
        self.closed: list[str] = []

    def ask_number(self, order: Order) -> None:
        self.asked.append(order)

    def write_ticket(self, order: Order, grant: Grant | None) -> None:
        self.tickets.append((order, grant))

    def write_paper(self, printed: Printed) -> None:
        self.papers.append(printed)

    def print_ticket(self, issued: Issued, *, copy: bool, order: str = "") -> None:
        self.prints.append((issued, copy, order))

    def find_ticket(self, order: str, ticket: str) -> None:
        self.looked_up.append((order, ticket))

    def order_done(self, order: str) -> None:
        self.done.append(order)

    def forget_orders(self, open_orders: Sequence[str]) -> None:
        self.listed = open_orders

    def call_help(self, key: str) -> None:
        self.helped.append(key)

    def close_help(self, call: str) -> None:
        self.closed.append(call)


class Stage:
    """A visit with a clock that moves only when told, on the packaged catalogue."""

    def __init__(self, machine: Machine | None = None) -> None:
        self.clock = ManualClock(NOON)
        self.machine = machine or Machine()
        self.outside = Outside()
        offers = Offers(packaged.rules(), self.machine.languages, True, NOON)
        self.visit = Visit(self.machine, NODE, offers, self.outside, self.clock)

    def do(self, *intents: str) -> None:
        """`name` or `name:value` each."""
        for intent in intents:
            name, _, value = intent.partition(":")
            self.visit.handle(Intent(name, value))

    def wait(self, seconds: float) -> None:
        """Let time pass in steps, with everything that falls due."""
        for _ in range(round(seconds * 10)):
            self.clock.advance(0.1)
            for timer in self.visit.timers.due():
                self.visit.due(timer)

    @property
    def view(self) -> str:
        return self.visit.session.view

    def issued(self, number: str = "П047", ahead: int | None = 4) -> Issued:
        """Answer for hub and journal: the ticket on its way is granted and durable."""
        order = self.outside.asked[-1]
        self.visit.handle(Answered(order.ticket, Grant(number, DAY, ahead)))
        issued = ticket_of(order, number, ahead)
        self.visit.handle(Written(order.ticket, issued))
        return issued

    def printed(self, said: str = "yes", code: str = "") -> None:
        """Answer for the printer."""
        issued, copy, order = self.outside.prints[-1]
        self.visit.handle(Printed(issued, said, code, copy, order))


def ticket_of(order: Order, number: str = "П047", ahead: int | None = None) -> Issued:
    return Issued(
        order.ticket, number, order.service, order.purpose, order.language, DAY, "hub", to_us(NOON), ahead, ""
    )


class HubStandIn:
    """A hub on loopback that answers as told: each route has a function from body to (status, JSON) or a misdeed."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, Any]] = []
        self.silent = threading.Event()
        self.answers: dict[str, Callable[[Any], tuple[int, Any] | bytes | None]] = {}
        self.next = 0
        self.top = 999
        self.lock = threading.Lock()
        self.entities: list[tuple[str, str, dict[str, Any]]] = [
            ("hall", "hall", {"name": {"ru": "Зал"}, "day": DAY, "open": True, "settings_version": 0}),
        ]
        self.changed = threading.Condition()
        self.closing = False
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                stand_in.serve(self, None)

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                stand_in.serve(self, json.loads(self.rfile.read(length) or b"null"))

            def do_PUT(self) -> None:
                self.do_POST()

            def log_message(self, *args: object) -> None:
                """Nothing on the test's output."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that hangs up is part of the test."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def serve(self, handler: BaseHTTPRequestHandler, body: Any) -> None:
        path = handler.path.partition("?")[0]
        with self.lock:
            self.seen.append((handler.command, path, body))
        while self.silent.is_set() and not self.closing:
            time.sleep(0.02)
        if path == "/v1/stream":
            self.stream(handler)
            return
        answer = self.answers.get(path, lambda told: self.usual(path, told))(body)
        if answer is None:
            handler.close_connection = True
            return
        if isinstance(answer, bytes):
            handler.wfile.write(answer)
            handler.close_connection = True
            return
        status, said = answer
        payload = json.dumps(said).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(payload)))
        handler.end_headers()
        handler.wfile.write(payload)

    def usual(self, path: str, body: Any) -> tuple[int, Any]:
        with self.lock:
            if path == "/v1/numbers":
                self.next += 1
                return 200, {"number": f"П{self.next:03d}", "day": DAY, "ahead": self.next - 1}
            if path == "/v1/blocks":
                self.top -= 4
                block = {"day": DAY, "letter": body["letter"], "first": self.top + 1, "last": self.top + 4}
                return 200, {**block, "qr_key": KEY}
            if path == "/v1/status":
                return 200, {"now_us": to_us(NOON), "hall_day": DAY, "day_open": True}
            if path == "/v1/help":
                return 201, {"id": f"help-{body['key'][:8]}"}
            if path == "/v1/cursors":
                return 200, {"cursors": []}
            if path == "/v1/events":
                last = body["events"][-1]["seq"]
                return 200, {"acked": last, "central": 0}
        return (200, {}) if path.startswith("/v1/help/") else (404, {"error": {"code": "not_found", "values": {}}})

    def stream(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        no = 0
        while not self.closing:
            with self.changed:
                put = [list(entity) for entity in self.entities]
                no += 1
                data = json.dumps({"no": no, "put": put, "gone": []})
                handler.wfile.write(f"id: 1.{no}\nevent: snapshot\ndata: {data}\n\n".encode())
                handler.wfile.flush()
                self.changed.wait(5.0)

    def tell(self, *entities: tuple[str, str, dict[str, Any]]) -> None:
        """Replace everything but the hall on the stream."""
        with self.changed:
            self.entities = [self.entities[0], *entities]
            self.changed.notify_all()

    def bodies(self, path: str) -> list[Any]:
        with self.lock:
            return [body for _, seen, body in self.seen if seen == path]

    def close(self) -> None:
        self.closing = True
        with self.changed:
            self.changed.notify_all()
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def hub_stand_in() -> Iterator[HubStandIn]:
    hub = HubStandIn()
    thread = threading.Thread(target=hub.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.close()
        thread.join(5)


def until(true: Callable[[], object], seconds: float = 10.0) -> Any:
    """Wait for a condition; the test fails when it does not come true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("it did not come true in time")
