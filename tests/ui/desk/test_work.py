"""The desk's memory of commands: one at a time, the same key after a lost answer, a new key for a new deed."""

from dataclasses import replace
from typing import Any

from ui.desk.courier import Order, Reply
from ui.desk.view import DeskState
from ui.desk.work import Work

OPEN = DeskState(open=True)


class Bench:
    """A Work whose orders are kept, with a clock that is turned by hand."""

    def __init__(self) -> None:
        self.sent: list[Order] = []
        self.time = 0.0
        keys = iter(range(1000))
        self.work = Work(3, self.sent.append, lambda: self.time, lambda: f"key-{next(keys):04}")

    def signed_in(self) -> "Bench":
        self.work.sign_in("ivanova", "402913")
        self.answer({"session": "s1", "login": "ivanova", "name": "Иванова М. П."})
        return self

    def answer(self, body: dict[str, Any] | None = None) -> str:
        return self.work.reply(Reply(self.sent[-1], 200, body or {}))

    def refuse(self, code: str, status: int = 409, **values: str | int) -> None:
        self.work.reply(Reply(self.sent[-1], status, {}, code, values))

    def lose(self) -> None:
        self.work.reply(Reply(self.sent[-1]))


def test_signing_in_asks_once_keeps_no_pin_and_opens_the_desk_next() -> None:
    bench = Bench()
    assert bench.work.sign_in("ivanova", "402913")
    assert not bench.work.sign_in("ivanova", "402913")
    assert bench.sent[0].path == "/v1/sign-in"
    assert bench.sent[0].body == {"login": "ivanova", "pin": "402913"}
    assert bench.answer({"session": "s1", "login": "ivanova", "name": "Иванова М. П."}) == "open"
    assert (bench.work.session, bench.work.name) == ("s1", "Иванова М. П.")
    assert "402913" not in repr(vars(bench.work))


def test_a_wrong_pin_is_told_and_nobody_is_signed_in() -> None:
    bench = Bench()
    bench.work.sign_in("ivanova", "1")
    bench.refuse("sign_in_wrong", 403)
    assert not bench.work.signed_in
    assert bench.work.notice is not None
    assert bench.work.notice.code == "sign_in_wrong"
    assert bench.work.sign_in("ivanova", "2")
    assert bench.work.notice is None


def test_an_answer_without_a_session_signs_nobody_in() -> None:
    bench = Bench()
    bench.work.sign_in("ivanova", "1")
    assert bench.answer({"name": "?"}) == ""
    assert not bench.work.signed_in


def test_a_second_press_while_a_command_is_under_way_does_nothing() -> None:
    bench = Bench().signed_in()
    assert bench.work.press("callNext")
    assert not bench.work.press("callNext")
    assert not bench.work.press("finish", "t")
    assert not bench.work.reprint("t")
    assert len(bench.sent) == 2
    bench.answer()
    assert bench.work.press("start", "t")


def test_commands_name_the_desk_the_ticket_the_session_and_a_key() -> None:
    bench = Bench().signed_in()
    for action, path in (
        ("callNext", "/v1/desks/3/call-next"),
        ("callChosen", "/v1/desks/3/call"),
        ("noShow", "/v1/desks/3/no-show"),
    ):
        bench.work.press(action, "t" if action != "callNext" else "")
        order = bench.sent[-1]
        assert (order.path, order.staff) == (path, "s1")
        assert order.key
        assert order.body == ({} if action == "callNext" else {"ticket": "t"})
        bench.answer()


def test_a_lost_answer_is_asked_for_again_with_the_same_key() -> None:
    bench = Bench().signed_in()
    bench.work.press("callNext")
    first = bench.sent[-1].key
    bench.lose()
    assert bench.work.notice is not None
    assert bench.work.notice.code == "no_answer"
    bench.work.press("callNext")
    assert bench.sent[-1].key == first
    bench.answer()
    bench.work.press("callNext")
    assert bench.sent[-1].key != first


def test_once_the_desk_has_changed_the_same_press_is_a_new_deed() -> None:
    bench = Bench().signed_in()
    bench.work.desk_changed(OPEN)
    bench.work.press("callNext")
    first = bench.sent[-1].key
    bench.lose()
    bench.work.desk_changed(replace(OPEN, ticket="t"))
    assert bench.work.notice is None
    bench.work.desk_changed(OPEN)
    bench.work.press("callNext")
    assert bench.sent[-1].key != first


def test_a_command_about_another_ticket_has_a_key_of_its_own() -> None:
    bench = Bench().signed_in()
    bench.work.press("recall", "a")
    bench.lose()
    bench.work.press("recall", "b")
    assert bench.sent[-1].key != bench.sent[-2].key


def test_a_session_that_is_over_leads_back_to_signing_in() -> None:
    bench = Bench().signed_in()
    bench.work.press("callNext")
    bench.refuse("sign_in_needed", 401)
    assert not bench.work.signed_in
    assert bench.work.notice is not None
    assert bench.work.notice.code == "session_ended"


def test_leaving_closes_the_open_desk_first_and_then_signs_out() -> None:
    bench = Bench().signed_in()
    assert bench.work.sign_out(OPEN, link=True)
    assert bench.sent[-1].path == "/v1/desks/3/close"
    bench.answer()
    assert bench.sent[-1].path == "/v1/sign-out"
    bench.answer()
    assert not bench.work.signed_in


def test_leaving_is_given_up_when_the_desk_cannot_be_closed() -> None:
    bench = Bench().signed_in()
    bench.work.sign_out(OPEN, link=True)
    bench.refuse("desk_busy", number="П 047")
    assert bench.work.signed_in
    assert bench.sent[-1].path == "/v1/desks/3/close"
    bench.work.press("close")
    bench.answer()
    assert bench.sent[-1].path == "/v1/desks/3/close", "an ordinary pause must not sign out"


def test_leaving_with_a_visitor_keeps_the_desk_open() -> None:
    bench = Bench().signed_in()
    bench.work.sign_out(replace(OPEN, ticket="t"), link=True)
    assert bench.sent[-1].path == "/v1/sign-out"


def test_without_a_hub_leaving_works_at_once_and_a_lost_sign_out_ends_the_session_too() -> None:
    bench = Bench().signed_in()
    sent = len(bench.sent)
    assert bench.work.sign_out(OPEN, link=False)
    assert (len(bench.sent), bench.work.signed_in) == (sent, False)
    bench.signed_in()
    bench.work.sign_out(DeskState(), link=True)
    bench.lose()
    assert not bench.work.signed_in


def test_after_a_second_the_command_is_slow() -> None:
    bench = Bench().signed_in()
    bench.work.press("callNext")
    bench.time = 0.9
    assert not bench.work.slow()
    bench.time = 1.0
    assert bench.work.slow()
    bench.answer()
    assert not bench.work.slow()
