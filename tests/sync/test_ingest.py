"""What a server takes from below: whole chains, however they are cut and repeated; nothing that does not fit."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.journal.event import Draft, Event
from kiosk.journal.journal import Journal
from kiosk.journal.rows import Stream
from kiosk.sync.ingest import Accepted, Refused, accept, cursors, release
from kiosk.sync.wire import Batch, read_batch, write_batch

Open = Callable[[str], Journal]
Announce = Callable[[str], None]


def everybody(origin: str) -> bool:
    return True


def written(journal: Journal, count: int, *, lane: str = "ops") -> list[Event]:
    """All events of the newest epoch after `count` more were written."""
    with journal.transaction():
        journal.append(lane, [Draft("ticket.issued", {"n": n}, f"id-{n}") for n in range(count)])
    return journal.read(journal.origin, lane, journal.cursor(journal.origin, lane)[0])


def batch_of(events: list[Event], *, with_prev: bool = True) -> Batch:
    raw, count = write_batch(events)
    assert count == len(events)
    batch = read_batch(raw)
    return batch if with_prev else replace(batch, prev=None)


@pytest.fixture
def terminal(open_node: Open) -> Journal:
    return open_node("t-1")


@pytest.fixture
def hub(open_node: Open) -> Journal:
    return open_node("hub")


def test_a_chain_arrives_byte_by_byte(terminal: Journal, hub: Journal) -> None:
    events = written(terminal, 20)
    assert accept(hub, batch_of(events), allowed=everybody) == Accepted(21, 0)
    assert hub.read("t-1", "ops", events[0].epoch) == events


def test_the_centre_says_that_it_is_the_centre(terminal: Journal, hub: Journal) -> None:
    assert accept(hub, batch_of(written(terminal, 2)), allowed=everybody, top=True) == Accepted(3, 3)
    (ack,) = cursors(hub, allowed={"t-1"}.__contains__, top=True)
    assert ack.central == 3


def test_what_is_repeated_is_known_and_only_the_rest_is_new(terminal: Journal, hub: Journal) -> None:
    events = written(terminal, 9)
    told: list[int] = []
    for first, last in ((0, 4), (2, 7), (0, 2), (5, 10), (0, 10)):
        accept(hub, batch_of(events[first:last]), allowed=everybody, on_event=lambda event: told.append(event.seq))
    assert told == list(range(1, 11))


def test_a_gap_is_refused_with_what_is_here(terminal: Journal, hub: Journal) -> None:
    events = written(terminal, 9)
    assert accept(hub, batch_of(events[1:]), allowed=everybody) == Refused(409, "gap", 0)
    accept(hub, batch_of(events[:3]), allowed=everybody)
    assert accept(hub, batch_of(events[4:]), allowed=everybody) == Refused(409, "gap", 3)


def test_an_epoch_begins_with_its_start(hub: Journal, terminal: Journal, expect_log: Announce) -> None:
    expect_log("no_epoch_start")
    start = written(terminal, 0)[0]
    other = replace(start, kind="ticket.issued")
    other = replace(other, hash=_rehashed(other).hash)
    assert accept(hub, batch_of([other]), allowed=everybody) == Refused(422, "no_epoch_start", 0)


def test_a_new_epoch_is_taken_and_said_aloud(terminal: Journal, hub: Journal, expect_log: Announce) -> None:
    expect_log("t-1/ops begins epoch")
    accept(hub, batch_of(written(terminal, 2)), allowed=everybody)
    with terminal.transaction():
        terminal.start_epoch("ops", "new disk")
    assert accept(hub, batch_of(written(terminal, 1)), allowed=everybody) == Accepted(2, 0)


@pytest.mark.parametrize("with_prev", [True, False])
def test_two_histories_are_a_fork_and_the_origin_is_kept_out(
    terminal: Journal, hub: Journal, expect_log: Announce, with_prev: bool
) -> None:
    expect_log("refused: (fork|quarantined)")
    events = written(terminal, 5)
    accept(hub, batch_of(events), allowed=everybody)
    other = _rehashed(replace(events[3], body=b'{"n":99}'))
    after = _rehashed(replace(events[4], prev=other.hash))
    forked = batch_of([*events[:3], other, after], with_prev=with_prev)
    assert accept(hub, forked, allowed=everybody) == Refused(422, "fork", 6)
    assert hub.read("t-1", "ops", events[0].epoch) == events
    assert accept(hub, batch_of(events), allowed=everybody) == Refused(422, "quarantined", 6)
    pay = written(terminal, 1, lane="pay")
    assert accept(hub, batch_of(pay), allowed=everybody) == Refused(422, "quarantined", 0)
    assert release(hub, "t-1")
    assert not release(hub, "t-1")
    assert accept(hub, batch_of(events), allowed=everybody) == Accepted(6, 0)


def test_a_cloned_disk_that_goes_on_is_a_fork(terminal: Journal, hub: Journal, expect_log: Announce) -> None:
    expect_log("refused: fork")
    events = written(terminal, 5)
    accept(hub, batch_of(events), allowed=everybody)
    # The clone has another last event, and sends only what comes after it.
    other_last = _rehashed(replace(events[-1], body=b"{}"))
    next_one = _rehashed(replace(events[-1], seq=7, prev=other_last.hash))
    assert accept(hub, batch_of([next_one]), allowed=everybody) == Refused(422, "fork", 6)


def test_the_good_events_in_front_of_a_broken_link_are_kept(
    terminal: Journal, hub: Journal, expect_log: Announce
) -> None:
    expect_log("chain_broken at 4")
    events = written(terminal, 8)
    events[4] = replace(events[4], body=b'{"n":3000}')
    assert accept(hub, batch_of(events), allowed=everybody) == Refused(422, "chain_broken", 4)
    assert hub.read("t-1", "ops", events[0].epoch) == events[:4]


def test_bytes_damaged_on_the_way_are_no_fork(terminal: Journal, hub: Journal, expect_log: Announce) -> None:
    expect_log("chain_broken")
    events = written(terminal, 5)
    accept(hub, batch_of(events), allowed=everybody)
    flipped = bytes([events[2].hash[0] ^ 1]) + events[2].hash[1:]
    damaged = [*events[:2], replace(events[2], hash=flipped), *events[3:]]
    assert accept(hub, batch_of(damaged), allowed=everybody) == Refused(422, "chain_broken", 6)
    assert accept(hub, batch_of(events), allowed=everybody) == Accepted(6, 0)


@pytest.mark.parametrize("origin", ["t-1", "hub"])
def test_nobody_speaks_for_another_origin_least_of_all_for_the_server(
    open_node: Open, hub: Journal, expect_log: Announce, origin: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    events = [_rehashed(replace(event, origin=origin)) for event in written(open_node("x"), 0)]
    allowed = {"t-1": {"t-2"}, "hub": {"hub"}}[origin]
    assert accept(hub, batch_of(events), allowed=allowed.__contains__) == Refused(422, "foreign_origin", 0)


def test_what_follows_from_an_event_is_stored_with_it(terminal: Journal, hub: Journal) -> None:
    def arrive(event: Event) -> None:
        if event.kind == "ticket.issued":
            hub.append("ops", [Draft("ticket.arrived", {}, event.ticket)])

    accept(hub, batch_of(written(terminal, 3)), allowed=everybody, on_event=arrive)
    own = hub.read("hub", "ops", hub.cursor("hub", "ops")[0], 1)
    assert [event.ticket for event in own] == ["id-0", "id-1", "id-2"]


def test_an_event_nobody_understands_is_set_aside_and_the_rest_goes_on(
    terminal: Journal, hub: Journal, expect_log: Announce
) -> None:
    expect_log("set aside")

    def arrive(event: Event) -> None:
        hub.append("ops", [Draft("ticket.arrived", {}, event.ticket)])
        if event.data.get("n") == 1:
            raise KeyError("number")

    events = written(terminal, 3)
    assert accept(hub, batch_of(events), allowed=everybody, on_event=arrive) == Accepted(4, 0)
    assert hub.execute("SELECT origin, lane, seq, reason FROM set_aside").fetchall() == [("t-1", "ops", 3, "KeyError")]
    own = hub.read("hub", "ops", hub.cursor("hub", "ops")[0], 1)
    assert [event.ticket for event in own] == ["", "id-0", "id-2"]


def test_unknown_kinds_versions_lanes_and_bodies_are_stored(terminal: Journal, hub: Journal) -> None:
    first = _rehashed(replace(written(terminal, 0)[0], lane="video"))
    odd = _rehashed(
        replace(first, seq=2, kind="pay.crypto", v=7, body=b"not json \xc3\xa9", prev=first.hash, at_us=-1, ticket="")
    )
    assert accept(hub, batch_of([first, odd]), allowed=everybody) == Accepted(2, 0)
    assert hub.read("t-1", "video", first.epoch)[1] == odd


def test_a_disk_that_refuses_is_said_and_the_batch_can_come_again(
    terminal: Journal, hub: Journal, expect_log: Announce
) -> None:
    expect_log("not saved")
    events = written(terminal, 400)
    pages = hub.execute("PRAGMA page_count").fetchone()[0]
    hub.execute(f"PRAGMA max_page_count={pages}")
    assert accept(hub, batch_of(events), allowed=everybody) == Refused(503, "not_saved", 0)
    assert hub.head("t-1", "ops", events[0].epoch).seq == 0
    hub.execute("PRAGMA max_page_count=1000000")
    assert accept(hub, batch_of(events), allowed=everybody) == Accepted(401, 0)


def test_a_disk_that_refuses_while_something_follows_is_no_reason_to_set_aside(
    terminal: Journal, hub: Journal, expect_log: Announce
) -> None:
    expect_log("not saved")
    hub.migrate("fault 1", "CREATE TRIGGER no BEFORE INSERT ON journal WHEN NEW.origin='hub' BEGIN "
                "SELECT RAISE(ABORT, 'no'); END")  # fmt: skip
    events = written(terminal, 2)
    answer = accept(
        hub, batch_of(events), allowed=everybody, on_event=lambda e: hub.append("ops", [Draft("a")]) and None
    )
    assert answer == Refused(503, "not_saved", 0)
    assert hub.execute("SELECT count(*) FROM set_aside").fetchone() == (0,)


def test_cursors_tell_each_origin_only_of_its_own(terminal: Journal, hub: Journal, open_node: Open) -> None:
    events = written(terminal, 3)
    accept(hub, batch_of(events), allowed=everybody)
    accept(hub, batch_of(written(open_node("t-2"), 1)), allowed=everybody)
    (ack,) = cursors(hub, allowed={"t-1"}.__contains__)
    assert (ack.stream, ack.hub, ack.central) == (Stream("t-1", "ops", events[0].epoch), 4, 0)


def test_what_the_centre_has_is_told_downwards(terminal: Journal, hub: Journal) -> None:
    events = written(terminal, 3)
    accept(hub, batch_of(events), allowed=everybody)
    (ack,) = cursors(hub, allowed={"t-1"}.__contains__)
    hub.record_acks([replace(ack, central=2)])
    assert accept(hub, batch_of(events), allowed=everybody) == Accepted(4, 2)
    assert cursors(hub, allowed={"t-1"}.__contains__)[0].central == 2


def _rehashed(event: Event) -> Event:
    from kiosk.journal.event import chain_hash, head_of

    return replace(event, hash=chain_hash(event.prev, head_of(event), event.body))
