"""Enrolment codes, tokens, revocation, label codes of terminals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.device import Enrolment
from kiosk.access.rights import Kind
from kiosk.access.tokens import clean_code, digest, new_code, new_token
from kiosk.refusal import Refusal


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_a_code_enrols_one_device_and_no_second(room) -> None:
    code, ends = room.access.devices.make_code(Enrolment(Kind.TERMINAL, {"ru": "у входа"}), "anna")
    enrolled = room.access.devices.enrol(code)
    assert room.access.devices.lookup(enrolled.token) == enrolled.device
    assert (ends - room.clock.now()).total_seconds() == 600
    with refused("code_unknown"):
        room.access.devices.enrol(code)


def test_a_code_lives_ten_minutes_whatever_the_wall_clock_does(room) -> None:
    code, _ = room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")
    late, _ = room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")
    room.clock.advance(599)
    assert room.access.devices.enrol(code).device.role is Kind.BOARD
    room.clock.advance(1)
    room.clock.jump(room.clock.now().replace(year=2020))
    with refused("code_unknown"):
        room.access.devices.enrol(late)


def test_a_restart_closes_open_codes_and_keeps_enrolled_devices(room) -> None:
    code, _ = room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")
    kept = room.device(Kind.TERMINAL, None)
    room.restart()
    assert room.access.devices.lookup(kept.token) == kept.device
    with refused("code_unknown"):
        room.access.devices.enrol(code)


def test_a_revoked_device_is_nobody_also_after_a_restart_and_revoking_twice_changes_nothing(room) -> None:
    first, second = room.device(), room.device()
    gone = room.access.devices.revoke(first.device.id, "anna")
    assert room.access.devices.revoke(first.device.id, "anna") == gone
    for _ in range(2):
        assert room.access.devices.lookup(first.token) is None
        assert room.access.devices.lookup(second.token) == second.device
        assert room.access.devices.find(first.device.id).revoked_at == gone.revoked_at
        room.restart()
    assert room.kinds().count("device.revoked") == 1


def test_revoking_what_never_was_is_refused(room) -> None:
    with refused("device_unknown"):
        room.access.devices.revoke("terminal-0", "anna")


def test_terminals_get_codes_of_their_own_and_a_code_given_back_rests_for_two_days(room) -> None:
    terminals = [room.device(Kind.TERMINAL, None) for _ in range(99)]
    assert [t.device.code for t in terminals] == [f"К{n}" for n in range(1, 100)]
    with refused("no_terminal_codes"):
        room.device(Kind.TERMINAL, None)
    room.access.devices.revoke(terminals[6].device.id, "anna")
    room.clock.advance(3600)
    room.access.devices.revoke(terminals[2].device.id, "anna")
    with refused("no_terminal_codes"):
        room.device(Kind.TERMINAL, None)
    room.clock.advance(2 * 86_400)
    assert room.device(Kind.TERMINAL, None).device.code == "К7"  # given back before К3
    assert room.device(Kind.TERMINAL, None).device.code == "К3"


def test_other_devices_have_no_label_code(room) -> None:
    assert room.device(Kind.DESK, 3).device.code == ""


def test_a_failed_commit_enrols_nobody_and_the_code_still_works(room) -> None:
    code, _ = room.access.devices.make_code(Enrolment(Kind.TERMINAL), "anna")
    room.journal.execute("CREATE TRIGGER full BEFORE INSERT ON access_device BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        room.access.devices.enrol(code)
    assert room.access.devices.listed() == []
    room.journal.execute("DROP TRIGGER full")
    assert room.access.devices.enrol(code).device.code == "К1"


def test_there_is_an_end_to_open_codes(room) -> None:
    for _ in range(200):
        room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")
    with refused("too_many_codes"):
        room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")
    room.clock.advance(601)
    room.access.devices.make_code(Enrolment(Kind.BOARD), "anna")


def test_neither_tokens_nor_codes_nor_pins_are_on_the_disk(room, tmp_path: Path) -> None:
    code, _ = room.access.devices.make_code(Enrolment(Kind.TERMINAL), "anna")
    enrolled = room.access.devices.enrol(code)
    room.access.staff.add(room.account(pin="402913"), "first")
    room.journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    for secret in (enrolled.token, code, code.replace("-", ""), "402913"):
        assert secret.encode() not in stored
    assert digest(enrolled.token) in stored


def test_secrets_do_not_show_when_an_object_is_logged(room) -> None:
    enrolled = room.device()
    account = room.account()
    assert enrolled.token not in repr(enrolled)
    assert account.pin_hash not in repr(account)


@given(st.lists(st.sampled_from(" -"), max_size=4), st.booleans(), st.randoms(use_true_random=False))
def test_a_code_is_understood_however_a_person_types_it(noise, lower, random) -> None:
    code = new_code()
    typed = list(code.replace("0", random.choice("0oO")).replace("1", random.choice("1iIlL")))
    for sign in noise:
        typed.insert(random.randrange(len(typed) + 1), sign)
    text = "".join(typed)
    assert clean_code(text.lower() if lower else text) == code


@given(st.text(max_size=200))
def test_any_rubbish_is_only_a_wrong_code(text) -> None:
    assert clean_code(text) != new_code()
    digest(clean_code(text))


def test_tokens_and_codes_do_not_repeat() -> None:
    assert len({new_token("device") for _ in range(1000)}) == 1000
    assert len({new_code() for _ in range(1000)}) == 1000
