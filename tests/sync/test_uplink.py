"""Events travel from a terminal through the hub to the centre over real HTTP, whatever the servers do on the way."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.journal.acks import Ack
from kiosk.journal.event import Draft, Event
from kiosk.journal.journal import Journal, JournalReader
from kiosk.sync.link import HubLink
from kiosk.sync.uplink import HttpTransport, Uplink

Make = Callable[..., Any]


class Node:
    """A terminal's journal and its uplink; acknowledgements are recorded when `settle` is called in this thread."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.acks: list[Ack] = []
        self.uplink: Uplink | None = None

    def connect(self, url: str, *, timeout: float = 10.0, most: float = 0.1) -> Uplink:
        transport = HttpTransport(HubLink(url, "secret"), timeout=timeout)
        self.uplink = Uplink(self.journal.path, transport, on_acks=self.acks.extend, least_wait=0.01, most_wait=most)
        self.uplink.start()
        return self.uplink

    def write(self, count: int, lane: str = "ops") -> None:
        with self.journal.transaction():
            self.journal.append(lane, [Draft("ticket.issued", {"n": n}) for n in range(count)])
        if self.uplink:
            self.uplink.nudge()

    def events(self, lane: str = "ops") -> list[Event]:
        with JournalReader.open(self.journal.path) as reader:
            return list(reader.events(self.journal.origin, lane))


@pytest.fixture
def terminal(open_node: Make) -> Any:
    node = Node(open_node("t-1"))
    yield node
    if node.uplink:
        node.uplink.stop()


def arrived(parent: Any, origin: str = "t-1", lane: str = "ops") -> list[Event]:
    with JournalReader.open(parent.path) as reader:
        return list(reader.events(origin, lane))


def test_a_commit_is_at_the_parent_after_a_nudge(terminal: Node, parent: Make, web: Make, eventually: Make) -> None:
    hub = parent("hub")
    uplink = terminal.connect(web(hub.app).url)
    for _ in range(3):
        terminal.write(2)
        eventually(lambda: arrived(hub) == terminal.events())
    eventually(lambda: uplink.state().not_central == {"audit": 1, "ops": 7, "pay": 1})
    eventually(lambda: uplink.state().pending == {"audit": 0, "ops": 0, "pay": 0})
    assert (uplink.state().connected, uplink.state().last, uplink.state().alarms) == (True, "ok", {})


def test_a_backlog_of_many_batches_and_lanes_arrives_in_order(
    terminal: Node, parent: Make, web: Make, eventually: Make
) -> None:
    hub = parent("hub")
    terminal.write(1700)
    terminal.write(30, "pay")
    terminal.connect(web(hub.app).url)
    eventually(lambda: len(arrived(hub)) == 1701 and len(arrived(hub, lane="pay")) == 31)
    assert arrived(hub) == terminal.events()


