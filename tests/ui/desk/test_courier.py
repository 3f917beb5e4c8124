"""The courier: every order gets exactly one reply, whatever the hub does, and nobody waits for it."""

from collections.abc import Callable, Mapping
from queue import Queue
from threading import Event
from typing import Any

import pytest

from kiosk.refusal import Refusal
from kiosk.sync.link import Answer, LinkDown
from ui.desk.courier import Courier, Order, Reply

DEADLINE = 10.0


class Link:
    """A hub that answers as a test says, and keeps what it was asked."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, Any, str | None]] = []

    def post(self, path: str, body: Any, *, timeout: float, staff: str | None = None) -> Answer:
        self.asked.append(("post", path, body, staff))
        return self.answer(path)

    def retry_post(
        self, path: str, body: Mapping[str, Any], *, timeout: float, deadline: float, staff: str | None = None
    ) -> Answer:
        self.asked.append(("retry", path, body, staff))
        return self.answer(path)

    def get(self, path: str, *, timeout: float) -> Answer:
        self.asked.append(("get", path, None, None))
        return self.answer(path)


def carried(answer: Callable[[str], Answer], *orders: Order) -> tuple[list[Reply], Link]:
    replies: Queue[Reply] = Queue()
    link = Link(answer)
    courier = Courier(link, replies.put)
    courier.start()
    for order in orders:
        courier.send(order)
    found = [replies.get(timeout=DEADLINE) for _ in orders]
    courier.stop()
    assert replies.empty()
    return found, link


def test_commands_go_with_their_key_questions_without_a_body_and_sign_in_only_once() -> None:
    orders = (
        Order("callNext", "/v1/desks/1/call-next", {}, key="k-1234567", staff="s"),
        Order("signIn", "/v1/sign-in", {"login": "a", "pin": "b"}),
        Order("health", "/v1/health"),
    )
    replies, link = carried(lambda _: Answer(200, {"ok": 1}), *orders)
    assert [reply.order for reply in replies] == list(orders)
    assert link.asked == [
        ("retry", "/v1/desks/1/call-next", {"key": "k-1234567"}, "s"),
        ("post", "/v1/sign-in", {"login": "a", "pin": "b"}, None),
        ("get", "/v1/health", None, None),
    ]


def test_a_refusal_keeps_its_code_and_values() -> None:
    answer = Answer(409, {}, Refusal("desk_busy", {"number": "П 047"}))
    (reply,), _ = carried(lambda _: answer, Order("a", "/x", {}, key="k"))
    assert (reply.status, reply.code, reply.values, reply.done) == (409, "desk_busy", {"number": "П 047"}, False)


def test_an_error_without_a_reason_and_a_body_that_is_no_object_are_no_bug() -> None:
    answers = {"/a": Answer(500, "<html>"), "/b": Answer(200, [1, 2])}
    (first, second), _ = carried(answers.__getitem__, Order("a", "/a"), Order("b", "/b"))
    assert (first.code, dict(first.body)) == ("not_understood", {})
    assert (second.done, dict(second.body)) == (True, {})


def test_no_answer_is_a_reply_without_a_status_and_the_next_order_is_carried() -> None:
    def answer(path: str) -> Answer:
        if path == "/down":
            raise LinkDown("refused")
        return Answer(200)

    (first, second), _ = carried(answer, Order("a", "/down", {}, key="k"), Order("b", "/up"))
    assert (first.status, second.done) == (0, True)


def test_sending_does_not_wait_for_a_hub_that_never_answers() -> None:
    asked, release = Event(), Event()

    def answer(_: str) -> Answer:
        asked.set()
        release.wait(DEADLINE)
        raise LinkDown("closed")

    replies: Queue[Reply] = Queue()
    courier = Courier(Link(answer), replies.put)
    courier.start()
    courier.send(Order("a", "/x"))
    courier.send(Order("b", "/x"))
    assert asked.wait(DEADLINE)
    assert replies.empty()
    release.set()
    assert [replies.get(timeout=DEADLINE).status for _ in range(2)] == [0, 0]
    courier.stop()


@pytest.mark.parametrize("wait", [0.01])
def test_stopping_does_not_wait_for_an_answer(wait: float) -> None:
    asked, release = Event(), Event()

    def answer(_: str) -> Answer:
        asked.set()
        release.wait(DEADLINE)
        raise LinkDown("closed")

    courier = Courier(Link(answer), lambda reply: None)
    courier.start()
    courier.send(Order("a", "/x"))
    assert asked.wait(DEADLINE)
    courier.stop(wait)
    release.set()
