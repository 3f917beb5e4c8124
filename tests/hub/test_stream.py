"""The stream: a snapshot first, then deltas, resume after a break, limits, and listeners that are too slow."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import pytest


class Stream:
    """One open stream, read message by message."""

    def __init__(self, client: Any, scope: str, last: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=15)
        headers = {"Authorization": f"Bearer {client.token}"} | ({"Last-Event-ID": last} if last else {})
        self.connection.request("GET", f"/v1/stream?scope={scope}", headers=headers)
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def next(self) -> tuple[str, str, dict[str, Any]]:
        """(id, event, data) of the next message; comments are passed over."""
        found: dict[str, str] = {}
        while True:
            line = self.answer.readline().decode().rstrip("\n")
            if not line and "data" in found:
                return found["id"], found["event"], json.loads(found["data"])
            name, _, value = line.partition(": ")
            if name:
                found[name] = value

    def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The first object of a kind with these fields that comes along."""
        while True:
            for found, _, value in self.next()[2]["put"]:
                if found == kind and all(value.get(name) == wanted for name, wanted in fields.items()):
                    return value


@contextmanager
def stream(client: Any, scope: str, last: str = "") -> Iterator[Stream]:
    opened = Stream(client, scope, last)
    try:
        yield opened
    finally:
        opened.answer.close()
        opened.connection.close()


def test_a_stream_begins_with_everything_and_goes_on_with_changes(house: Any) -> None:
    desk = house.desk(3)
    ticket = house.admin.ticket().body["ticket"]
    with stream(desk, "desk") as listening:
        ident, event, data = listening.next()
        assert event == "snapshot"
        assert ["ticket", ticket["id"]] in [entry[:2] for entry in data["put"]]
        desk.command("/v1/desks/3/call-next")
        called = listening.until("ticket", state="called")
        assert called["id"] == ticket["id"]
        assert ident.count(".") == 1


def test_a_board_sees_calls_and_the_hall_but_no_tickets(house: Any) -> None:
    desk, board = house.desk(3), house.enrol("board")
    ticket = house.admin.ticket().body["ticket"]
    with stream(board, "board") as listening:
        assert {entry[0] for entry in listening.next()[2]["put"]} == {"hall"}
        desk.command("/v1/desks/3/call-next")
        call = listening.until("call", number=ticket["number"])
        assert (call["desk"], call["active"], call["calls"]) == (3, True, 1)
        desk.command("/v1/desks/3/recall", ticket=ticket["id"])
        again = listening.until("call", calls=2)
        assert again["no"] > call["no"]
        desk.command("/v1/desks/3/start", ticket=ticket["id"])
        assert listening.until("call", active=False)["no"] == again["no"]


def test_a_terminal_sees_of_the_desks_only_where_the_administrator_is(house: Any) -> None:
    put = house.enrol("terminal").get("/v1/snapshot?scope=terminal").body["put"]
    desks = [value for kind, _, value in put if kind == "desk"]
    assert desks
    assert all(desk["administrator"] for desk in desks)


def test_a_listener_that_comes_back_gets_what_it_missed_and_no_more(house: Any) -> None:
    with stream(house.admin, "hall") as listening:
        ident, _, _ = listening.next()
    ticket = house.admin.ticket().body["ticket"]["id"]
    with stream(house.admin, "hall", ident) as listening:
        _, event, data = listening.next()
        assert event == "delta"
        assert ["ticket", ticket] in [entry[:2] for entry in data["put"]]


def test_after_a_restart_a_listener_gets_a_snapshot_not_deltas_of_another_life(house: Any) -> None:
    ticket = house.admin.ticket().body["ticket"]["id"]
    with stream(house.admin, "hall") as listening:
        ident, _, _ = listening.next()
    house.served.restart()
    with stream(house.admin, "hall", ident) as listening:
        _, event, data = listening.next()
        assert event == "snapshot"
        assert ["ticket", ticket] in [entry[:2] for entry in data["put"]]


def test_finished_tickets_are_gone(house: Any) -> None:
    desk = house.desk(3)
    ticket = house.admin.ticket().body["ticket"]["id"]
    with stream(desk, "desk") as listening:
        listening.next()
        desk.command("/v1/desks/3/call", ticket=ticket)
        assert listening.until("ticket", state="called")["id"] == ticket
        for action in ("start", "finish"):
            desk.command(f"/v1/desks/3/{action}", ticket=ticket)
        while True:
            if ["ticket", ticket] in listening.next()[2]["gone"]:
                break
    put = house.admin.get("/v1/snapshot?scope=desk").body["put"]
    assert ["ticket", ticket] not in [entry[:2] for entry in put]
    assert next(value for kind, ident, value in put if (kind, ident) == ("desk", "3"))["ticket"] is None


@pytest.mark.parametrize("scope", ["", "everything", "hall%00", "../hall"])
def test_an_unknown_scope_is_refused(standing: Any, scope: str) -> None:
    assert standing.admin.get(f"/v1/stream?scope={scope}").status == 400
    assert standing.admin.get(f"/v1/snapshot?scope={scope}").status == 400


@pytest.mark.parametrize("last", ["x", "1.2.3", ".", "9" * 300 + ".1", "0.0", "-1.-1"])
def test_a_rubbish_last_event_id_gives_a_snapshot(standing: Any, last: str) -> None:
    with stream(standing.admin, "board", last) as listening:
        assert listening.next()[1] == "snapshot"


def test_a_token_opens_only_so_many_streams_and_a_closed_one_makes_room(house: Any) -> None:
    board = house.enrol("board")
    opened = [Stream(board, "board") for _ in range(8)]
    for one in opened:
        one.next()
    with stream(board, "board") as ninth:
        assert ninth.status == 429
        assert int(ninth.answer.headers["Retry-After"]) > 0
    opened[0].answer.close()
    opened[0].connection.close()

    def another() -> bool:
        with stream(board, "board") as one:
            return one.status == 200

    end = monotonic() + 15
    while not another():
        assert monotonic() < end
        house.admin.ticket()
        sleep(0.05)
    for one in opened[1:]:
        one.answer.close()
        one.connection.close()


def test_a_revoked_board_hears_nothing_more(house: Any) -> None:
    desk, board = house.desk(3), house.enrol("board")
    with stream(board, "board") as listening:
        listening.next()
        assert house.admin.ask("DELETE", f"/v1/devices/{board.id}").status == 200
        house.admin.ticket()
        desk.command("/v1/desks/3/call-next")
        assert listening.answer.read() == b""
    assert board.get("/v1/snapshot?scope=board").status == 401


def test_a_listener_that_never_reads_is_dropped_and_delays_nobody(house: Any) -> None:
    broadcaster = house.served.hub.outlet.broadcaster
    sock = socket.create_connection(("127.0.0.1", house.admin.port))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    head = f"GET /v1/stream?scope=hall HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {house.admin.token}\r\n\r\n"
    sock.sendall(head.encode())
    loop = house.served.hub._loop

    end = monotonic() + 15
    while broadcaster.listeners == 0:
        assert monotonic() < end
        sleep(0.005)
    big = "x" * 100_000

    def flood(no: int) -> None:
        broadcaster.publish([("trouble", "flood", {"no": no, "big": big})])

    sent = 0
    while broadcaster.listeners:
        assert sent < 5000, "the slow listener was never dropped"
        loop.call_soon_threadsafe(flood, sent)
        sent += 1
        sleep(0.0005)
    assert house.admin.get("/v1/health").status == 200
    sock.close()