def test_two_levels_and_what_the_centre_has_comes_back_down(
    terminal: Node, parent: Make, web: Make, eventually: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.sync.uplink.ASK_CENTRAL_SECONDS", 0.05)
    monkeypatch.setattr("kiosk.sync.uplink_state.HAND_OVER_SECONDS", 0.0)
    monkeypatch.setattr("kiosk.sync.uplink.LOOK_SECONDS", 0.05)
    centre, hub = parent("centre", top=True), parent("hub")
    hub_uplink = Uplink(
        hub.path,
        HttpTransport(HubLink(web(centre.app).url)),
        on_acks=lambda acks: hub.do(lambda: hub.journal.record_acks(acks)),
    )
    hub_uplink.start()
    terminal.connect(web(hub.app).url)
    terminal.write(40)
    eventually(lambda: arrived(centre) == terminal.events())
    eventually(lambda: arrived(centre, "hub", "ops") != [])
    epoch = terminal.events()[0].epoch
    eventually(lambda: Ack("t-1", "ops", epoch, 41, 41) in terminal.acks)
    eventually(lambda: terminal.uplink and set(terminal.uplink.state().not_central.values()) == {0})
    terminal.journal.record_acks(terminal.acks)
    assert terminal.journal.acked("t-1", "ops", epoch).central == 41
    hub_uplink.stop()


def test_a_server_that_is_away_gets_everything_when_it_is_back(
    terminal: Node, parent: Make, web: Make, eventually: Make
) -> None:
    hub = parent("hub")
    server = web(hub.app)
    uplink = terminal.connect(server.url)
    terminal.write(3)
    eventually(lambda: len(arrived(hub)) == 4)
    server.down()
    terminal.write(600)
    eventually(lambda: uplink.state().last in {"refused", "broken"})
    assert uplink.state().pending["ops"] >= 500
    server.up()
    eventually(lambda: arrived(hub) == terminal.events())
    eventually(lambda: uplink.state().connected)


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (500, {}, {}),
        (502, "<html>", {}),
        (503, {"error": {"code": "not_saved", "values": {}}}, {"Retry-After": "0"}),
        (429, {}, {"Retry-After": "0"}),
        (401, {"error": {"code": "bad_token", "values": {}}}, {}),
        (403, {}, {}),
        (410, {}, {}),
        (200, {}, {}),
        (200, [], {}),
        (200, {"acked": "all", "central": 0}, {}),
        (200, {"acked": 0, "central": 0}, {}),
        (409, {"acked": 10**9}, {}),
        (413, {}, {}),
    ],
)
def test_no_answer_loses_an_event(
    terminal: Node, parent: Make, web: Make, eventually: Make, expect_log: Make,
    status: int, body: Any, headers: dict[str, str],
) -> None:  # fmt: skip
    from starlette.responses import JSONResponse

    expect_log("uplink: ")
    hub = parent("hub")
    hub.answers = [JSONResponse(body, status, headers) for _ in range(3)]
    terminal.write(5)
    terminal.connect(web(hub.app).url)
    eventually(lambda: arrived(hub) == terminal.events() and not hub.answers)


def test_a_parent_that_was_put_back_gets_what_it_lost(
    terminal: Node, parent: Make, web: Make, eventually: Make
) -> None:
    old = parent("hub", file="old.db")
    server = web(old.app)
    uplink = terminal.connect(server.url)
    terminal.write(20)
    eventually(lambda: len(arrived(old)) == 21)
    server.down()
    new = parent("hub", file="new.db")
    server.app = new.app
    server.up()
    terminal.write(5)
    uplink.retry_now()
    eventually(lambda: arrived(new) == terminal.events())


def test_a_fork_is_an_alarm_and_the_node_goes_on_writing(
    terminal: Node, parent: Make, web: Make, eventually: Make, expect_log: Make, tmp_path: Any, clock: Any
) -> None:
    expect_log("uplink|refused: (fork|quarantined)")
    hub = parent("hub")
    server = web(hub.app)
    with terminal.journal.transaction():
        terminal.journal.append("ops", [Draft("a")])
    clone_path = tmp_path / "clone.db"
    terminal.journal.execute("VACUUM INTO ?", (str(clone_path),))
    with Journal.open(clone_path, "t-1", clock) as clone:
        with clone.transaction():
            clone.append("ops", [Draft("of the clone")])
        other = Uplink(clone_path, HttpTransport(HubLink(server.url)))
        other.start()
        eventually(lambda: len(arrived(hub)) == 3)
        other.stop()
    terminal.write(1)
    uplink = terminal.connect(server.url)
    eventually(lambda: uplink.state().connected)  # both have three events: only the next one shows the difference
    terminal.write(2)
    epoch = terminal.events()[0].epoch
    eventually(lambda: uplink.state().alarms.get(f"t-1/ops/{epoch}") in {"fork", "quarantined"})
    assert len(terminal.events()) == 5
    assert [event.kind for event in arrived(hub)] == ["epoch.started", "a", "of the clone"]


def test_batches_that_are_too_large_for_the_parent_shrink_until_they_fit(
    terminal: Node, parent: Make, web: Make, eventually: Make, expect_log: Make
) -> None:
    from starlette.responses import JSONResponse

    expect_log("uplink: ")
    hub = parent("hub")

    async def small_door(scope: Any, receive: Any, send: Any) -> None:
        sizes = [int(value) for name, value in scope.get("headers", ()) if name == b"content-length"]
        if sizes and sizes[0] > 3000:
            await JSONResponse({"error": {"code": "too_large", "values": {}}}, 413)(scope, receive, send)
        else:
            await hub.app(scope, receive, send)

    terminal.write(300)
    terminal.connect(web(small_door, lifespan="off").url)
    eventually(lambda: arrived(hub) == terminal.events())


