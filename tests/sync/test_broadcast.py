"""The server half and the read model together: every listener ends with the server's picture, or is sent away."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.sync.broadcast import Broadcaster
from kiosk.sync.feed_state import Change, FeedGap, FeedRubbish, FeedState, advanced, from_snapshot, snapshot_json
from kiosk.sync.sse import COMMENT, Message, Parser

SCOPES = {"board": {"hall", "call"}, "all": None, "admin": lambda kind, ident, obj: bool(obj.get("administrator"))}
keys = st.tuples(st.sampled_from(["hall", "call", "ticket"]), st.sampled_from("123"))
puts = st.tuples(keys, st.integers(0, 3), st.booleans()).map(lambda p: (*p[0], {"n": p[1], "administrator": p[2]}))
steps = st.lists(st.tuples(st.lists(puts, max_size=3), st.lists(keys, max_size=2)), max_size=12)


async def after(raw: AsyncIterator[bytes], state: FeedState, pieces: int = 1) -> FeedState:
    parser = Parser()
    for _ in range(pieces):
        for message in parser.feed(await anext(raw)):
            state, _ = advanced(state, message)
    return state


def model(done: list[Any], scope: str) -> dict[tuple[str, str], Any]:
    """The picture by hand: all entities, then the scope's choice."""
    everything: dict[tuple[str, str], Any] = {}
    for put, gone in done:
        for kind, ident, obj in put:
            everything[kind, ident] = obj
        for key in gone:
            everything.pop(key, None)
    wanted = {
        "board": lambda key, obj: key[0] in {"hall", "call"},
        "all": lambda key, obj: True,
        "admin": lambda key, obj: obj["administrator"],
    }[scope]
    return {key: obj for key, obj in everything.items() if wanted(key, obj)}


def flat(state: FeedState) -> dict[tuple[str, str], Any]:
    return {(kind, ident): obj for kind, members in state.entities.items() for ident, obj in members.items()}


@settings(max_examples=60, deadline=None)
@given(done=steps, joined=st.integers(0, 12), left=st.integers(0, 12), scope=st.sampled_from(sorted(SCOPES)))
def test_whoever_joins_leaves_and_comes_back_ends_with_the_servers_picture(
    done: list[Any], joined: int, left: int, scope: str
) -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES, ring=5)
        states: list[FeedState] = []
        stream: AsyncIterator[bytes] | None = None
        state = FeedState()
        for at, (put, gone) in enumerate([*done, ([], [])]):
            if at == joined:
                stream = caster.subscribe(scope)
                state = await after(stream, state)
            if at == left and stream is not None:
                state = await caught_up(stream, state, caster.snapshot(scope)["no"])
                await stream.aclose()
                stream = None
            caster.publish(put, gone)
            states.append(state)
        # Back at the end: by the deltas that were missed, or by a snapshot when there were too many.
        back = caster.subscribe(scope, state.ident)
        state = await after(back, state)
        assert flat(state) == model(done, scope)
        assert (state.no, state.ident) == (caster.snapshot(scope)["no"], caster.snapshot(scope)["id"])
        fresh, _ = from_snapshot(FeedState(), caster.snapshot(scope))
        assert flat(fresh) == flat(state)
        await back.aclose()
        if stream:
            await stream.aclose()
        assert caster.listeners == 0
        caster.close()

    asyncio.run(run())


async def caught_up(stream: AsyncIterator[bytes], state: FeedState, no: int) -> FeedState:
    while state.no < no:
        state = await after(stream, state)
    return state


def test_a_change_that_changes_nothing_is_not_sent() -> None:
    caster = Broadcaster(7, SCOPES)
    caster.publish([("call", "1", {"n": 1})])
    caster.publish([("call", "1", {"n": 1}), ("ticket", "1", {"n": 1})], [("call", "9")])
    assert caster.snapshot("board") == {"id": "7.1", "no": 1, "put": [["call", "1", {"n": 1}]], "gone": []}
    assert caster.snapshot("all")["no"] == 2


def test_an_entity_that_no_longer_belongs_to_the_scope_is_gone_there() -> None:
    caster = Broadcaster(7, SCOPES)
    caster.publish([("desk", "1", {"administrator": True})])
    caster.publish([("desk", "1", {"administrator": False})])
    assert caster.snapshot("admin")["put"] == []
    assert len(caster.snapshot("all")["put"]) == 1


@pytest.mark.parametrize("last", ["", "6.1", "7.99", "7.-1", "7.x", "7", "7.²", "7." + "9" * 5000, "."])
def test_whatever_a_listener_says_it_knows_it_gets_a_whole_picture(last: str) -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES)
        caster.publish([("call", "1", {"n": 1})])
        stream = caster.subscribe("board", last)
        assert b"event: snapshot" in await anext(stream)
        await stream.aclose()
        caster.close()

    asyncio.run(run())


