"""Colours of one centre: contrast by WCAG 2, and the roles that follow from the centre's one colour."""

import colorsys
from collections.abc import Callable, Mapping

Scheme = dict[str, str]
Rgb = tuple[float, float, float]
Check = Callable[[str], bool]

TEXT_CONTRAST = 7.0
EDGE_CONTRAST = 3.0
HIGH_CONTRAST = 15.0
SIGNAL_DISTANCE = 30 / 360

# What is read on what, and which border stands on which ground: the pairs that the screens use.
TEXT_PAIRS = [
    "ink/ground",
    "ink/sheet",
    "ink/sunk",
    "ink/accentSoft",
    "inkSoft/ground",
    "inkSoft/sheet",
    "inkSoft/sunk",
    "accent/ground",
    "accent/sheet",
    "accent/accentSoft",
    "onFill/fill",
    "onFill/fillDeep",
    "onFillSoft/fill",
    "onSignal/signal",
    "good/sheet",
    "good/ground",
    "good/goodSoft",
    "care/sheet",
    "care/ground",
    "care/careSoft",
    "bad/sheet",
    "bad/ground",
    "bad/badSoft",
]
EDGE_PAIRS = ["line/ground", "line/sheet", "line/sunk", "fillEdge/ground", "signalDeep/ground"]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two `#RRGGBB` colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def derive(colour: str, base: Mapping[str, str], dark: bool) -> Scheme:
    """The scheme of a centre whose one colour is `colour`; everything but the accent roles stays as in `base`.

    A hue within 30 degrees of the signal's falls back to ink, so that yellow keeps its one meaning.
    """
    scheme = dict(base)
    if colour.upper() == base["fill"].upper():
        return scheme
    if _near_signal(colour, base["signal"]):
        colour = "#2B3237"
    fill = _until(colour, "#000000", lambda c: contrast(base["onFillSoft"], c) >= TEXT_CONTRAST)
    toward = "#FFFFFF" if dark else "#000000"
    accent = _until(
        colour, toward, lambda c: min(contrast(c, base[g]) for g in ("ground", "sheet")) >= TEXT_CONTRAST + 0.6
    )
    tint = _until(
        _mix(accent, base["sheet"], 0.78), base["sheet"], lambda c: _readable(c, accent, base["ink"], base["inkSoft"])
    )
    edge = _until(fill, toward, lambda c: contrast(c, base["ground"]) >= EDGE_CONTRAST + 1)
    return scheme | {
        "fill": fill,
        "fillDeep": _mix(fill, "#000000", 0.3),
        "fillEdge": edge,
        "accent": accent,
        "accentSoft": tint,
    }


def _readable(ground: str, *texts: str) -> bool:
    return all(contrast(text, ground) >= TEXT_CONTRAST for text in texts)


def _until(colour: str, toward: str, good: Check) -> str:
    """The first of 100 steps from `colour` to `toward` that is good."""
    for step in range(101):
        candidate = _mix(colour, toward, step / 100)
        if good(candidate):
            return candidate
    return toward


def _near_signal(colour: str, signal: str) -> bool:
    hue, _, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    distance = abs(hue - colorsys.rgb_to_hls(*_rgb(signal))[0])
    return saturation > 0.08 and min(distance, 1 - distance) < SIGNAL_DISTANCE


def _mix(one: str, other: str, share: float) -> str:
    parts = (round(255 * (a + (b - a) * share)) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _luminance(colour: str) -> float:
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