def test_a_silent_parent_hangs_nothing_and_the_end_comes_at_once(terminal: Node, odd: Make, eventually: Make) -> None:
    server = odd(None)
    uplink = terminal.connect(server.url, timeout=30)
    eventually(lambda: server.asked)
    terminal.write(1)
    begun = time.monotonic()
    uplink.stop()
    assert time.monotonic() - begun < 1
    assert not uplink._thread.is_alive()
    assert not uplink.state().connected


def test_a_silent_parent_is_given_up_after_the_time_out(terminal: Node, odd: Make, eventually: Make) -> None:
    uplink = terminal.connect(odd(None).url, timeout=0.1)
    eventually(lambda: uplink.state().last == "timeout")


def test_a_line_that_was_seen_alive_cuts_the_wait_short(
    terminal: Node, parent: Make, web: Make, eventually: Make
) -> None:
    hub = parent("hub")
    server = web(hub.app)
    server.down()
    transport = HttpTransport(HubLink(server.url))
    terminal.uplink = uplink = Uplink(terminal.journal.path, transport, least_wait=50, most_wait=60)
    uplink.start()
    eventually(lambda: uplink.state().last == "refused")
    server.up()
    terminal.write(1)  # its nudge does not end the wait
    assert arrived(hub) == []
    uplink.retry_now()
    eventually(lambda: arrived(hub) == terminal.events())


def test_an_uplink_may_be_started_before_its_journal_exists(
    open_node: Make, tmp_path: Any, parent: Make, web: Make, eventually: Make, expect_log: Make
) -> None:
    expect_log("cannot be read")
    hub = parent("hub")
    uplink = Uplink(tmp_path / "t-9.db", HttpTransport(HubLink(web(hub.app).url)), least_wait=0.01, most_wait=0.05)
    uplink.start()
    eventually(lambda: uplink.state().last == "journal")
    open_node("t-9")
    eventually(lambda: len(arrived(hub, "t-9")) == 1)
    uplink.stop()


def test_a_restart_goes_on_from_what_was_recorded(
    terminal: Node, parent: Make, web: Make, eventually: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = parent("hub")
    server = web(hub.app)
    uplink = terminal.connect(server.url)
    terminal.write(700)
    eventually(lambda: len(arrived(hub)) == 701)
    uplink.stop()
    terminal.journal.record_acks(terminal.acks)
    before = hub.batches
    again = terminal.connect(server.url)
    terminal.write(1)
    eventually(lambda: arrived(hub) == terminal.events())
    eventually(lambda: again.state().pending["ops"] == 0)
    assert hub.batches == before + 1


def test_a_listener_that_fails_does_not_stop_the_line(
    terminal: Node, parent: Make, web: Make, eventually: Make, expect_log: Make
) -> None:
    expect_log("the listener failed")
    hub = parent("hub")

    def fail(news: Any) -> None:
        raise KeyError(news)

    transport = HttpTransport(HubLink(web(hub.app).url))
    terminal.uplink = uplink = Uplink(terminal.journal.path, transport, on_acks=fail, on_state=fail)
    uplink.start()
    for _ in range(3):
        terminal.write(2)
        eventually(lambda: arrived(hub) == terminal.events())


def test_a_mistake_in_a_transport_is_said_and_the_line_goes_on(
    terminal: Node, parent: Make, web: Make, eventually: Make, expect_log: Make
) -> None:
    expect_log("mistake in the program")
    hub = parent("hub")

    class Flawed(HttpTransport):
        failed = False

        def send(self, batch: bytes) -> Any:
            if not self.failed:
                self.failed = True
                raise ZeroDivisionError
            return super().send(batch)

    terminal.uplink = uplink = Uplink(terminal.journal.path, Flawed(HubLink(web(hub.app).url)), least_wait=0.01)
    uplink.start()
    eventually(lambda: arrived(hub) == terminal.events())
    eventually(lambda: uplink.state().last == "ok")
