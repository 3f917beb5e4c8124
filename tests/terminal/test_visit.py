"""What a visitor meets: tickets with and without a hub, refusals, a dead printer, time-outs, help; nothing stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.refusal import Refusal
from kiosk.terminal.drawing import draw
from kiosk.terminal.help_call import HelpCall
from kiosk.terminal.messages import Answered, Found, Grant, HallState, HelpSent, Printed, PrinterState, Written
from kiosk.terminal.session import fresh
from kiosk.terminal.view import INTENTS, VIEWS, Intent
from kiosk.texts import packaged
from tests.terminal.support import DAY, NODE, Stage, ticket_of

TOP = "top:pass-20-45"
OK_PRINTER = PrinterState(usable=True)
NO_PAPER = PrinterState(dead=True, code="paper_end")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_most_asked_service_is_two_touches_away(stage: Stage) -> None:
    stage.do("begin", TOP)
    order = stage.outside.asked[-1]
    assert (order.service, order.letter, order.purpose) == ("pass-20-45", "П", "apply")
    assert stage.visit.session.busy
    stage.issued()
    assert stage.view == "ticket"
    assert draw(stage.visit, packaged(), 1).data["number"] == "П\u00a0047"


def test_the_ticket_is_printed_only_once_it_is_durable(stage: Stage) -> None:
    stage.do("begin", TOP)
    order = stage.outside.asked[-1]
    stage.visit.handle(Answered(order.ticket, Grant("П047", DAY, 4)))
    assert stage.outside.tickets == [(order, Grant("П047", DAY, 4))]
    assert stage.outside.prints == []
    stage.visit.handle(Written(order.ticket, ticket_of(order)))
    assert [(issued.ticket, copy) for issued, copy, _ in stage.outside.prints] == [(order.ticket, False)]


def test_a_silent_hub_costs_three_tenths_of_a_second_and_its_late_answer_is_ignored(stage: Stage) -> None:
    stage.do("begin", TOP)
    order = stage.outside.asked[-1]
    stage.wait(0.2)
    assert stage.outside.tickets == []
    stage.wait(0.1)
    assert stage.outside.tickets == [(order, None)]
    stage.visit.handle(Answered(order.ticket, Grant("П048", DAY, 0)))
    assert stage.outside.tickets == [(order, None)]
    stage.visit.handle(Written(order.ticket, ticket_of(order, "П999")))
    assert stage.view == "ticket"
    stage.visit.handle(Written(order.ticket, ticket_of(order, "П998")))
    assert draw(stage.visit, packaged(), 1).data["number"] == "П\u00a0999"
    assert len(stage.outside.prints) == 1


def test_people_ahead_are_left_out_when_nobody_can_say(stage: Stage) -> None:
    stage.do("begin", TOP)
    stage.issued(ahead=None)
    assert draw(stage.visit, packaged(), 1).data["ahead"] == ""
    stage.do("finish", "begin", TOP)
    stage.issued(ahead=3)
    assert draw(stage.visit, packaged(), 1).data["ahead"] == "Перед вами 3\u00a0человека"


def test_a_refusal_of_the_hall_is_a_sentence_and_never_a_code(stage: Stage) -> None:
    stage.do("begin", TOP)
    refusal = Refusal("service_closed", {"service": "x", "reason": "Сегодня не работает система"})
    stage.visit.handle(Answered(stage.outside.asked[-1].ticket, refusal=refusal))
    data = draw(stage.visit, packaged(), 1).data
    assert stage.view == "service"
    assert data["can_take"] is False
    assert "service_closed" not in str(data)
    assert len(str(data["reason"])) > 10
    stage.do("issue")
    assert len(stage.outside.asked) == 1
    stage.do("back")
    assert stage.view == "start"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_unknown_refusal_still_says_something(stage: Stage, language: str) -> None:
    stage.do(f"language:{language}", "begin", TOP)
    stage.visit.handle(Answered(stage.outside.asked[-1].ticket, refusal=Refusal("never_heard_of")))
    reason = str(draw(stage.visit, packaged(), 1).data["reason"])
    assert len(reason) > 5
    assert "never_heard_of" not in reason


def test_a_disk_that_takes_nothing_gives_no_number_and_says_where_to_go(stage: Stage) -> None:
    stage.do("begin", TOP)
    stage.visit.handle(Answered(stage.outside.asked[-1].ticket))
    stage.visit.handle(Written(stage.outside.asked[-1].ticket, None))
    data = draw(stage.visit, packaged(), 1).data
    assert (stage.view, data["number"], data["code"]) == ("error", "", "journal_refuses")
    assert "окно" in str(data["lines"])
    assert stage.outside.prints == []


def test_paper_out_shows_the_number_and_a_copy_once_mended(stage: Stage) -> None:
    stage.visit.handle(HallState(link=True))
    stage.do("begin", TOP)
    stage.issued()
    stage.visit.handle(NO_PAPER)
    stage.printed("no", "paper_end")
    data = draw(stage.visit, packaged(), 1).data
    assert (stage.view, data["number"], data["can_reprint"]) == ("error", "П\u00a0047", False)
    assert "Сотрудник уже знает" in str(data["lines"])
    stage.do("reprint")
    assert len(stage.outside.prints) == 1
    stage.visit.handle(OK_PRINTER)
    assert draw(stage.visit, packaged(), 1).data["can_reprint"] is True
    stage.do("reprint", "reprint")
    assert [copy for _, copy, _ in stage.outside.prints] == [False, True]
    assert stage.view == "ticket"
    stage.printed()
    assert draw(stage.visit, packaged(), 1).data["paper"] == "taken"
    assert [(paper.printed, paper.copy) for paper in stage.outside.papers] == [("no", False), ("yes", True)]


def test_nobody_is_told_that_staff_know_while_the_hub_is_away(stage: Stage) -> None:
    stage.do("begin", TOP)
    stage.issued()
    stage.visit.handle(NO_PAPER)
    stage.printed("no", "paper_end")
    assert "Сотрудник" not in str(draw(stage.visit, packaged(), 1).data)


def test_a_dead_printer_is_said_before_the_visitor_begins(stage: Stage) -> None:
    assert draw(stage.visit, packaged(), 1).notice == ""
    stage.visit.handle(NO_PAPER)
    for intents in (["touch"], ["begin"], ["take"], ["section:passport"], ["service:pass-20-45"]):
        stage.do(*intents)
        assert "Номер покажем" in draw(stage.visit, packaged(), 1).notice
    stage.visit.handle(OK_PRINTER)
    assert draw(stage.visit, packaged(), 1).notice == ""


def test_a_print_that_ends_after_the_visitor_left_is_noted_and_shown_to_nobody(stage: Stage) -> None:
    stage.do("begin", TOP)
    stage.issued()
    stage.do("finish")
    stage.printed("no", "cover_open")
    assert stage.view == "attract"
    assert [paper.code for paper in stage.outside.papers] == ["cover_open"]


def test_quiet_leads_to_the_question_and_then_to_an_empty_screen(stage: Stage) -> None:
    stage.do("language:en", "larger", "begin", "take")
    stage.wait(29.5)
    assert stage.view == "sections"
    stage.wait(1)
    assert stage.view == "timeout"
    stage.wait(5)
    assert draw(stage.visit, packaged(), 1).data["seconds"] in {15, 14}
    stage.do("here")
    assert stage.view == "sections"
    stage.wait(30)
    stage.do("language:ru")
    assert stage.view == "timeout"
    assert stage.visit.session.language == "ru"
    stage.wait(20.1)
    assert stage.visit.session == fresh("ru")


def test_the_question_counts_every_second(stage: Stage) -> None:
    stage.do("begin")
    stage.wait(30)
    counted = []
    for _ in range(20):
        counted.append(draw(stage.visit, packaged(), 1).data["seconds"])
        stage.wait(1)
    assert counted == list(range(20, 0, -1))
    assert stage.view == "attract"


def test_reading_pages_wait_twice_as_long_and_a_result_clears_by_itself(stage: Stage) -> None:
    stage.do("begin", "take", "section:passport", "service:pass-20-45")
    assert stage.view == "service"
    stage.wait(59)
    assert stage.view == "service"
    stage.do("issue")
    stage.issued()
    stage.wait(100)
    assert stage.view == "ticket"
    stage.printed()
    stage.wait(14.5)
    assert stage.view == "ticket"
    stage.wait(1)
    assert stage.view == "attract"


def test_modes_left_on_the_inviting_screen_are_taken_back(stage: Stage) -> None:
    stage.do("contrast", "language:en")
    stage.wait(31)
    assert stage.visit.session == fresh("ru")


def test_help_says_coming_only_when_somebody_answered(stage: Stage) -> None:
    stage.do("help", "help")
    assert len(stage.outside.helped) == 1
    assert draw(stage.visit, packaged(), 1).help == "asked"
    stage.visit.handle(HelpSent(stage.outside.helped[0], "help-1"))
    call = {"terminal": NODE, "state": "asked", "desk": None}
    stage.visit.handle(HallState(True, {"help": {"help-1": call}}))
    assert draw(stage.visit, packaged(), 1).help == "asked"
    stage.visit.handle(HallState(True, {"help": {"help-1": {**call, "state": "answered", "desk": 3}}}))
    assert draw(stage.visit, packaged(), 1).help_text == "Сотрудник идёт"
    stage.visit.handle(HallState(True, {"help": {}}))
    assert draw(stage.visit, packaged(), 1).help == ""


def test_help_that_nobody_answers_or_hears_says_where_the_administrator_is(stage: Stage) -> None:
    desks = {
        "1": {"desk": 1, "administrator": True, "open": False, "place": {"ru": "слева"}},
        "4": {"desk": 4, "administrator": True, "open": True, "place": {"ru": "у входа"}},
    }
    stage.visit.handle(HallState(True, {"desk": desks}))
    stage.do("help")
    stage.visit.handle(HelpSent(stage.outside.helped[0], "help-1"))
    stage.wait(29)
    assert draw(stage.visit, packaged(), 1).help == "asked"
    stage.wait(2)
    screen = draw(stage.visit, packaged(), 1)
    assert screen.help == "unanswered"
    assert "окно\u00a04, у входа" in screen.help_text
    late = {"help": {"help-1": {"terminal": NODE, "state": "answered"}}, "desk": desks}
    stage.visit.handle(HallState(True, late))
    assert draw(stage.visit, packaged(), 1).help == "coming"


def test_help_without_a_hub_says_at_once_where_to_go(stage: Stage) -> None:
    stage.do("help")
    stage.visit.handle(HelpSent(stage.outside.helped[0], ""))
    screen = draw(stage.visit, packaged(), 1)
    assert screen.help == "unanswered"
    assert "окно" in screen.help_text
    stage.do("help")
    assert len(stage.outside.helped) == 2


def test_a_call_for_help_ends_with_the_visit_even_when_its_answer_comes_later(stage: Stage) -> None:
    stage.do("help", "begin")
    stage.visit.handle(HelpSent(stage.outside.helped[0], "help-1"))
    stage.do("leave")
    assert stage.outside.closed == ["help-1"]
    stage.do("help", "begin", "leave")
    stage.visit.handle(HelpSent(stage.outside.helped[1], "help-2"))
    assert stage.outside.closed == ["help-1", "help-2"]


def test_calls_from_before_a_restart_are_closed(stage: Stage) -> None:
    calls = {"old": {"terminal": NODE, "state": "asked"}, "other": {"terminal": "terminal-9", "state": "asked"}}
    stage.visit.handle(HallState(True, {"help": calls}))
    assert stage.outside.closed == ["old"]


def test_who_waits_for_help_is_not_sent_away(stage: Stage) -> None:
    stage.do("help")
    stage.visit.handle(HelpSent(stage.outside.helped[0], "help-1"))
    stage.visit.handle(HallState(True, {"help": {"help-1": {"terminal": NODE, "state": "answered"}}}))
    stage.wait(170)
    assert draw(stage.visit, packaged(), 1).help == "coming"
    stage.wait(20)
    assert stage.visit.help.state == ""
    assert stage.outside.closed == ["help-1"]


def test_a_reprint_order_of_a_desk_is_carried_out_once(stage: Stage) -> None:
    stage.do("begin", TOP)
    issued = stage.issued()
    stage.printed()
    order = {"terminal": NODE, "kind": "reprint", "ticket": issued.ticket}
    others = {"terminal": "terminal-2", "kind": "reprint", "ticket": "x"}
    for _ in range(3):
        stage.visit.handle(HallState(True, {"order": {"o1": order, "o2": others}}))
    assert stage.outside.looked_up == [("o1", issued.ticket)]
    stage.visit.handle(Found("o1", issued))
    assert stage.outside.prints[-1] == (issued, True, "o1")
    stage.visit.handle(Printed(issued, "yes", "", True, "o1"))
    assert stage.outside.done == ["o1"]
    assert stage.view == "ticket"


def test_an_order_for_a_ticket_that_is_not_ours_is_over_at_once(stage: Stage) -> None:
    stage.visit.handle(Found("o1", None))
    assert stage.outside.done == ["o1"]
    assert stage.outside.prints == []


def test_a_service_that_disappears_sends_its_page_back_to_the_start(stage: Stage) -> None:
    from kiosk.terminal.messages import NewOffers

    stage.do("begin", "take", "section:passport", "service:pass-20-45")
    rules = stage.visit.offers.rules
    hidden = rules.settings.model_copy(update={"hidden": ["pass-20-45"]})
    offers = stage.visit.offers
    stage.visit.handle(NewOffers(type(offers)(rules.with_settings(hidden), offers.languages, True, stage.clock.now())))
    assert stage.view == "start"


ANYTHING = st.one_of(
    st.builds(Intent, st.sampled_from(INTENTS), st.sampled_from(["", "passport", "pass-20-45", "en", "collect"])),
    st.builds(Intent, st.text(max_size=5), st.text(max_size=5)),
    st.sampled_from(["grant", "refuse", "written", "no disk", "printed", "failed", "no paper", "mended", "wait"]),
)


def play(stage: Stage, steps: list[object]) -> None:
    for step in steps:
        asked, prints = stage.outside.asked, stage.outside.prints
        if isinstance(step, Intent):
            stage.visit.handle(step)
        elif step == "wait":
            stage.wait(7)
        elif step in {"no paper", "mended"}:
            stage.visit.handle(NO_PAPER if step == "no paper" else OK_PRINTER)
        elif step == "grant" and asked:
            stage.visit.handle(Answered(asked[-1].ticket, Grant("П001", DAY, 1)))
        elif step == "refuse" and asked:
            stage.visit.handle(Answered(asked[-1].ticket, refusal=Refusal("service_closed")))
        elif step in {"written", "no disk"} and stage.outside.tickets:
            order = stage.outside.tickets[-1][0]
            stage.visit.handle(Written(order.ticket, ticket_of(order) if step == "written" else None))
        elif step in {"printed", "failed"} and prints:
            stage.printed("yes" if step == "printed" else "no", "" if step == "printed" else "paper_end")
        screen = draw(stage.visit, packaged(), 1)
        assert screen.view in VIEWS


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=40))
def test_whatever_happened_the_next_visitor_finds_nothing_of_the_last(steps: list[object]) -> None:
    stage, new = Stage(), Stage()
    play(stage, steps)
    stage.wait(400)
    if stage.visit.session.busy:  # the journal never answered: let it
        order = stage.outside.tickets[-1][0]
        stage.visit.handle(Written(order.ticket, None))
        stage.wait(400)
    if stage.visit.session.paper is not None:  # the printer never answered: let it
        stage.printed()
        stage.wait(400)
    assert stage.visit.session == new.visit.session
    assert vars(stage.visit.help) == vars(HelpCall())
    stage.visit.printer = new.visit.printer
    assert replace(draw(stage.visit, packaged(), 1), hall={}) == replace(draw(new.visit, packaged(), 1), hall={})
    assert set(stage.visit.timers._due_us) == set(new.visit.timers._due_us)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=40))
def test_every_ticket_is_written_before_it_is_printed_and_printed_once(steps: list[object]) -> None:
    stage = Stage()
    play(stage, steps)
    first = [issued.ticket for issued, copy, _ in stage.outside.prints if not copy]
    assert len(first) == len(set(first))
    assert set(first) <= {order.ticket for order, _ in stage.outside.tickets}
    written = [order.ticket for order, _ in stage.outside.tickets]
    assert len(written) == len(set(written))
