"""Facts that come up from terminals: stored whatever they mean, refused only for their chain."""

import json
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import SystemClock, from_us, to_us
from kiosk.hub.arrivals import LONGEST_AWAY, arrival, effective
from kiosk.journal.event import Draft, Event
from kiosk.journal.journal import Journal
from kiosk.sync.wire import write_batch

PASSPORT = "pass-20-45"


class Node:
    """A terminal's own journal beside the test, and its way to the hub."""

    def __init__(self, path: Path, client: Any) -> None:
        self.client = client
        self.journal = Journal.open(path, client.id, SystemClock())
        self.epoch, _ = self.journal.cursor(client.id, "ops")

    def write(self, *drafts: Draft) -> list[Event]:
        with self.journal.transaction():
            return self.journal.append("ops", drafts)

    def issue(self, number: str, ticket: str = "", **more: Any) -> str:
        ticket = ticket or str(uuid.uuid4())
        body = {
            "number": number,
            "service": PASSPORT,
            "purpose": "apply",
            "language": "ru",
            "day": "2026-11-22",
            "source": "block",
            "granted": None,
            **more,
        }
        self.write(Draft("ticket.issued", body, ticket))
        return ticket

    def events(self, after: int = 0) -> list[Event]:
        return self.journal.read(self.client.id, "ops", self.epoch, after)

    def send(self, after: int = 0) -> Any:
        return self.client.post("/v1/events", raw=write_batch(self.events(after))[0])


@pytest.fixture
def node(house: Any, tmp_path: Path) -> Iterator[Node]:
    made = Node(tmp_path / "terminal.db", house.enrol("terminal"))
    yield made
    made.journal.close()


def line(house: Any) -> dict[str, dict[str, Any]]:
    put = house.admin.get("/v1/snapshot?scope=desk").body["put"]
    return {ident: value for kind, ident, value in put if kind == "ticket"}


def own(house: Any, kind: str) -> list[dict[str, Any]]:
    """Bodies of the hub's own events of a kind."""
    sql = "SELECT body FROM journal WHERE origin = ? AND lane = 'ops' AND kind = ? ORDER BY epoch, seq"
    return house.served.books(
        lambda books: [json.loads(row[0]) for row in books.journal.execute(sql, (books.origin, kind)).fetchall()]
    )


def test_an_issued_ticket_joins_the_line_once_however_often_it_is_sent(house: Any, node: Node) -> None:
    ticket = node.issue("П990")
    first = node.send()
    assert (first.status, first.body) == (200, {"acked": 2, "central": 0})
    assert node.send().body == first.body
    assert line(house)[ticket]["number"] == "П990"
    assert line(house)[ticket]["terminal"] == node.client.id
    assert len(own(house, "ticket.arrived")) == 1


def test_an_arrived_ticket_is_called_like_any_other(house: Any, node: Node) -> None:
    desk = house.desk(3)
    ticket = node.issue("П990")
    node.send()
    assert desk.command("/v1/desks/3/call-next").body["ticket"]["id"] == ticket


def test_a_granted_number_that_was_not_used_is_burnt_with_the_arrival(house: Any, node: Node) -> None:
    ticket = str(uuid.uuid4())
    granted = node.client.command("/v1/numbers", ticket=ticket, service=PASSPORT, purpose="apply", language="ru").body[
        "number"
    ]
    node.issue("П-К1-01", ticket, source="label", granted=None)
    node.send()
    assert [one["number"] for one in own(house, "number.burnt")] == [granted]
    assert line(house)[ticket]["number"] == "П-К1-01"


def test_unknown_kinds_and_bodies_are_stored_and_the_flow_goes_on(house: Any, node: Node) -> None:
    node.write(
        Draft("mood.improved", {"by": 7}),
        Draft("ticket.issued", {"number": 7}, "t"),
        Draft("ticket.issued", {}, ""),
        Draft("ticket.printed", {"number": "П990", "copy": False}, "x"),
    )
    ticket = node.issue("П990")
    assert node.send().body["acked"] == 6
    assert list(line(house)) == [ticket]


def test_a_gap_is_told_with_the_last_known_sequence(node: Node) -> None:
    for number in range(3):
        node.issue(f"П99{number}")
    gap = node.send(after=1)
    assert (gap.status, gap.code, gap.body["acked"]) == (409, "gap", 0)
    assert node.send().status == 200


