"""Accounts, wrong PINs, delays and locks."""

import pytest

from kiosk.access.account import Account, clean_login, clean_name, delay_s
from kiosk.access.rights import Role
from kiosk.refusal import Refusal

WRONG = "777000"


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda error: error.code == code)


@pytest.fixture
def desk(room):
    room.access.staff.add(room.account("anna", "402913"), "first")
    room.access.staff.add(room.account("oleg", "739125", Role.OPERATOR), "anna")
    return room.device()


def wrong(sign_in, desk, times: int, room=None) -> None:
    for _ in range(times):
        if room:
            room.clock.advance(3600)
        with refused("sign_in_wrong"):
            sign_in("oleg", WRONG, desk)


def test_the_right_pin_opens_a_session_at_that_device_alone(room, desk, sign_in) -> None:
    other = room.device()
    signed_in = sign_in("oleg", "739125", desk)
    assert room.access.sessions.current(signed_in.session, desk.device.id).login == "oleg"
    assert room.access.sessions.current(signed_in.session, other.device.id) is None


def test_four_wrong_pins_cost_nothing_and_the_fifth_costs_half_a_minute(room, desk, sign_in) -> None:
    wrong(sign_in, desk, 5)
    with pytest.raises(Refusal) as waiting:
        sign_in("oleg", "739125", desk)
    assert (waiting.value.code, waiting.value.values) == ("wait", {"seconds": 30})
    room.clock.advance(29.5)
    with refused("wait"):
        sign_in("oleg", "739125", desk)
    room.clock.advance(0.5)
    assert sign_in("oleg", "739125", desk).account.tries == 0


def test_delays_double_and_the_tenth_wrong_pin_locks_until_a_reset(room, desk, sign_in) -> None:
    assert [delay_s(n) for n in range(4, 10)] == [0, 30, 60, 120, 240, 480]
    wrong(sign_in, desk, 9, room)
    room.clock.advance(480)
    with refused("locked"):
        sign_in("oleg", WRONG, desk)
    room.clock.advance(365 * 86_400)
    with refused("locked"):
        sign_in("oleg", "739125", desk)
    room.restart()
    with refused("locked"):
        sign_in("oleg", "739125", desk)
    room.access.staff.reset("oleg", room.access.pins.hash("554812"), "anna")
    assert sign_in("oleg", "554812", desk).account.login == "oleg"
    assert room.kinds().count("staff.locked") == 1
    assert "staff.pin_changed" in room.kinds()


def test_a_right_pin_forgives_the_wrong_ones_before_it(room, desk, sign_in) -> None:
    for _ in range(4):
        wrong(sign_in, desk, 4)
        sign_in("oleg", "739125", desk)


def test_a_restart_forgives_nothing(room, desk, sign_in) -> None:
    wrong(sign_in, desk, 5)
    room.restart()
    with refused("wait"):
        sign_in("oleg", "739125", desk)
    room.clock.advance(30)
    wrong(sign_in, desk, 1)
    with pytest.raises(Refusal) as waiting:
        sign_in("oleg", "739125", desk)
    assert waiting.value.values == {"seconds": 60}


def test_many_tries_at_once_cannot_outrun_the_lock(room, desk) -> None:
    attempts = []
    with refused("wait"):
        while True:
            attempts.append(room.access.staff.begin("oleg"))
    assert len(attempts) == 5  # counted before any PIN was looked at


def test_a_wall_clock_set_back_does_not_lengthen_a_delay(room, desk, sign_in) -> None:
    wrong(sign_in, desk, 5)
    room.clock.jump(room.clock.now().replace(year=2001))
    room.clock.advance(30)
    assert sign_in("oleg", "739125", desk)


def test_unknown_and_disabled_logins_are_refused_like_a_wrong_pin(room, desk, sign_in) -> None:
    room.access.staff.disable("oleg", "anna")
    for login in ("oleg", "nobody", "", "402913", "анна", "x" * 10_000):
        with refused("sign_in_wrong"):
            sign_in(login, "739125", desk)


def test_what_was_typed_as_an_unknown_login_is_not_written_down(room, desk, sign_in) -> None:
    with refused("sign_in_wrong"):
        sign_in("402913", "anna", desk)  # PIN and login in each other's field
    assert "402913" not in str(room.audit())


