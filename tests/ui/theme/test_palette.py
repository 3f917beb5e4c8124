"""The colours: contrast of every pair in use, and what follows from a centre's one colour."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.theme.look import DEFAULT_COLOUR, scheme, tokens
from ui.theme.palette import EDGE_CONTRAST, EDGE_PAIRS, HIGH_CONTRAST, TEXT_CONTRAST, TEXT_PAIRS, contrast, derive

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))
FIXED = ("ground", "sheet", "sunk", "ink", "inkSoft", "signal", "good", "care", "bad")


def test_contrast_is_that_of_the_norm() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FFFFFF", "#FFFFFF") == 1


@pytest.mark.parametrize("mode", ["light", "dark", "high"])
def test_every_text_can_be_read_on_what_it_stands_on(mode: str) -> None:
    colours = scheme(mode)
    least = HIGH_CONTRAST if mode == "high" else TEXT_CONTRAST
    for pair in TEXT_PAIRS:
        front, back = pair.split("/")
        assert contrast(colours[front], colours[back]) >= least, pair


@pytest.mark.parametrize("mode", ["light", "dark", "high"])
def test_every_border_of_a_control_can_be_seen(mode: str) -> None:
    colours = scheme(mode)
    for pair in EDGE_PAIRS:
        front, back = pair.split("/")
        assert contrast(colours[front], colours[back]) >= EDGE_CONTRAST, pair


@given(colour=COLOURS, dark=st.booleans())
def test_any_colour_of_a_centre_gives_a_readable_scheme(colour: str, dark: bool) -> None:
    base = tokens()["color"]["dark" if dark else "light"]
    derived = derive(colour, base, dark)
    for pair in TEXT_PAIRS:
        front, back = pair.split("/")
        assert contrast(derived[front], derived[back]) >= TEXT_CONTRAST - 0.01, (colour, pair)
    assert contrast(derived["fillEdge"], derived["ground"]) >= EDGE_CONTRAST


@given(colour=COLOURS, dark=st.booleans())
def test_a_centre_changes_its_accent_and_nothing_else(colour: str, dark: bool) -> None:
    base = tokens()["color"]["dark" if dark else "light"]
    derived = derive(colour, base, dark)
    assert {role: derived[role] for role in FIXED} == {role: base[role] for role in FIXED}


def test_a_colour_near_the_signal_becomes_ink_so_that_yellow_keeps_its_meaning() -> None:
    derived = derive("#D9A400", tokens()["color"]["light"], dark=False)
    red, green, blue = (int(derived["fill"][place : place + 2], 16) / 255 for place in (1, 3, 5))
    assert colorsys.rgb_to_hls(red, green, blue)[2] < 0.2


def test_the_default_colour_is_the_drawn_palette() -> None:
    assert scheme("light", DEFAULT_COLOUR) == tokens()["color"]["light"]
    assert scheme("light", DEFAULT_COLOUR.lower()) == tokens()["color"]["light"]


def test_high_contrast_has_nothing_of_a_centres_colour() -> None:
    assert scheme("high", "#8A1538") == tokens()["color"]["high"]
