"""Whatever breaks while tickets are printed: "yes" means one paper, "no" means none, "maybe" at most one."""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.base import State
from drivers.fakes.escpos_decoder import EscPosDecoder
from drivers.ticket_printer.base import Document, Print, Qr, Text
from drivers.ticket_printer.escpos_status import StatusParser

LINES = ("serial", "tcp", "file")
TROUBLE = ("paper_end", "cover_open", "cutter_error", "head_hot", "offline", "slow", "garbage", "unplugged")
FRESH = int.from_bytes(os.urandom(4))


class Storm:
    """Prints numbered tickets on one printer while its faults come and go by the dice."""

    def __init__(self, bench: Any, seed: int) -> None:
        self._bench, self._dice = bench, random.Random(seed)
        self._name = f"{seed:x}"
        self.answers: dict[str, str] = {}

    def blow(self, tickets: int) -> None:
        for number in range(tickets):
            code = f"T1.{self._name}.{number}"
            self._break()
            bench = self._bench
            document = Document((Text("П\u00a0047", "number"), Text("Құжат"), Qr(code)))
            bench.driver.submit(Print(document), request=code, timeout=1.5, done=bench.ear.done)
            if self._dice.random() < 0.5:
                self._break()
            self.answers[code] = bench.ear.result(code).data["printed"]
            if self._dice.random() < 0.7:
                bench.fakes.reset(bench.device)
        bench.fakes.reset(bench.device)
        bench.ear.until_state(State.READY)

    def _break(self) -> None:
        fakes, device, dice = self._bench.fakes, self._bench.device, self._dice
        match dice.randrange(4):
            case 0:
                fakes.fault(device, dice.choice(TROUBLE))
            case 1:
                fakes.fault(device, "unplugged_mid_job", after=dice.randrange(9000))
            case 2:
                fakes.fault(device, dice.choice(TROUBLE[:5]), after=dice.randrange(1, 9000))
            case _:
                pass  # fair weather

    def check(self) -> None:
        papers = [code for paper in self._bench.fakes.papers(self._bench.device) for code in paper["qr"]]
        for code, printed in self.answers.items():
            allowed = {"yes": (1,), "no": (0,), "maybe": (0, 1)}[printed]
            assert papers.count(code) in allowed, (self._name, code, printed)


def weather(bench_of: Callable[..., Any], line: str, seed: int, tickets: int) -> Storm:
    bench = bench_of(line, {"confirm_seconds": 0.5})
    bench.ear.until_state(State.READY)
    storm = Storm(bench, seed)
    storm.blow(tickets)
    storm.check()
    bench.driver.stop()
    return storm


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("seed", [1, 2, FRESH], ids=["1", "2", "fresh"])
def test_an_answer_is_true_whatever_broke_meanwhile(bench_of: Callable[..., Any], line: str, seed: int) -> None:
    assert weather(bench_of, line, seed, tickets=6).answers


@pytest.mark.long("drivers")
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("line", LINES)
def test_three_hundred_tickets_in_bad_weather_are_all_answered_truly(bench_of: Callable[..., Any], line: str) -> None:
    told: list[str] = []
    for round_number in range(20):
        told += weather(bench_of, line, FRESH + round_number, tickets=17).answers.values()
    assert {"yes", "no", "maybe"} <= set(told), "the weather was mixed"


@pytest.mark.long("drivers")
@pytest.mark.timeout(1500)
@settings(max_examples=500_000, deadline=None, database=None)
@given(st.binary(max_size=64))
def test_half_a_million_random_streams_break_neither_reader(data: bytes) -> None:
    StatusParser().feed(data)
    EscPosDecoder().feed(data)
