"""Bytes from a printer become events, whatever pieces and noise they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.fakes import condition
from drivers.ticket_printer.base import FAULTS
from drivers.ticket_printer.escpos_status import (
    AutoStatus,
    Event,
    Info,
    Noise,
    PaperAnswer,
    RealTime,
    StatusParser,
    codes_of_answers,
    codes_of_auto,
)

BYTES = range(256)
real_times = st.sampled_from([value for value in BYTES if value & 0x93 == 0x12])
paper_answers = st.sampled_from([value for value in BYTES if value & 0x90 == 0])
heads = st.sampled_from([value for value in BYTES if value & 0x93 == 0x10])
autos = st.tuples(heads, paper_answers, paper_answers, paper_answers)
noises = st.sampled_from([value for value in BYTES if value & 0x90 and value & 0x93 not in (0x10, 0x12)])
answers: st.SearchStrategy[Event] = st.one_of(
    st.builds(RealTime, real_times), st.builds(PaperAnswer, paper_answers), st.builds(AutoStatus, autos)
)


def wire(event: Event) -> bytes:
    match event:
        case AutoStatus(values):
            return bytes(values)
        case Info(text):
            return b"_" + text.encode() + b"\0"
        case RealTime(value) | PaperAnswer(value) | Noise(value):
            return bytes((value,))


@given(st.lists(answers, max_size=12))
def test_answers_glued_together_are_told_apart(events: list[Event]) -> None:
    assert StatusParser().feed(b"".join(map(wire, events))) == events


@given(st.lists(answers, min_size=1, max_size=6), st.data())
def test_answers_cut_at_every_byte_are_the_same_answers(events: list[Event], data: st.DataObject) -> None:
    stream = b"".join(map(wire, events))
    at = data.draw(st.integers(0, len(stream)))
    parser = StatusParser()
    assert parser.feed(stream[:at]) + parser.feed(stream[at:]) == events
    bytewise = StatusParser()
    assert [event for byte in stream for event in bytewise.feed(bytes((byte,)))] == events


@given(st.lists(noises, max_size=8), answers)
def test_noise_in_front_does_not_hide_an_answer(noise: list[int], event: Event) -> None:
    assert StatusParser().feed(bytes(noise) + wire(event)) == [*map(Noise, noise), event]


@given(st.binary(max_size=300), st.booleans())
def test_random_bytes_never_raise_and_every_byte_is_accounted_for(data: bytes, asked: bool) -> None:
    parser = StatusParser()
    if asked:
        parser.expect_info()
    events = parser.feed(data)
    used = sum(len(event.text) + 2 if isinstance(event, Info) else len(wire(event)) for event in events)
    assert len(data) - used <= 81, "nothing but the beginning of one answer is held"


def test_an_automatic_status_that_breaks_off_is_noise_and_the_next_answer_is_heard() -> None:
    assert StatusParser().feed(b"\x10\x00\x12") == [Noise(0x10), PaperAnswer(0), RealTime(0x12)]


def test_a_string_is_heard_only_when_it_was_asked_for() -> None:
    assert not [event for event in StatusParser().feed(b"_TM-T20\0") if isinstance(event, Info)]
    parser = StatusParser()
    parser.expect_info()
    assert parser.feed(b"_TM-T") == []
    assert parser.feed(b"20\0\x12") == [Info("TM-T20"), RealTime(0x12)]


def test_a_string_without_end_is_given_up() -> None:
    parser = StatusParser()
    parser.expect_info()
    assert Noise(0x5F) in parser.feed(b"_" + b"x" * 200)


@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_answers_and_automatic_status_tell_the_same_story(fault: str) -> None:
    if fault not in condition.FAULTS or fault in ("no_answer", "garbage", "slow", "unplugged"):
        fault = ""
    faults = {fault} - {""}
    asked = codes_of_answers(*(condition.real_time(number, faults) for number in (1, 2, 3, 4)))
    told = condition.automatic(faults)
    assert asked == tuple(faults)
    assert codes_of_auto(AutoStatus((told[0], told[1], told[2], told[3]))) == asked


def test_several_faults_are_told_with_the_one_to_mend_first_in_front() -> None:
    told = condition.automatic({"paper_end", "cover_open", "paper_near_end"})
    assert codes_of_auto(AutoStatus((told[0], told[1], told[2], told[3]))) == ("cover_open", "paper_end")
