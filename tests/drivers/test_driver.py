"""The driver actor by itself, over a line in memory: requests, duplicates, claims, and mistakes of all kinds."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from drivers.base import (
    Capabilities,
    Completion,
    Driver,
    Level,
    Request,
    Result,
    State,
    Transport,
    TransportError,
)
from drivers.book import REMEMBERED


class Wire:
    """A line that is always there and never says anything."""

    answers = True

    def __init__(self) -> None:
        self._woken = threading.Event()
        self.closed = 0

    def read(self, deadline: float) -> bytes:
        self._woken.wait(max(0.0, deadline - time.monotonic()))
        self._woken.clear()
        return b""

    def write(self, data: bytes, deadline: float) -> int:
        return len(data)

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self.closed += 1


class Toy(Driver):
    """Does what its commands, which are functions, say."""

    kind = "toy"
    ran = 0

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("toy", "toy")

    def opened(self, line: Transport) -> None:
        self.publish(State.READY, Level.OK)

    def poll(self, line: Transport) -> None:
        """Nothing to ask."""

    def received(self, data: bytes) -> None:
        raise AssertionError(data)

    def perform(self, line: Transport, request: Request) -> Result:
        self.ran += 1
        if callable(request.command):
            request.command()
        return Result(request.id, Completion.SUCCESS)


@pytest.fixture
def toy(ear: Any) -> Iterator[Toy]:
    driver = Toy("toy", Wire, None, ear.on_status)
    driver.start()
    yield driver
    driver.stop()


def test_a_command_is_done_once_however_often_its_request_is_sent(toy: Toy, ear: Any) -> None:
    for _ in range(5):
        toy.submit(None, request="same", timeout=5, done=ear.done)
    ear.until(lambda: len(ear.results) == 5)
    assert toy.ran == 1
    assert len({id(result) for result in ear.results}) == 1


def test_the_last_256_answers_are_remembered_and_older_ones_forgotten(toy: Toy, ear: Any) -> None:
    for number in range(REMEMBERED + 1):
        toy.submit(None, request=f"r{number}", timeout=30, done=ear.done)
    ear.until(lambda: len(ear.results) == REMEMBERED + 1)
    toy.submit(None, request="r1", timeout=5, done=ear.done)
    ear.until(lambda: len(ear.results) == REMEMBERED + 2)
    assert toy.ran == REMEMBERED + 1
    toy.submit(None, request="r0", timeout=5, done=ear.done)
    ear.until(lambda: len(ear.results) == REMEMBERED + 3)
    assert toy.ran == REMEMBERED + 2


def test_a_waiting_command_can_be_canceled_and_a_finished_one_cannot(toy: Toy, ear: Any) -> None:
    gate, busy = threading.Event(), threading.Event()
    toy.submit(lambda: (busy.set(), gate.wait(10)), request="long", timeout=20, done=ear.done)
    assert busy.wait(5)
    toy.submit(None, request="dropped", timeout=20, done=ear.done)
    assert toy.cancel("dropped")
    gate.set()
    assert ear.result("dropped").completion is Completion.CANCELED
    assert ear.result("long").ok
    assert not toy.cancel("long")
    assert not toy.cancel("never heard of")


def test_a_command_waiting_longer_than_its_time_is_not_begun(toy: Toy, ear: Any) -> None:
    gate, busy = threading.Event(), threading.Event()
    toy.submit(lambda: (busy.set(), gate.wait(10)), request="long", timeout=20, done=ear.done)
    assert busy.wait(5)
    toy.submit(None, request="late", timeout=0.05, done=ear.done)
    deadline = time.monotonic() + 0.06
    while time.monotonic() < deadline:
        time.sleep(0.005)
    gate.set()
    assert ear.result("late").completion is Completion.TIME_OUT
    assert toy.ran == 1


def test_a_mistake_in_a_driver_ends_one_command_with_an_internal_error_and_the_next_one_works(
    toy: Toy, ear: Any, expect_log: Any
) -> None:
    expect_log(r"drivers\.actor: device toy: the driver failed")

    def fail() -> None:
        raise ZeroDivisionError

    toy.submit(fail, request="bad", timeout=5, done=ear.done)
    assert (ear.result("bad").completion, ear.result("bad").code) == (Completion.INTERNAL_ERROR, "driver_failed")
    toy.submit(None, request="good", timeout=5, done=ear.done)
    assert ear.result("good").ok


def test_a_line_lost_in_a_command_is_told_with_its_code_and_opened_again(toy: Toy, ear: Any) -> None:
    ear.until_state(State.READY)

    def lose() -> None:
        raise TransportError("gone", code="unplugged", written=3)

    toy.submit(lose, request="r1", timeout=5, done=ear.done)
    assert ear.result("r1").completion is Completion.CONNECTION_LOST
    assert [status.state for status in ear.statuses][-1] in (State.ABSENT, State.OPENING, State.READY)
    ear.until_state(State.READY)


def test_a_listener_that_fails_stops_nothing(toy: Toy, ear: Any, expect_log: Any) -> None:
    expect_log(r"the listener of a result failed")

    def bad_listener(result: Result) -> None:
        raise ValueError("listener")

    toy.submit(None, request="r1", timeout=5, done=bad_listener)
    toy.submit(None, request="r2", timeout=5, done=ear.done)
    assert ear.result("r2").ok


def test_an_owner_can_work_while_the_device_is_claimed_and_others_cannot(toy: Toy, ear: Any) -> None:
    assert toy.claim("a")
    assert toy.claim("a"), "claiming twice is no mistake"
    toy.submit(None, request="r1", timeout=5, done=ear.done, owner="a")
    toy.submit(None, request="r2", timeout=5, done=ear.done, owner="b")
    assert ear.result("r1").ok
    assert ear.result("r2").code == "claimed"


def test_stopping_twice_and_submitting_afterwards_is_harmless(toy: Toy, ear: Any) -> None:
    toy.stop()
    toy.stop()
    toy.submit(None, request="r1", timeout=5, done=ear.done)
    toy.submit(None, request="r1", timeout=5, done=ear.done)
    assert [result.completion for result in ear.results] == [Completion.CANCELED] * 2


def test_a_line_that_cannot_be_opened_is_tried_again_with_growing_pauses(ear: Any) -> None:
    tries: list[float] = []

    def refuse() -> Transport:
        tries.append(time.monotonic())
        raise TransportError("nobody there")

    driver = Toy("toy", refuse, None, ear.on_status)
    driver.start()
    deadline = time.monotonic() + 10
    while len(tries) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    driver.stop()
    assert tries[2] - tries[1] > (tries[1] - tries[0]) * 1.5
    assert ear.statuses[-1].codes == ("unplugged",)


def test_diagnostics_tell_the_state_and_nothing_of_any_command(toy: Toy, ear: Any) -> None:
    ear.until_state(State.READY)
    told = toy.diagnostics()
    assert (told["device"], told["state"], told["level"]) == ("toy", "ready", "ok")
