"""Whatever the hub, a device or a file says: read as what it is, or as nothing; never believed half, never a crash."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.base import Completion, Level, Result, State, Status
from drivers.ticket_printer.base import FAULTS
from kiosk import packaged
from kiosk.access.identity import IdentityError
from kiosk.hall import numbers
from kiosk.hall.numbers import is_label, label
from kiosk.sync.link import Answer
from kiosk.terminal.asking import is_day, read_answer, read_grant
from kiosk.terminal.help_call import HelpCall
from kiosk.terminal.knowledge import Knowledge, catalogue_from, settings_from
from kiosk.terminal.label_code import MARK, label_code
from kiosk.terminal.messages import Grant, Order, PrinterState
from kiosk.terminal.printing import ended, printer_state, width_of
from kiosk.terminal.refill import needed, read_block
from kiosk.terminal.reprints import Reprints
from tests.terminal.support import DAY, KEY, ticket_of

Expect = Callable[[str], None]
ORDER = Order("t", "pass-20-45", "apply", "ru", "П")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def dressed(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with the right names and any values, right ones among them."""
    return st.fixed_dictionaries({}, optional={name: JSON | good for name, good in fields.items()})


@given(
    dressed(number=st.sampled_from(["П047", "П1000", "П000", "п1"]), day=st.just(DAY), ahead=st.integers(-2, 9)) | JSON
)
def test_a_grant_is_a_whole_number_under_a_day_or_nothing(body: Any) -> None:
    grant = read_grant(body)
    if grant is not None:
        assert numbers.parse(grant.number)
        assert is_day(grant.day)
        assert grant.ahead is None or grant.ahead >= 0
    else:
        assert not isinstance(body, dict) or not (body.get("number") == "П047" and body.get("day") == DAY)


def test_a_good_grant_is_read() -> None:
    assert read_grant({"number": "П047", "day": DAY, "ahead": 3, "more": 1}) == Grant("П047", DAY, 3)
    assert read_grant({"number": "П047", "day": DAY, "ahead": None}) == Grant("П047", DAY, None)
    assert read_grant({"number": "П047", "day": DAY, "ahead": True}) == Grant("П047", DAY, None)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-1-1", "20261122", "", None, 7, "٢٠٢٦-11-22", DAY + "\n"])
def test_what_is_no_day_is_not_heard(day: object) -> None:
    assert not is_day(day)


@given(st.integers(100, 599), JSON)
def test_every_answer_of_the_hub_means_grant_refusal_or_nothing(status: int, body: Any) -> None:
    answered = read_answer(ORDER, Answer(status, body))
    assert answered.ticket == "t"
    assert answered.grant is None or answered.refusal is None


@given(
    dressed(
        day=st.just(DAY),
        letter=st.just("П"),
        first=st.integers(-5, 2000),
        last=st.integers(-5, 2000),
        qr_key=st.sampled_from([KEY, "zz", "abc"]),
    )
    | JSON
)
def test_a_block_is_a_sane_run_of_numbers_or_nothing(body: Any) -> None:
    found = read_block("П", body)
    if found is not None:
        block, key = found
        assert block.letter == "П"
        assert 0 < block.first <= block.last < block.first + 100
        bytes.fromhex(key)


def test_a_good_block_is_read_and_one_of_another_letter_is_not() -> None:
    body = {"day": DAY, "letter": "П", "first": 988, "last": 999, "qr_key": KEY}
    found = read_block("П", body)
    assert found is not None
    assert (found[0].first, found[0].last, found[1]) == (988, 999, KEY)
    assert read_block("Н", body) is None


def test_blocks_are_refilled_below_half_the_emptiest_first() -> None:
    assert needed({"А": (6, 12), "Б": (5, 12), "В": (0, 0), "Г": (12, 12), "Д": (2, 12)}) == ["В", "Д", "Б"]


@given(JSON)
def test_rubbish_is_no_catalogue_and_no_settings(body: Any) -> None:
    logging.disable(logging.WARNING)
    try:
        assert catalogue_from(body) is None
        assert settings_from(body) is None or isinstance(body, dict)
    finally:
        logging.disable(logging.NOTSET)


