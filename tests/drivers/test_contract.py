"""What every driver must do on every line it knows, against the fakes process: one suite for all of them."""

from collections.abc import Callable
from typing import Any

import pytest

from drivers.base import Completion, Health, Level, State
from drivers.ticket_printer.base import FAULTS

STOPS_PRINTING = ("paper_end", "cover_open", "cutter_error", "printer_error", "head_hot", "offline")


def test_a_ticket_is_printed_confirmed_and_cut(bench: Any) -> None:
    before = len(bench.fakes.papers(bench.device))
    result = bench.print("r1")
    assert (result.completion, result.code, result.data["printed"]) == (Completion.SUCCESS, "", "yes")
    papers = bench.fakes.papers(bench.device)
    assert len(papers) == before + 1
    paper = bench.fakes.paper(bench.device, len(papers))
    assert "Паспорт гражданина: замена" in paper["text"]
    assert paper["qr"] == ["T1.0192f7a0-0000-7000-8000-000000000000.AAECAwQFBgc"]
    assert paper["cut"] == "partial"
    assert paper["unknown"] == []


def test_a_printed_ticket_is_reported_after_the_status_is_ready_again(bench: Any) -> None:
    bench.print("r1")
    assert bench.driver.status.state is State.READY
    assert [status.state for status in bench.ear.statuses[-2:]] == [State.BUSY, State.READY]


def test_the_same_request_again_gets_the_first_answer_and_no_second_paper(bench: Any) -> None:
    first = bench.print("r1")
    papers = len(bench.fakes.papers(bench.device))
    bench.submit("r1")
    bench.ear.until(lambda: len(bench.ear.results) == 2)
    assert bench.ear.results[1] is first
    assert len(bench.fakes.papers(bench.device)) == papers


def test_a_duplicate_sent_while_the_first_runs_is_answered_together_with_it(bench: Any) -> None:
    papers = len(bench.fakes.papers(bench.device))
    bench.submit("r1")
    bench.submit("r1")
    bench.ear.until(lambda: len(bench.ear.results) == 2)
    assert bench.ear.results[0] is bench.ear.results[1]
    assert len(bench.fakes.papers(bench.device)) == papers + 1


@pytest.mark.parametrize("code", STOPS_PRINTING)
def test_a_printer_that_cannot_print_says_why_and_nothing_is_printed(bench: Any, code: str) -> None:
    jobs = len(bench.fakes.jobs(bench.device))
    bench.fakes.fault(bench.device, code)
    status = bench.ear.until_state(State.FAULT, code)
    assert status.level is Level.ERROR
    result = bench.print("r1")
    assert (result.completion, result.code) == (Completion.DEVICE_NOT_READY, code)
    assert result.data["printed"] == "no"
    assert len(bench.fakes.jobs(bench.device)) == jobs
    bench.fakes.mend(bench.device, code)
    bench.ear.until_state(State.READY)
    assert bench.print("r2").data["printed"] == "yes"


def test_a_roll_that_ends_soon_is_a_warning_and_the_ticket_is_printed(bench: Any) -> None:
    bench.fakes.fault(bench.device, "paper_near_end")
    status = bench.ear.until_state(State.READY, "paper_near_end")
    assert status.level is Level.WARNING
    assert bench.print("r1").data["printed"] == "yes"


def test_an_unplugged_printer_is_absent_and_comes_back_by_itself(bench: Any) -> None:
    bench.fakes.do(bench.device, "cable-out")
    bench.ear.until_state(State.ABSENT, "unplugged")
    result = bench.print("r1")
    assert (result.completion, result.code) == (Completion.DEVICE_NOT_READY, "unplugged")
    assert result.data["printed"] == "no"
    bench.fakes.do(bench.device, "cable-in")
    bench.ear.until_state(State.READY)
    assert bench.print("r2").data["printed"] == "yes"