def test_a_pin_changed_while_it_was_checked_does_not_let_in(room, desk) -> None:
    attempt = room.access.staff.begin("oleg")
    room.access.staff.reset("oleg", room.access.pins.hash("554812"), "anna")
    with refused("sign_in_wrong"):
        room.access.sign_in(attempt, True, desk.device)


def test_a_login_is_taken_once(room, desk) -> None:
    with refused("login_taken"):
        room.access.staff.add(room.account("oleg"), "anna")
    assert room.access.staff.find("oleg").role is Role.OPERATOR


def test_the_last_administrator_cannot_be_disabled(room, desk) -> None:
    with refused("last_administrator"):
        room.access.staff.disable("anna", "anna")
    room.access.staff.add(room.account("vera"), "anna")
    assert not room.access.staff.disable("anna", "vera").active
    with refused("last_administrator"):
        room.access.staff.disable("vera", "vera")


def test_resets_and_disables_of_nobody_are_refused(room, desk) -> None:
    for change in (
        lambda: room.access.staff.reset("nobody", "", "anna"),
        lambda: room.access.staff.disable("nobody", "anna"),
    ):
        with refused("staff_unknown"):
            change()


def from_centre(room, login: str, name: str = "Из центра") -> Account:
    portable = room.access.pins.portable(room.access.pins.hash("618204"))
    return Account(login, name, Role.OPERATOR, room.access.pins.adopt(portable))


def test_accounts_from_the_centre_sign_in_here_and_are_read_only(room, desk, sign_in) -> None:
    assert room.access.staff.take_from_centre([from_centre(room, "city")]) == []
    assert sign_in("city", "618204", desk).account.source == "centre"
    for change in (lambda: room.access.staff.reset("city", "", "a"), lambda: room.access.staff.disable("city", "a")):
        with refused("staff_read_only"):
            change()
    with refused("login_taken"):
        room.access.staff.add(room.account("city"), "anna")


def test_the_same_login_from_the_centre_is_refused_and_the_halls_stays(room, desk) -> None:
    assert room.access.staff.take_from_centre([from_centre(room, "oleg"), from_centre(room, "city")]) == ["oleg"]
    assert room.access.staff.find("oleg").source == "hall"
    assert room.access.staff.find("city").source == "centre"


def test_what_the_centre_no_longer_names_is_disabled_and_the_same_list_twice_writes_nothing(room, desk) -> None:
    accounts = [from_centre(room, "city"), from_centre(room, "town")]
    room.access.staff.take_from_centre(accounts)
    before = len(room.audit())
    room.access.staff.take_from_centre(accounts)
    assert len(room.audit()) == before
    room.access.staff.take_from_centre(accounts[:1])
    assert room.access.staff.find("city").active
    assert not room.access.staff.find("town").active
    room.restart()
    assert not room.access.staff.find("town").active


def test_a_failed_commit_leaves_the_account_as_it_was(room, desk, sign_in) -> None:
    room.journal.execute("CREATE TRIGGER full BEFORE INSERT ON access_staff BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        room.access.staff.disable("oleg", "anna")
    assert room.access.staff.find("oleg").active


def test_no_name_and_no_pin_ever_reaches_the_audit_lane(room, desk, sign_in) -> None:
    wrong(sign_in, desk, 2)
    sign_in("oleg", "739125", desk)
    room.access.staff.reset("oleg", room.access.pins.hash("554812"), "anna")
    room.access.staff.disable("oleg", "anna")
    written = str(room.audit())
    assert "oleg" in written
    for private in ("Анна", "Петровна", "739125", "554812", WRONG, "scrypt"):
        assert private not in written


@pytest.mark.parametrize("login", ["", "a", "-anna", "анна", "an na", "a" * 33, "anna\n", "a/b", "a\x00b"])
def test_odd_logins_are_refused(login: str) -> None:
    if login.strip().lower() == "anna":
        assert clean_login(login) == "anna"
        return
    with refused("bad_login"):
        clean_login(login)


@pytest.mark.parametrize("name", ["", "   ", "а" * 101, "а\x07б", "\u202eabc"])
def test_odd_names_are_refused(name: str) -> None:
    with refused("bad_name"):
        clean_name(name)


def test_names_are_kept_in_nfc_with_single_blanks() -> None:
    assert clean_name("  И\u0306ван \t Петров ") == "Йван Петров"