def test_the_packaged_catalogue_survives_its_own_json() -> None:
    rules = packaged.rules()
    wire = json.loads(json.dumps(rules.catalogue.as_json()))
    read = catalogue_from(wire)
    assert read is not None
    assert dict(read.services) == dict(rules.catalogue.services)
    assert read.sections == rules.catalogue.sections
    assert settings_from(json.loads(json.dumps(rules.settings.as_json()))) == rules.settings


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"[]", b"null", b'{"catalogue": {}, "settings": {}}', b"\xff\xfe", b'{"etag": 1}']
)
def test_a_broken_file_of_the_hall_means_the_packaged_one(tmp_path: Path, kept: bytes, expect_log: Expect) -> None:
    expect_log("hall.json|cannot be read")
    (tmp_path / "hall.json").write_bytes(kept)
    assert Knowledge(tmp_path).rules == packaged.rules()


@given(st.dictionaries(st.text(max_size=6), JSON, max_size=4))
def test_orders_and_calls_of_any_form_are_passed_over(listed: dict[str, Any]) -> None:
    Reprints("terminal-1").fresh(listed)
    call = HelpCall()
    call.ask("k")
    call.heard(listed)
    assert call.state == "asked"
    assert call.strays(listed, "terminal-1") == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ((), PrinterState(dead=True, code="unplugged")),
        ((State.OPENING, Level.UNKNOWN, ()), PrinterState()),
        ((State.READY, Level.UNKNOWN, ()), PrinterState()),
        ((State.READY, Level.OK, ()), PrinterState(usable=True)),
        ((State.BUSY, Level.WARNING, ("paper_near_end",)), PrinterState(usable=True)),
        ((State.FAULT, Level.ERROR, ("paper_near_end", "paper_end")), PrinterState(dead=True, code="paper_end")),
        ((State.ABSENT, Level.ERROR, ("unplugged",)), PrinterState(dead=True, code="unplugged")),
        ((State.FAULT, Level.ERROR, ("bad_config",)), PrinterState(dead=True, code="bad_config")),
        ((State.FAULT, Level.ERROR, ()), PrinterState(dead=True, code="unplugged")),
    ],
)
def test_unknown_is_never_usable(status: tuple[Any, ...], expected: PrinterState) -> None:
    found = (Status("printer", "ticket_printer", *status),) if status else ()
    assert printer_state(found) == expected


@pytest.mark.parametrize("completion", list(Completion))
@pytest.mark.parametrize("said", ["yes", "no", "maybe", "", "perhaps", 7])
def test_a_paper_is_taken_as_printed_only_when_the_driver_says_so(completion: Completion, said: object) -> None:
    result = Result("r", completion, "paper_end", {"printed": said} if said != "" else {})
    printed = ended(ticket_of(ORDER), result, copy=False, order="")
    assert printed.printed in {"yes", "no", "maybe"}
    if printed.printed == "yes":
        assert said == "yes" or completion is Completion.SUCCESS
        assert printed.code == ""
    else:
        assert printed.code


def test_every_fault_that_stops_printing_has_words_for_the_visitor() -> None:
    from kiosk.texts import packaged as texts

    for fault in FAULTS.values():
        for language in ("ru", "en"):
            assert texts().has(fault.visitor, language)


@pytest.mark.parametrize(
    ("options", "width"), [({}, 80), ({"dots": 384}, 58), ({"dots": 576}, 80), ({"dots": "x"}, 80), (None, 80)]
)
def test_the_paper_s_width_follows_the_printer_s_dots(options: object, width: int) -> None:
    assert width_of(options) == width


def test_each_lost_journal_gives_the_labels_another_letter(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    seen = []
    for _ in range(4):
        seen.append(label_code(tmp_path, journal, "К1"))
        journal.write_bytes(b"x")
        assert label_code(tmp_path, journal, "К1") == seen[-1]
        journal.unlink()
    assert seen == ["К1", "К1А", "К1Б", "К1В"]
    assert all(is_label(label("П", code, 1)) for code in seen)


@pytest.mark.parametrize(
    "mark", [b"", b"{}", b"[]", b'{"made": "1"}', b'{"made": 0}', b'{"made": true}', b'{"made": 99}', b"\xff"]
)
def test_a_mark_nobody_can_read_stops_the_terminal_with_a_reason(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / MARK).write_bytes(mark)
    with pytest.raises(IdentityError, match="enrol"):
        label_code(tmp_path, tmp_path / "journal.db", "К1")
