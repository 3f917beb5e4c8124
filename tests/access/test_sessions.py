"""How sessions end: by hand, by time, by a new PIN, by another person at the same device."""

import pytest

from kiosk.access.rights import Role


@pytest.fixture
def signed_in(room, sign_in):
    room.access.staff.add(room.account("anna", "402913"), "first")
    room.access.staff.add(room.account("oleg", "739125", Role.OPERATOR), "anna")
    desk = room.device()
    return desk, sign_in("oleg", "739125", desk).session


def current(room, signed_in):
    desk, session = signed_in
    return room.access.sessions.current(session, desk.device.id)


def test_a_session_survives_a_restart_of_the_server(room, signed_in) -> None:
    room.restart()
    assert current(room, signed_in).login == "oleg"


def test_four_quiet_hours_end_a_session_and_each_use_begins_them_anew(room, signed_in) -> None:
    for _ in range(2):
        room.clock.advance(4 * 3600 - 1)
        assert current(room, signed_in)
    room.clock.advance(4 * 3600)
    assert current(room, signed_in) is None


def test_twelve_hours_end_it_however_busy_also_over_a_restart(room, signed_in) -> None:
    for hour in range(11):
        room.clock.advance(3600)
        assert current(room, signed_in), hour
        if hour == 5:
            room.restart()
    room.clock.advance(3600)
    assert current(room, signed_in) is None


def test_signing_out_ends_it_and_doing_it_twice_is_no_error(room, signed_in) -> None:
    desk, session = signed_in
    room.access.sessions.close(session, "console-of-somebody-else")
    assert current(room, signed_in)
    room.access.sessions.close(session, desk.device.id)
    room.access.sessions.close(session, desk.device.id)
    assert current(room, signed_in) is None
    room.restart()
    assert current(room, signed_in) is None
    assert room.kinds().count("staff.signed_out") == 1


def test_a_new_pin_or_a_disabled_account_ends_it_at_once(room, signed_in) -> None:
    room.access.staff.reset("oleg", room.access.pins.hash("554812"), "anna")
    assert current(room, signed_in) is None
    room.restart()
    assert current(room, signed_in) is None


def test_a_disabled_account_has_no_session(room, signed_in) -> None:
    room.access.staff.disable("oleg", "anna")
    assert current(room, signed_in) is None


def test_the_next_person_at_a_device_ends_the_session_of_the_last(room, signed_in, sign_in) -> None:
    desk, _ = signed_in
    session = sign_in("anna", "402913", desk).session
    assert current(room, signed_in) is None
    assert room.access.sessions.current(session, desk.device.id).login == "anna"


def test_a_clock_set_far_back_does_not_make_a_session_immortal(room, signed_in) -> None:
    room.clock.jump(room.clock.now().replace(year=2001))
    room.restart()
    assert current(room, signed_in) is None


def test_rubbish_is_no_session(room, signed_in) -> None:
    desk, _ = signed_in
    for token in ("", "x", "kiosk-session-", "\x00", "я" * 1000):
        assert room.access.sessions.current(token, desk.device.id) is None