def test_a_listener_that_missed_nothing_hears_at_once_that_the_line_is_there() -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES)
        stream = caster.subscribe("board", "7.0")
        assert await anext(stream) == COMMENT
        await stream.aclose()
        caster.close()

    asyncio.run(run())


def test_a_slow_listener_is_sent_away_and_the_others_hear_everything() -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES, queue=10)
        slow, quick = caster.subscribe("board"), caster.subscribe("board")
        state = await after(quick, FeedState())
        await anext(slow)
        for n in range(11):
            caster.publish([("call", "1", {"n": n})])
            state = await after(quick, state)
        with pytest.raises(StopAsyncIteration):
            await anext(slow)
        assert (state.no, caster.listeners) == (11, 1)
        caster.close()
        with pytest.raises(StopAsyncIteration):
            await anext(quick)
        with pytest.raises(StopAsyncIteration):
            await anext(caster.subscribe("board"))

    asyncio.run(run())


def test_a_quiet_stream_says_that_it_lives() -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES, comment_seconds=0.01)
        stream = caster.subscribe("board")
        await anext(stream)
        assert await anext(stream) == COMMENT
        assert await anext(stream) == COMMENT
        await stream.aclose()
        caster.close()

    asyncio.run(run())


def test_the_bytes_of_a_delta_are_made_once_for_all() -> None:
    async def run() -> None:
        caster = Broadcaster(7, SCOPES)
        streams = [caster.subscribe("board") for _ in range(3)]
        for stream in streams:
            await anext(stream)
        caster.publish([("call", "1", {"number": "П047"})])
        first, *others = [await anext(stream) for stream in streams]
        assert all(other == first for other in others)
        assert json.loads(Parser().feed(first)[0].data)["put"] == [["call", "1", {"number": "П047"}]]
        for stream in streams:
            await stream.aclose()
        caster.close()

    asyncio.run(run())


def test_an_unknown_scope_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Broadcaster(7, SCOPES).subscribe("secret")


def delta(no: int, put: Any = (), gone: Any = (), *, event: str = "delta", ident: str = "") -> Message:
    return Message(ident or f"7.{no}", event, json.dumps({"no": no, "put": put, "gone": gone}))


def test_a_snapshot_says_only_what_differs_and_a_gap_is_seen() -> None:
    state, changes = advanced(FeedState(), delta(4, [["a", "1", {"n": 1}], ["a", "2", {}]], event="snapshot"))
    assert changes == (Change("a", "1", {"n": 1}), Change("a", "2", {}))
    state, changes = advanced(state, delta(9, [["a", "1", {"n": 1}]], event="snapshot", ident="8.9"))
    assert changes == (Change("a", "2", None),)
    for odd in (delta(11, ident="8.11"), delta(9, ident="8.9"), delta(10, ident="9.10")):
        with pytest.raises(FeedGap):
            advanced(state, odd)
    with pytest.raises(FeedGap):
        advanced(FeedState(), delta(1))
    assert advanced(state, Message("", "state-hash", "later"))[0] is state


def test_a_state_never_changes_and_untouched_kinds_are_shared() -> None:
    before, _ = advanced(FeedState(), delta(1, [["a", "1", {}], ["b", "1", {}]], event="snapshot"))
    behind, changes = advanced(before, delta(2, [["a", "2", {"n": 1}]], [["a", "1"]]))
    assert set(before.of("a")) == {"1"}
    assert set(behind.of("a")) == {"2"}
    assert behind.of("b") is before.of("b")
    assert changes == (Change("a", "2", {"n": 1}), Change("a", "1", None))
    with pytest.raises(TypeError):
        behind.entities["c"] = {}  # type: ignore[index]
    assert from_snapshot(FeedState(), snapshot_json(behind))[0] == behind


@pytest.mark.parametrize(
    "data",
    ["", "x", "[]", "{}", "null", '{"no":1}', '{"no":"1","put":[],"gone":[]}', '{"no":1,"put":[1],"gone":[]}',
     '{"no":1,"put":[["a",1,{}]],"gone":[]}', '{"no":1,"put":[["a","1",[]]],"gone":[]}',
     '{"no":1,"put":[],"gone":[["a"]]}',
     '{"no":true,"put":[],"gone":[]}', "[" * 100_000],
)  # fmt: skip
def test_rubbish_in_a_message_is_seen(data: str) -> None:
    for event in ("snapshot", "delta"):
        with pytest.raises(FeedRubbish):
            advanced(FeedState(), Message("7.1", event, data))
