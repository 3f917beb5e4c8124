"""PIN rules and hashes, and what one check costs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.pins import Cost, Pins, check_rules, fresh_pin, open_pepper
from kiosk.access.rights import Role
from kiosk.refusal import Refusal

CHEAP = Cost(n=16, r=1, p=1)
PINS = Pins(b"p" * 32, CHEAP)


@given(st.text("0123456789", min_size=4, max_size=12))
def test_a_pin_is_known_again_and_every_hash_of_it_is_another(pin: str) -> None:
    first, second = PINS.hash(pin), PINS.hash(pin)
    assert first != second
    assert PINS.check(pin, first)
    assert not PINS.check(pin + "1", first)


def test_a_copied_table_is_worth_nothing_without_the_pepper() -> None:
    stored = PINS.hash("4029")
    thief = Pins(b"q" * 32, CHEAP)
    assert not any(thief.check(f"{pin:04d}", stored) for pin in range(4000, 4060))
    assert not thief.usable(stored)


def test_a_portable_hash_works_on_another_server_after_it_was_adopted_there() -> None:
    other = Pins(b"q" * 32, CHEAP)
    adopted = other.adopt(PINS.portable(PINS.hash("402913")))
    assert other.check("402913", adopted)
    assert not other.check("402914", adopted)
    with pytest.raises(ValueError, match="another pepper"):
        PINS.portable(adopted)
    with pytest.raises(ValueError, match="portable"):
        other.adopt(adopted)


@pytest.mark.parametrize("stored", ["", "scrypt$16$1$1$x", "md5$1$1$1$a$b$c", "scrypt$1073741824$8$1$-$YQ==$YQ=="])
def test_rubbish_in_the_place_of_a_hash_is_an_error_and_never_lets_in(stored: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PINS.check("402913", stored)


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("", "pin_too_short"),
        ("40291", "pin_too_short"),
        ("4" * 13, "pin_too_short"),
        ("40291a", "pin_not_digits"),
        ("４０２９１３", "pin_not_digits"),
        ("٤٠٢٩١٣", "pin_not_digits"),
        ("111111", "pin_too_easy"),
        ("123456", "pin_too_easy"),
        ("567890", "pin_too_easy"),
        ("987654", "pin_too_easy"),
    ],
)
def test_bad_pins_are_refused_with_the_reason(pin: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_rules(pin, Role.ADMINISTRATOR)
    assert refusal.value.code == code


def test_four_digits_are_enough_for_an_operator_alone() -> None:
    check_rules("4029", Role.OPERATOR)
    with pytest.raises(Refusal):
        check_rules("4029", Role.TECHNICIAN)


def test_a_fresh_pin_keeps_the_rules_and_is_not_always_the_same() -> None:
    for role in Role:
        pins = {fresh_pin(role) for _ in range(200)}
        for pin in pins:
            check_rules(pin, role)
        assert len(pins) > 100


def test_the_pepper_is_made_once_and_nobody_else_may_read_it(tmp_path) -> None:
    assert open_pepper(tmp_path) == open_pepper(tmp_path)
    assert (tmp_path / "pepper").stat().st_mode & 0o777 == 0o600


@pytest.mark.benchmark
def test_what_a_pin_check_costs(capsys) -> None:
    pins = Pins(b"p" * 32)
    stored = pins.hash("402913")
    begun = time.perf_counter()
    assert pins.check("402913", stored)
    spent = time.perf_counter() - begun
    with capsys.disabled():
        print(f"\none PIN check (scrypt N=2^15 r=8 p=3, 32 MiB): {spent * 1000:.0f} ms")
