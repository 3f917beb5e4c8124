"""Events of halls at the centre: byte for byte, whatever they mean, and only from whom they may come."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.access.certificates import Certificates
from kiosk.access.identity import Identity
from kiosk.clock import SystemClock
from kiosk.journal.event import Draft, chain_hash, head_of
from kiosk.journal.reader import JournalReader
from kiosk.sync.wire import write_batch
from tests.central.conftest import HallHub, Town, until

TICKET = "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40"


def stored(town, origin: str) -> list[tuple]:
    sql = "SELECT * FROM journal WHERE origin = ? ORDER BY lane, epoch, seq"
    return town.reader(sql, origin)


def own(hub) -> list[tuple]:
    with JournalReader.open(hub.path) as reader:
        return reader.query("SELECT * FROM journal ORDER BY lane, epoch, seq")


def batch_of(hub, lane: str = "ops", after: int = 0) -> bytes:
    epoch, _ = hub.journal.cursor(hub.origin, lane)
    return write_batch(hub.journal.read(hub.origin, lane, epoch, after))[0]


def arrived(number: str = "П001", **more) -> Draft:
    body = {"number": number, "service": "pass-20-45", "purpose": "apply", "language": "ru", "effective_us": 1, **more}
    return Draft("ticket.arrived", body, TICKET)


def test_every_event_of_a_hall_arrives_byte_for_byte_over_the_real_uplink(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    hub.write(*(Draft("desk.opened", {"desk": n, "name": "стойка «А»"}) for n in range(1200)))
    hub.write(Draft("staff.signed_in", {"login": "oleg"}), lane="audit")
    hub.uplink.start()
    until(lambda: len(stored(town, "hub-a")) == len(own(hub)))
    assert stored(town, "hub-a") == own(hub)
    hub.write(arrived())
    until(lambda: len(stored(town, "hub-a")) == len(own(hub)))
    assert stored(town, "hub-a") == own(hub)


def test_the_centre_may_be_away_and_restarted_and_nothing_is_lost_or_doubled(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    hub.uplink.start()
    for round_ in range(3):
        hub.write(*(Draft("desk.opened", {"desk": n}) for n in range(50)))
        if round_ == 1:
            until(lambda: len(stored(town, "hub-a")) == len(own(hub)))
        town.stop()
        hub.write(arrived())
        town.start()
    until(lambda: len(stored(town, "hub-a")) == len(own(hub)))
    assert stored(town, "hub-a") == own(hub)
    answer = town.ask("GET", "/v1/halls").json()["halls"][0]
    assert (answer["hall"], answer["origins"]) == ("arbat", ["hub-a"])


def test_unknown_kinds_versions_and_poison_are_stored_and_the_flow_goes_on(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    hub.write(
        Draft("kind.of.the.future", {"x": [1, {"y": None}]}, v=99),
        Draft("ticket.arrived", {"number": 7}, TICKET),
        Draft("ticket.called", {"desk": "three"}, "nobody"),
        Draft("ticket.arrived", {"number": "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")}, ""),
        Draft("day.opened", {}),
        arrived("П002"),
    )
    hub.uplink.start()
    until(lambda: town.ask("GET", "/v1/tickets").json()["tickets"] != [])
    until(lambda: len(town.ask("GET", "/v1/skipped").json()["skipped"]) == 4)
    until(lambda: len(stored(town, "hub-a")) == len(own(hub)))
    assert stored(town, "hub-a") == own(hub)
    tickets = town.ask("GET", "/v1/tickets").json()["tickets"]
    assert [(t["id"], t["number"], t["state"]) for t in tickets] == [(TICKET, "П002", "waiting")]
    reasons = [row["reason"] for row in town.ask("GET", "/v1/skipped").json()["skipped"]]
    assert reasons == ["no_number", "no_desk", "no_ticket", "no_day"]


def test_an_origin_belongs_to_the_hall_that_brought_it_first(town, hub_of) -> None:
    hub = hub_of("arbat", "hub-a")
    other = town.enrol("basmanny")["token"]
    spare = town.enrol("arbat")["token"]
    mine = hub.link.token
    assert town.ask("POST", "/v1/events", raw=batch_of(hub), token=mine).status_code == 200
    before = stored(town, "hub-a")
    hub.write(arrived())
    refused = town.ask("POST", "/v1/events", raw=batch_of(hub, after=1), token=other)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "foreign_origin")
    assert stored(town, "hub-a") == before
    assert town.ask("GET", "/v1/cursors", token=other).json() == {"cursors": []}
    town.restart()
    assert town.ask("POST", "/v1/events", raw=batch_of(hub, after=1), token=other).status_code == 422
    assert town.ask("POST", "/v1/events", raw=batch_of(hub, after=1), token=spare).status_code == 200
    bound = [json.loads(body) for kind, body in town.audit() if kind == "origin.bound"]
    assert [(one["origin"], one["hall"]) for one in bound] == [("hub-a", "arbat")]


def test_nobody_may_speak_as_the_centre_itself(town, hub_of) -> None:
    own_name = json.loads((town.state / "node.json").read_text())["id"]
    hub = hub_of("arbat", own_name)
    answer = town.ask("POST", "/v1/events", raw=batch_of(hub), token=hub.link.token)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "foreign_origin")


def test_a_gap_a_fork_and_a_broken_chain_are_told_apart(town, hub_of, expect_log) -> None:
    expect_log("refused")
    hub = hub_of("arbat", "hub-a")
    hub.write(arrived(), arrived("П002"))
    token = hub.link.token
    gap = town.ask("POST", "/v1/events", raw=batch_of(hub, after=1), token=token)
    assert (gap.status_code, gap.json()["error"]["code"], gap.json()["acked"]) == (409, "gap", 0)
    bad = json.loads(batch_of(hub))
    bad["events"][2]["body"] = bad["events"][2]["body"].replace("П002", "П003")
    broken = town.ask("POST", "/v1/events", bad, token=token)
    assert (broken.status_code, broken.json()["error"]["code"], broken.json()["acked"]) == (422, "chain_broken", 2)
    whole = town.ask("POST", "/v1/events", raw=batch_of(hub), token=token)
    assert (whole.status_code, whole.json()) == (200, {"acked": 3, "central": 3})
    again = town.ask("POST", "/v1/events", raw=batch_of(hub), token=token)
    assert again.json() == {"acked": 3, "central": 3}


def test_a_cloned_disk_is_quarantined_and_shown(town, hub_of, tmp_path: Path, expect_log) -> None:
    expect_log("refused")
    hub = hub_of("arbat", "hub-a")
    hub.write(arrived())
    token = hub.link.token
    first = json.loads(batch_of(hub))
    assert town.ask("POST", "/v1/events", first, token=token).status_code == 200
    events = hub.journal.read("hub-a", "ops", first["epoch"])
    changed = replace(events[1], body=events[1].body.replace("П001".encode(), "П009".encode()))
    changed = replace(changed, hash=chain_hash(changed.prev, head_of(changed), changed.body))
    fork = town.ask("POST", "/v1/events", raw=write_batch([events[0], changed])[0], token=token)
    assert (fork.status_code, fork.json()["error"]["code"]) == (422, "fork")
    assert town.ask("GET", "/v1/halls").json()["halls"][0]["quarantined"] == {"hub-a": "fork"}


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 422, "bad_envelope"),
        (b"\xff\x00", 422, "bad_envelope"),
        (b"null", 422, "bad_envelope"),
        (b'{"origin": "hub-a"}', 422, "bad_envelope"),
        (b'{"origin": "hub-a", "lane": "ops", "epoch": 1, "events": []}', 422, "bad_envelope"),
        (b"[" * 100_000, 422, "bad_envelope"),
        (b"x" * (1_048_576 + 1), 413, "too_large"),
    ],
)
def test_rubbish_is_refused_clearly_and_nothing_is_stored(town, raw: bytes, status: int, code: str) -> None:
    token = town.enrol("arbat")["token"]
    before = town.reader("SELECT count(*) FROM journal")
    answer = town.ask("POST", "/v1/events", raw=raw, token=token)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert town.reader("SELECT count(*) FROM journal") == before


def test_a_full_disk_is_said_and_nothing_is_acknowledged(town, hub_of, expect_log) -> None:
    expect_log("not saved")
    hub = hub_of("arbat", "hub-a")
    token = hub.link.token
    hub.write(arrived())
    execute = town.centre._journal.execute
    town.centre._writer.submit(lambda: execute("PRAGMA max_page_count=1")).result()
    hub.write(*(Draft("desk.opened", {"desk": n, "name": "x" * 2000}) for n in range(200)))
    full = town.ask("POST", "/v1/events", raw=batch_of(hub), token=token)
    assert (full.status_code, full.json()["error"]["code"]) == (503, "not_saved")
    assert full.headers["Retry-After"] == "1"
    town.centre._writer.submit(lambda: execute("PRAGMA max_page_count=1073741823")).result()
    assert town.ask("POST", "/v1/events", raw=batch_of(hub), token=token).status_code == 200
    assert stored(town, "hub-a") == [row for row in own(hub) if row[1] == "ops"]


def test_a_revoked_hub_brings_nothing_more(town, hub_of, expect_log) -> None:
    hub = hub_of("arbat", "hub-a")
    device = next(d for d in town.ask("GET", "/v1/devices").json()["devices"] if d["role"] == "hub")
    assert town.ask("DELETE", f"/v1/devices/{device['id']}").status_code == 200
    answer = town.ask("POST", "/v1/events", raw=batch_of(hub), token=hub.link.token)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "bad_token")
    assert stored(town, "hub-a") == []


def test_over_tls_a_hub_sends_to_the_centre_it_pinned_and_to_no_other(tmp_path: Path) -> None:
    town = Town(tmp_path / "central", SystemClock(), tls="always").open()
    foreign = Certificates(tmp_path / "foreign", ["127.0.0.1"], SystemClock().now())
    try:
        given = town.enrol("arbat")
        Identity(given["id"], "hub", given["token"], town.url).save(tmp_path, ca_pem=given["ca_pem"], central=True)
        ca_file = Identity.ca_file(tmp_path, central=True)
        stranger = HallHub(tmp_path / "a", "hub-a", town, given["token"], foreign.files.ca)
        stranger.uplink.start()
        hub = HallHub(tmp_path / "b", "hub-b", town, given["token"], ca_file)
        hub.write(arrived())
        hub.uplink.start()
        until(lambda: len(stored(town, "hub-b")) == len(own(hub)))
        assert stored(town, "hub-b") == own(hub)
        assert stored(town, "hub-a") == []
        assert not stranger.uplink.state().connected
        stranger.close()
        hub.close()
    finally:
        town.stop()