def test_a_foreign_origin_is_refused(house: Any, node: Node, tmp_path: Path) -> None:
    other = house.enrol("terminal")
    said = other.post("/v1/events", raw=write_batch(node.events())[0])
    assert (said.status, said.code) == (422, "foreign_origin")


def test_a_broken_chain_is_refused_and_nothing_of_it_is_stored(
    house: Any, node: Node, expect_log: Callable[[str], None]
) -> None:
    expect_log("refused: chain_broken")
    node.issue("П990")
    batch = json.loads(write_batch(node.events())[0])
    batch["events"][1]["body"] = batch["events"][1]["body"].replace("П990", "П991")
    said = node.client.post("/v1/events", batch)
    assert (said.status, said.code, said.body["acked"]) == (422, "chain_broken", 1)
    assert line(house) == {}


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"origin":1}', b"[" * 100_000, b'{"origin":"x","lane":"ops","epoch":1}'],
)
def test_rubbish_for_a_batch_is_refused(node: Node, raw: bytes) -> None:
    said = node.client.post("/v1/events", raw=raw)
    assert 400 <= said.status < 500
    assert said.code


def test_more_than_a_megabyte_is_refused_unread(node: Node) -> None:
    with socket.create_connection(("127.0.0.1", node.client.port), timeout=10) as sock:
        length = (1 << 20) + 1
        head = f"POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {node.client.token}\r\n"
        sock.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        answer = sock.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"too_large" in answer


def test_cursors_tell_a_node_about_itself_alone(house: Any, node: Node) -> None:
    node.issue("П990")
    node.send()
    (found,) = node.client.get("/v1/cursors").body["cursors"]
    assert found == {"origin": node.client.id, "lane": "ops", "epoch": node.epoch, "acked": 2, "central": 0}
    assert house.enrol("terminal").get("/v1/cursors").body == {"cursors": []}


def test_boards_and_desks_bring_no_facts(house: Any) -> None:
    for role, desk in (("board", None), ("desk", 3)):
        assert house.enrol(role, desk).post("/v1/events", raw=b"{}").status == 403


def test_a_full_disk_takes_no_event_and_no_arrival(house: Any, node: Node, expect_log: Callable[[str], None]) -> None:
    expect_log("not saved")
    house.served.books(
        lambda books: books.journal.execute(
            f"PRAGMA max_page_count={books.journal.execute('PRAGMA page_count').fetchone()[0]}"
        )
    )
    tickets = [node.issue(f"П{number}") for number in range(600, 999)]
    refused = node.send()
    assert (refused.status, refused.code) == (503, "not_saved")
    assert refused.headers["retry-after"] == "1"
    assert line(house) == {}
    house.served.books(lambda books: books.journal.execute("PRAGMA max_page_count=1073741823"))
    assert node.send().status == 200
    assert set(line(house)) == set(tickets)


def test_effective_time_is_corrected_by_the_measured_offset(house: Any, node: Node) -> None:
    now_us = time.time_ns() // 1000
    ahead_us = 3_600_000_000
    body = {"devices": [], "boot": "b", "sent_us": now_us + ahead_us, "version": "", "orders_done": []}
    assert node.client.put("/v1/status", body).status == 200
    ticket = node.issue("П990")
    node.send()
    shown = datetime.fromisoformat(line(house)[ticket]["at"])
    assert abs(shown - (from_us(now_us) - timedelta(hours=1))) < timedelta(seconds=20)


NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@given(st.integers(-(1 << 63), 1 << 63), st.none() | st.integers(-(1 << 62), 1 << 62))
def test_effective_time_is_never_in_the_future_and_never_absurdly_long_ago(at_us: int, offset_us: int | None) -> None:
    assert NOW - LONGEST_AWAY <= effective(at_us, offset_us, NOW) <= NOW


@given(st.integers(0, 7 * 86_400_000_000), st.integers(-(10**12), 10**12))
def test_a_measured_offset_is_taken_off_exactly(age_us: int, offset_us: int) -> None:
    moment = to_us(NOW) - age_us
    assert effective(moment - offset_us, offset_us, NOW) == from_us(moment)


@given(st.binary(max_size=200))
def test_no_body_of_a_foreign_event_ever_raises(body: bytes) -> None:
    event = Event("t", "ops", 1, 2, "ticket.issued", 1, 0, 0, "b", "ticket", body, bytes(32), bytes(32))
    arrival(event, None, NOW)
