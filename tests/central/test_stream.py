"""The centre's stream and catalogue, followed by the real feed of a hall."""

import queue
import threading

import pytest

from kiosk import paths
from kiosk.sync.feed import Feed
from kiosk.sync.link import HubLink

SERVICES = (paths.defaults() / "services.csv").read_text("utf-8")
SECTIONS = (paths.defaults() / "sections.csv").read_text("utf-8")


class Follower:
    """A hall's feed; `next` waits for a state that is wanted."""

    def __init__(self, town, token: str) -> None:
        self._states: queue.Queue = queue.Queue()
        self._link = HubLink(town.url, token)
        self._feed = Feed(self._link, "hall", lambda state, _: self._states.put(state))
        self._feed.start()

    def next(self, wanted):
        while True:
            state = self._states.get(timeout=20)
            if wanted(state):
                return state

    def stop(self) -> None:
        self._feed.stop()
        self._link.close()


def current(state):
    return state.get("catalogue", "current") or {}


def changed(text: str) -> str:
    """The packaged services without their last row."""
    return "".join(text.splitlines(keepends=True)[:-1])


def put(town, version: int, services: str = SERVICES, sections: str = SECTIONS):
    return town.ask("PUT", "/v1/catalogue", {"version": version, "services": services, "sections": sections})


def test_a_hall_is_told_the_catalogue_and_each_new_version_also_over_a_restart(town) -> None:
    follower = Follower(town, town.enrol("arbat")["token"])
    try:
        first = current(follower.next(current))
        assert first["version"] == 1
        assert put(town, 1, changed(SERVICES)).json()["version"] == 2
        second = current(follower.next(lambda state: current(state).get("version") == 2))
        assert second["etag"] != first["etag"]
        town.stop()
        follower.next(lambda state: not state.connected)
        town.start()
        assert current(follower.next(lambda state: state.connected)) == second
    finally:
        follower.stop()


def test_a_revoked_hub_loses_its_stream_at_the_next_message(town) -> None:
    hub = town.enrol("arbat")
    begun, ended = threading.Event(), threading.Event()
    link = HubLink(town.url, hub["token"])

    def follow() -> None:
        with link.stream("/v1/stream?scope=hall", silence=20.0) as streaming:
            for _ in streaming.pieces:
                begun.set()
        ended.set()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    assert begun.wait(20)
    town.ask("DELETE", f"/v1/devices/{hub['id']}")
    assert ended.wait(20)
    link.close()


def test_a_hub_cannot_open_streams_without_end(town) -> None:
    import requests

    token = town.enrol("arbat")["token"]
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{town.url}/v1/stream?scope=hall"
    opened = [requests.get(url, headers=headers, stream=True, timeout=20) for _ in range(4)]
    pieces = [answer.iter_content(16) for answer in opened]  # letting go of one would end its stream
    assert all(next(one) for one in pieces)
    refused = requests.get(url, headers=headers, timeout=20)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_often")
    for answer in opened:
        answer.close()


def test_an_unknown_scope_is_refused(town) -> None:
    for scope in ("", "?scope=", "?scope=board", "?scope=%00"):
        assert town.ask("GET", f"/v1/stream{scope}").status_code == 400


def test_the_catalogue_is_sent_once_and_then_only_when_it_changed(town) -> None:
    answer = town.ask("GET", "/v1/catalogue")
    assert answer.json()["services"] == SERVICES
    tag = answer.headers["ETag"]
    known = town.ask("GET", "/v1/catalogue", headers={"If-None-Match": f'"other", {tag}'})
    assert (known.status_code, known.content) == (304, b"")
    put(town, 1, changed(SERVICES))
    assert town.ask("GET", "/v1/catalogue", headers={"If-None-Match": tag}).json()["author"] == "anna"


def test_a_version_is_made_from_the_newest_one_and_the_same_tables_make_none(town) -> None:
    assert put(town, 1).json()["version"] == 1
    assert put(town, 1, changed(SERVICES)).status_code == 200
    stale = put(town, 1)
    assert stale.status_code == 409
    assert stale.json()["error"] == {"code": "version_stale", "values": {"version": 2}}
    town.restart()
    assert town.ask("GET", "/v1/catalogue").json()["version"] == 2


@pytest.mark.parametrize("services", ["", "rubbish", SERVICES.replace("\n", "\n;;;;;\n", 1), SERVICES + "x,y\n"])
def test_a_catalogue_with_a_broken_row_is_not_taken_and_the_place_is_named(town, services: str) -> None:
    answer = put(town, 1, services)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "catalogue_problems")
    values = answer.json()["error"]["values"]
    assert values["problems"] >= 1
    assert values["file"] == "services.csv"
    assert town.ask("GET", "/v1/catalogue").json()["version"] == 1


def test_a_catalogue_too_large_for_one_event_is_refused(town) -> None:
    long = put(town, 1, "я" * 150_000)
    assert (long.status_code, long.json()["error"]["code"]) == (413, "too_large")
