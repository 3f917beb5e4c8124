"""The desk's window under fingers and keys: what can be pressed, what it sends, what it says."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desk.conftest import SESSION, DeskBench
from tests.ui.seeing import cut, find, key, nameless, pump, see, text, touch, type_text, until
from ui.desk.pictures import CALLED, HELP, NEAR_END, PAPER_END, SERVED, SITUATIONS, Situation, act, feed

CTRL = Qt.KeyboardModifier.ControlModifier
FREE = Situation("free")


def path(bench: DeskBench) -> str:
    return bench.sent[-1].path.rpartition("/")[2]


def test_signing_in_by_touch_alone(bench: DeskBench) -> None:
    bench.hall(FREE)
    touch(bench.window, "login")
    for letter in "anna":
        touch(bench.window, f"key-{letter}")
    touch(bench.window, "key-x")
    touch(bench.window, "erase")
    touch(bench.window, "pin")
    for digit in "4422":
        touch(bench.window, f"key-{digit}")
    touch(bench.window, "signIn")
    assert bench.sent[-1].body == {"login": "anna", "pin": "4422"}
    assert text(bench.window, "pin") == "", "the PIN does not stay on the screen"
    bench.answer(SESSION)
    assert path(bench) == "open"
    bench.answer()
    see(bench.window, "callNext")


def test_signing_in_by_keyboard_alone(bench: DeskBench) -> None:
    bench.hall(FREE)
    type_text(bench.window, "anna")
    key(bench.window, Qt.Key.Key_Return)
    type_text(bench.window, "4422")
    key(bench.window, Qt.Key.Key_Return)
    assert bench.sent[-1].body == {"login": "anna", "pin": "4422"}


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [("sign_in_wrong", 403, "ПИН"), ("locked", 423, "администратор"), ("wait", 423, "30")],
)
def test_a_refused_sign_in_is_said_plainly_and_the_login_stays(
    bench: DeskBench, code: str, status: int, said: str
) -> None:
    bench.hall(FREE)
    type_text(bench.window, "anna")
    key(bench.window, Qt.Key.Key_Return)
    type_text(bench.window, "4422")
    key(bench.window, Qt.Key.Key_Return)
    bench.answer({}, status, code, seconds=30)
    assert said in text(bench.window, "notice")
    assert text(bench.window, "login") == "anna"
    assert find(bench.window, "callNext") is None


def test_a_whole_visit_by_touch(working: DeskBench) -> None:
    bench = working
    touch(bench.window, "callNext")
    assert path(bench) == "call-next"
    bench.answer()
    bench.hall(Situation("called", guest=CALLED))
    assert text(bench.window, "number") == "П\u00a0047"
    touch(bench.window, "start")
    assert (path(bench), bench.sent[-1].body) == ("start", {"ticket": "guest"})
    bench.answer()
    bench.hall(Situation("serving", guest=SERVED))
    touch(bench.window, "finish")
    assert path(bench) == "finish"
    bench.answer()
    bench.hall(FREE)
    see(bench.window, "callNext", enabled=True)


def test_a_whole_visit_by_keyboard(working: DeskBench) -> None:
    bench = working
    key(bench.window, Qt.Key.Key_Return, CTRL)
    assert path(bench) == "call-next"
    bench.answer()
    bench.hall(Situation("called", guest=CALLED))
    key(bench.window, Qt.Key.Key_F4)
    assert path(bench) == "recall"
    bench.answer()
    see(bench.window, "start", enabled=True)
    key(bench.window, Qt.Key.Key_Enter, CTRL)
    assert path(bench) == "start"
    bench.answer()
    bench.hall(Situation("serving", guest=SERVED))
    key(bench.window, Qt.Key.Key_F7)
    assert bench.sent[-1].path == "/v1/tickets/guest/reprint"
    bench.answer()
    assert text(bench.window, "notice") != ""
    see(bench.window, "finish", enabled=True)
    key(bench.window, Qt.Key.Key_Return, CTRL)
    assert path(bench) == "finish"
    bench.answer()
    bench.hall(FREE)
    key(bench.window, Qt.Key.Key_P, CTRL)
    assert path(bench) == "close"
    bench.answer()
    bench.hall(replace(FREE, open=False))
    see(bench.window, "open")
    key(bench.window, Qt.Key.Key_Q, CTRL)
    assert path(bench) == "sign-out"
    bench.answer()
    see(bench.window, "login")


def test_somebody_who_did_not_come(working: DeskBench) -> None:
    working.hall(Situation("called", guest=CALLED))
    key(working.window, Qt.Key.Key_F6)
    assert (path(working), working.sent[-1].body) == ("no-show", {"ticket": "guest"})


def test_once_served_nobody_can_be_marked_as_absent_or_called_again(working: DeskBench) -> None:
    working.hall(Situation("serving", guest=SERVED))
    sent = len(working.sent)
    for name, which in (("recall", Qt.Key.Key_F4), ("noShow", Qt.Key.Key_F6)):
        assert not see(working.window, name).isEnabled()
        key(working.window, which)
    assert len(working.sent) == sent


def test_choosing_from_the_line_by_touch_and_calling_the_chosen_one(working: DeskBench) -> None:
    assert not see(working.window, "callChosen").isEnabled()
    touch(working.window, "line-К031")
    assert "К\u00a0031" in str(see(working.window, "callChosen").property("text"))
    touch(working.window, "callChosen")
    assert (path(working), working.sent[-1].body) == ("call", {"ticket": "w1"})


def test_choosing_from_the_line_by_arrows_follows_onto_the_next_page(working: DeskBench) -> None:
    panel = next(item for item in walk(working, "LinePanel"))
    panel.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(10):
        key(working.window, Qt.Key.Key_Down)
    see(working.window, "line-С018")
    key(working.window, Qt.Key.Key_F, CTRL)
    assert (path(working), working.sent[-1].body) == ("call", {"ticket": "w9"})


def walk(bench: DeskBench, kind: str) -> list:  # type: ignore[type-arg]
    from tests.ui.seeing import items

    return [item for item in items(bench.window) if item.metaObject().className().startswith(kind)]


def test_the_line_has_pages_and_never_scrolls(working: DeskBench) -> None:
    assert find(working.window, "line-С018") is None
    touch(working.window, "pageDown")
    see(working.window, "line-С018")
    assert find(working.window, "line-П048") is None
    key(working.window, Qt.Key.Key_PageUp)
    see(working.window, "line-П048")


def test_who_is_chosen_stays_chosen_while_others_leave_and_is_let_go_when_called_elsewhere(working: DeskBench) -> None:
    touch(working.window, "line-К031")
    state = feed(FREE)
    tickets = dict(state.entities["ticket"])
    del tickets["w0"]
    working.model.post_feed(replace(state, no=2, entities={**state.entities, "ticket": tickets}))
    pump()
    assert working.model.line.chosen_ticket == "w1"
    del tickets["w1"]
    working.model.post_feed(replace(state, no=3, entities={**state.entities, "ticket": dict(tickets)}))
    pump()
    assert working.model.line.chosen_ticket == ""
    assert not see(working.window, "callChosen").isEnabled()


def test_a_double_touch_sends_one_command_even_when_the_answer_is_quick(working: DeskBench) -> None:
    item = see(working.window, "callNext", enabled=True)
    sent = len(working.sent)
    touch(working.window, item)
    working.answer()
    working.hall(Situation("called", guest=CALLED))
    touch(working.window, item)
    assert len(working.sent) == sent + 1
    touch(working.window, "start")
    assert len(working.sent) == sent + 2


def test_a_slow_command_asks_for_patience_and_takes_no_second_press(working: DeskBench) -> None:
    touch(working.window, "callNext")
    sent = len(working.sent)
    until(lambda: any(item.property("text") == "Подождите…" for item in walk(working, "T_")), "Подождите…")
    key(working.window, Qt.Key.Key_Return, CTRL)
    touch(working.window, see(working.window, "callNext"))
    assert len(working.sent) == sent
    working.answer()
    assert not any(item.property("text") == "Подождите…" for item in walk(working, "T_"))


def test_a_lost_answer_is_told_and_the_next_press_repeats_the_same_command(working: DeskBench) -> None:
    touch(working.window, "callNext")
    first = working.sent[-1]
    working.lose()
    assert "ещё раз" in text(working.window, "notice")
    touch(working.window, "callNext")
    assert working.sent[-1].key == first.key


def test_a_refusal_is_a_strip_and_not_a_dialog(working: DeskBench) -> None:
    touch(working.window, "callNext")
    working.answer({}, 409, "nobody_waits")
    assert text(working.window, "notice") == "В очереди к вам никого нет"
    see(working.window, "callNext", enabled=True)


def test_a_refusal_nobody_has_words_for_names_its_code(working: DeskBench) -> None:
    touch(working.window, "callNext")
    working.answer({}, 409, "from_the_future")
    assert "from_the_future" in text(working.window, "notice")


def test_without_a_link_the_keys_say_why_and_leaving_still_works(working: DeskBench) -> None:
    working.hall(replace(FREE, link=False))
    assert not see(working.window, "callNext").isEnabled()
    assert "Нет связи" in str(see(working.window, "callNext").property("note"))
    assert "Нет связи" in text(working.window, "notice")
    see(working.window, "line-П048")
    key(working.window, Qt.Key.Key_Q, CTRL)
    see(working.window, "login")


def test_a_desk_that_is_not_enrolled_any_more_says_so(working: DeskBench) -> None:
    working.model.post_feed(replace(feed(FREE), connected=False, problem="bad_token"))
    pump()
    assert "kiosk enrol" in text(working.window, "notice")


def test_after_a_restart_the_visitor_is_still_there(bench: DeskBench) -> None:
    bench.hall(Situation("serving", guest=SERVED))
    assert any("Н\u00a01000" in str(item.property("text")) for item in walk(bench, "T_"))
    bench.sign_in()
    assert text(bench.window, "number") == "Н\u00a01000"
    see(bench.window, "finish")


def test_troubles_show_the_worst_count_the_rest_and_go_when_mended(working: DeskBench) -> None:
    assert find(working.window, "strip") is None
    working.hall(replace(FREE, more={"trouble": {"a": NEAR_END, "b": PAPER_END}}))
    said = text(working.window, "strip")
    assert said.startswith("Терминал 1, у входа. Кончилась бумага")
    assert "рулон" in said
    assert said.replace("\u00a0", " ").endswith("и ещё 1")
    working.hall(replace(FREE, more={"trouble": {"a": NEAR_END}}))
    assert text(working.window, "strip").startswith("Терминал 2, слева")
    working.hall(FREE)
    assert find(working.window, "strip") is None


def test_a_fault_without_words_is_named_by_its_code(working: DeskBench) -> None:
    working.hall(replace(FREE, more={"trouble": {"a": PAPER_END | {"code": "xq_17"}}}))
    assert re.search(r"Терминал 1.*xq_17", text(working.window, "strip"))


def test_a_call_for_help_is_answered_from_the_strip_by_touch_and_by_key(working: DeskBench) -> None:
    working.hall(replace(FREE, more={"help": {"h1": HELP}}))
    assert text(working.window, "help") == "Терминал 1, у входа: просят помочь"
    touch(working.window, "helpGo")
    assert working.sent[-1].path == "/v1/help/h1/answer"
    working.answer()
    working.hall(FREE)
    assert find(working.window, "help") is None
    working.hall(replace(FREE, more={"help": {"h2": HELP}}))

    def pressed() -> bool:
        key(working.window, Qt.Key.Key_F8)
        return working.sent[-1].path == "/v1/help/h2/answer"

    until(pressed, "the second call is answered once the key takes presses again")


def test_a_number_that_two_visitors_have_is_said(working: DeskBench) -> None:
    working.hall(Situation("called", guest=CALLED))
    assert find(working.window, "conflict") is None
    working.hall(Situation("called", guest=CALLED | {"conflict": True}))
    assert find(working.window, "conflict") is not None


def test_the_language_changes_in_place_and_stays_over_signing_in(bench: DeskBench) -> None:
    bench.hall(Situation("called", guest=CALLED))
    key(bench.window, Qt.Key.Key_L, CTRL)
    bench.sign_in()
    assert str(see(bench.window, "start").property("text")) == "Start serving"
    assert text(bench.window, "service") == "Russian passport: renewal at 20 and 45"
    touch(bench.window, "language")
    assert str(see(bench.window, "start").property("text")) == "Начать приём"


def test_tab_reaches_every_key_that_can_be_pressed_and_shows_where_it_is(working: DeskBench) -> None:
    working.hall(Situation("called", guest=CALLED))
    seen: set[str] = set()
    for _ in range(20):
        QTest.keyClick(working.window, Qt.Key.Key_Tab)
        pump()
        item = working.window.activeFocusItem()
        seen.add(item.objectName() or item.metaObject().className().partition("_")[0])
        assert item.property("ringed") in (True, None)
    assert {"language", "signOut", "recall", "noShow", "reprint", "start", "LinePanel"} <= seen


def test_enter_on_a_focused_key_presses_it(working: DeskBench) -> None:
    working.hall(Situation("called", guest=CALLED))
    see(working.window, "noShow").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    key(working.window, Qt.Key.Key_Return)
    assert path(working) == "no-show"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
def test_everything_has_a_name_and_no_text_is_cut(bench: DeskBench, situation: Situation, language: str) -> None:
    if language != "ru":
        bench.model.toggleLanguage()
    bench.hall(situation)
    act(bench.model, bench.sent, situation)
    pump()
    assert nameless(bench.window) == []
    until(lambda: not cut(bench.window), "no text is cut")


def test_rubbish_from_the_hub_leaves_the_desk_usable(working: DeskBench) -> None:
    for body in ({"session": 5}, {"ticket": []}, {}):
        touch(working.window, "callNext")
        working.answer(body)
    state = feed(FREE)
    working.model.post_feed(
        replace(state, entities={"desk": {"12": {"open": "yes", "services": 7}}, "ticket": {"x": {}}})
    )
    pump()
    see(working.window, "open")
    working.hall(FREE)
    see(working.window, "callNext", enabled=True)
