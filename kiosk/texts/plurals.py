"""Which plural form a number takes, by language (the cardinal rules of Unicode CLDR)."""

from collections.abc import Callable


def slavic(n: int) -> str:
    """Russian: 1, 21, 101 талон; 2, 23 талона; 5, 11, 14, 20 талонов."""
    tens, ones = abs(n) % 100, abs(n) % 10
    if ones == 1 and tens != 11:
        return "one"
    if 2 <= ones <= 4 and not 12 <= tens <= 14:
        return "few"
    return "many"


def germanic(n: int) -> str:
    """English and most others that ship as data: one against the rest."""
    return "one" if abs(n) == 1 else "other"


RULES: dict[str, Callable[[int], str]] = {"ru": slavic}
# When a table lacks the wanted form, the nearest general one is still better than nothing.
SUBSTITUTES = ("other", "many", "few", "one")


def form(language: str, n: int) -> str:
    """`one`, `few`, `many` or `other`."""
    return RULES.get(language, germanic)(n)