def test_a_cable_pulled_in_the_middle_of_a_ticket_leaves_it_maybe_printed(bench: Any) -> None:
    bench.fakes.fault(bench.device, "unplugged_mid_job", after=200)
    result = bench.print("r1")
    assert (result.completion, result.code) == (Completion.CONNECTION_LOST, "unplugged")
    assert result.data["printed"] == "maybe"
    assert bench.driver.status.state is State.ABSENT
    bench.fakes.do(bench.device, "cable-in")
    bench.ear.until_state(State.READY)
    assert bench.print("r2").data["printed"] == "yes"
    papers = bench.fakes.papers(bench.device)
    whole = bench.fakes.paper(bench.device, len(papers))
    assert whole["text"].startswith("Мои документы"), "the next ticket begins on paper of its own"
    assert whole["qr"], whole


def test_paper_that_ends_in_the_middle_of_a_ticket_leaves_it_maybe_printed(bench: Any) -> None:
    bench.fakes.fault(bench.device, "paper_end", after=120)
    result = bench.print("r1")
    assert (result.completion, result.code) == (Completion.HARDWARE_ERROR, "paper_end")
    assert result.data["printed"] == "maybe"
    assert bench.driver.status.codes == ("paper_end",)
    bench.fakes.do(bench.device, "paper-in")
    bench.ear.until_state(State.READY)
    assert bench.print("r2").data["printed"] == "yes"


def test_a_printer_that_falls_silent_is_unknown_first_and_faulty_then_never_well(bench: Any) -> None:
    heard = len(bench.ear.statuses)
    bench.fakes.fault(bench.device, "no_answer")
    bench.ear.until_state(State.FAULT, "no_answer")
    levels = [status.level for status in bench.ear.statuses[heard:]]
    assert levels[0] is Level.UNKNOWN
    assert levels[-1] is Level.ERROR
    assert Level.OK not in levels
    result = bench.print("r1")
    assert (result.completion, result.data["printed"]) == (Completion.DEVICE_NOT_READY, "no")
    bench.fakes.mend(bench.device, "no_answer")
    bench.ear.until_state(State.READY)


def test_garbage_instead_of_answers_is_a_fault_and_never_taken_for_a_status(bench: Any) -> None:
    heard = len(bench.ear.statuses)
    bench.fakes.fault(bench.device, "garbage")
    bench.ear.until_state(State.FAULT, "garbage")
    assert not [status for status in bench.ear.statuses[heard:] if status.level is Level.OK]
    bench.fakes.mend(bench.device, "garbage")
    bench.ear.until_state(State.READY)


def test_a_slow_printer_that_does_not_confirm_in_time_is_maybe_printed(bench: Any) -> None:
    bench.fakes.fault(bench.device, "slow")
    result = bench.print("r1", timeout=1.5)
    assert (result.completion, result.code) == (Completion.TIME_OUT, "not_confirmed")
    assert result.data["printed"] == "maybe"
    bench.fakes.mend(bench.device, "slow")
    bench.fakes.until(bench.device, lambda about: not about["held_bytes"])
    assert bench.print("r2").data["printed"] == "yes"


def test_a_late_confirmation_of_an_older_ticket_does_not_confirm_the_next_one(bench: Any) -> None:
    bench.fakes.fault(bench.device, "slow")
    assert bench.print("r1", timeout=1.0).data["printed"] == "maybe"
    assert bench.print("r2", timeout=1.0).data["printed"] == "maybe"
    bench.fakes.mend(bench.device, "slow")
    assert bench.print("r3").data["printed"] == "yes"
    assert bench.fakes.about(bench.device)["held_bytes"] == 0, "confirmed only when it really was printed"


