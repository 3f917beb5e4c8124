"""The code printed at the first start, and when there is another one."""

import pytest

from kiosk.access.access import console
from kiosk.access.rights import Kind, Role
from kiosk.refusal import Refusal


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_the_code_is_made_at_the_first_start_and_not_at_the_second(room) -> None:
    assert room.access.first_administrator_code()
    room.restart()
    assert room.access.first_administrator_code() is None


def test_it_gives_an_account_a_console_and_a_session_and_is_used_up(room) -> None:
    code = room.access.first_administrator_code()
    room.restart()  # only its hash is kept, and that is enough
    founded = room.access.found(code, room.account("anna"), console())
    assert founded.enrolled.device.role is Kind.CONSOLE
    device = room.access.devices.lookup(founded.enrolled.token)
    assert room.access.sessions.current(founded.session, device.id).role is Role.ADMINISTRATOR
    with refused("code_unknown"):
        room.access.found(code, room.account("vera"), console())
    assert room.access.staff.find("vera") is None
    room.restart()
    assert room.access.first_administrator_code() is None


def test_a_wrong_code_leaves_nothing_behind(room) -> None:
    room.access.first_administrator_code()
    before = len(room.audit())
    with refused("code_unknown"):
        room.access.found("AAAAA-AAAAA", room.account("anna"), console())
    assert room.access.staff.listed() == []
    assert room.access.devices.listed() == []
    assert len(room.audit()) == before


def test_when_every_administrator_is_locked_the_next_start_prints_a_new_code(room, sign_in) -> None:
    code = room.access.first_administrator_code()
    founded = room.access.found(code, room.account("anna", "402913"), console())
    for _ in range(10):
        room.clock.advance(3600)
        with pytest.raises(Refusal):
            sign_in("anna", "777000", founded.enrolled)
    room.restart()
    again = room.access.first_administrator_code()
    assert again
    room.access.found(again, room.account("vera", "618204"), console())
    room.access.staff.reset("anna", room.access.pins.hash("554812"), "vera")
    assert sign_in("anna", "554812", founded.enrolled)


def test_a_lost_pepper_makes_pins_useless_and_opens_the_way_for_a_new_administrator(room, sign_in, tmp_path) -> None:
    founded = room.access.found(room.access.first_administrator_code(), room.account("anna", "402913"), console())
    (tmp_path / "pepper").unlink()
    room.restart()
    with refused("sign_in_wrong"):
        sign_in("anna", "402913", founded.enrolled)
    assert room.access.first_administrator_code()
