"""The stream parser gives the same messages however the bytes are cut, and never takes rubbish for a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync import sse
from kiosk.sync.sse import Message, Parser, StreamBroken, message

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=10)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)
messages = st.builds(Message, words, words.map(lambda word: word or "delta"), texts)


def cut(raw: bytes, at: list[int]) -> list[bytes]:
    places = sorted({min(place, len(raw)) for place in at})
    return [raw[a:b] for a, b in zip([0, *places], [*places, len(raw)], strict=True)]


@given(
    st.lists(messages, max_size=6), st.lists(st.integers(0, 400), max_size=12), st.sampled_from(["\n", "\r", "\r\n"])
)
def test_messages_come_out_whole_wherever_the_bytes_are_cut(sent: list[Message], at: list[int], end: str) -> None:
    # A leading space belongs to the value only after the one that the form adds; the writer always adds one.
    raw = sse.COMMENT.join(message(one.id, one.event, one.data) for one in sent).decode().replace("\n", end).encode()
    parser = Parser()
    got = [one for piece in cut(raw, at) for one in parser.feed(piece)]
    assert got == sent


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_bytes_are_messages_or_a_broken_stream(pieces: list[bytes]) -> None:
    parser = Parser()
    try:
        found = [one for piece in pieces for one in parser.feed(piece)]
    except StreamBroken:
        return
    assert all(isinstance(one, Message) for one in found)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b":\n\n", []),
        (b"\xef\xbb\xbfdata: x\n\n", [Message("", "message", "x")]),
        (b"data\n\n", [Message("", "message", "")]),
        (b"data:x\ndata:  y\n\n", [Message("", "message", "x\n y")]),
        (b"event: delta\n\n", []),
        (b"id: 1\n\ndata: x\n\n", [Message("1", "message", "x")]),
        (b"id: 1\nid: 2\0\ndata: x\n\n", [Message("1", "message", "x")]),
        (b"retry: 5\nodd\ndata: x\n\n", [Message("", "message", "x")]),
        (b"data: not yet", []),
        (b"data: x\r\n\r\ndata: y\r\r", [Message("", "message", "x"), Message("", "message", "y")]),
    ],
)
def test_the_cases_of_the_standard(raw: bytes, found: list[Message]) -> None:
    assert Parser().feed(raw) == found


def test_a_message_without_an_end_is_given_up() -> None:
    parser = Parser()
    with pytest.raises(StreamBroken, match="no end"):
        for _ in range(sse.MAX_MESSAGE // 1_000_000 + 1):
            parser.feed(b"x" * 1_000_000)


def test_a_quiet_stream_of_comments_may_go_on_for_ever() -> None:
    parser = Parser()
    block = sse.COMMENT * 100_000
    for _ in range(sse.MAX_MESSAGE // len(block) + 2):
        assert parser.feed(block) == []


def test_what_is_not_utf8_is_no_stream() -> None:
    with pytest.raises(StreamBroken):
        Parser().feed(b"data: \xff\n\n")