def test_a_driver_stopped_while_it_prints_answers_everything_exactly_once(bench: Any) -> None:
    bench.fakes.fault(bench.device, "slow")
    for request in ("r1", "r2", "r3"):
        bench.submit(request)
    bench.ear.until_state(State.BUSY)
    bench.driver.stop()
    assert not bench.driver.alive
    assert sorted(result.request for result in bench.ear.results) == ["r1", "r2", "r3"]
    assert bench.ear.result("r1").data["printed"] == "maybe"
    assert {bench.ear.result(name).data["printed"] for name in ("r2", "r3")} == {"no"}
    assert all(result.completion is Completion.CANCELED for result in bench.ear.results)
    bench.submit("r4")
    assert bench.ear.result("r4").completion is Completion.CANCELED


def test_a_command_whose_time_is_over_before_its_turn_prints_nothing(bench: Any) -> None:
    papers = len(bench.fakes.papers(bench.device))
    result = bench.print("r1", timeout=0.0)
    assert (result.completion, result.data["printed"]) == (Completion.TIME_OUT, "no")
    assert bench.print("r2").data["printed"] == "yes"
    assert len(bench.fakes.papers(bench.device)) == papers + 1


def test_a_driver_started_before_its_printer_finds_it_when_it_appears(
    bench_of: Callable[..., Any], fakes: Any, request: pytest.FixtureRequest
) -> None:
    for device in ("serial", "tcp", "file"):
        table = fakes.about(device)
        fakes.do(device, "cable-out")
        bench = bench_of(device)
        bench.ear.until_state(State.ABSENT, "unplugged")
        fakes.do(device, "cable-in")
        bench.ear.until_state(State.READY)
        assert fakes.about(device)["address"] == table["address"]


def test_a_new_driver_takes_over_after_the_old_one_has_stopped(bench: Any, bench_of: Callable[..., Any]) -> None:
    bench.driver.stop()
    second = bench_of(bench.device)
    second.ear.until_state(State.READY)
    assert second.print("r1").data["printed"] == "yes"


def test_an_internal_health_check_asks_and_prints_nothing(bench: Any) -> None:
    papers = len(bench.fakes.papers(bench.device))
    bench.driver.check_health(Health.INTERNAL, request="h1", timeout=5, done=bench.ear.done)
    result = bench.ear.result("h1")
    assert result.ok
    assert result.data["info"] == ["KIOSK", "FAKE-80"]
    assert len(bench.fakes.papers(bench.device)) == papers


def test_an_external_health_check_prints_a_test_page(bench: Any) -> None:
    papers = len(bench.fakes.papers(bench.device))
    bench.driver.check_health(Health.EXTERNAL, request="h1", timeout=15, done=bench.ear.done)
    assert bench.ear.result("h1").data["printed"] == "yes"
    assert "Проба печати" in bench.fakes.paper(bench.device, papers + 1)["text"]


def test_a_check_that_needs_a_person_and_an_unknown_command_are_unsupported(bench: Any) -> None:
    bench.driver.check_health(Health.INTERACTIVE, request="h1", timeout=5, done=bench.ear.done)
    bench.driver.submit("rubbish", request="x1", timeout=5, done=bench.ear.done)
    assert bench.ear.result("h1").completion is Completion.UNSUPPORTED_COMMAND
    assert bench.ear.result("x1").completion is Completion.UNSUPPORTED_COMMAND


def test_a_claimed_printer_serves_its_owner_alone(bench: Any) -> None:
    assert bench.driver.claim("service")
    assert not bench.driver.claim("visit")
    result = bench.print("r1")
    assert (result.completion, result.code) == (Completion.SEQUENCE_ERROR, "claimed")
    bench.driver.release("visit")
    assert not bench.driver.claim("visit"), "only the owner gives it back"
    bench.driver.release("service")
    assert bench.print("r2").data["printed"] == "yes"


def test_every_code_a_driver_publishes_stands_in_its_fault_table(bench: Any) -> None:
    for code in STOPS_PRINTING:
        bench.fakes.fault(bench.device, code)
        bench.ear.until_state(State.FAULT, code)
        bench.fakes.mend(bench.device, code)
        bench.ear.until_state(State.READY)
    published = {code for status in bench.ear.statuses for code in status.codes}
    assert published <= set(FAULTS)
