"""Texts that come with the hub's objects, as a mapping of languages."""

from collections.abc import Mapping
from typing import Any


def chosen(texts: object, language: str) -> str:
    """A text by language: the language, else Russian, else whichever there is, else ""."""
    if not isinstance(texts, Mapping):
        return ""
    return str(texts.get(language) or texts.get("ru") or next(iter(texts.values()), ""))


def hall_title(hall: Mapping[str, Any], language: str) -> str:
    """Name and place of the hall in one line."""
    parts = (chosen(hall.get("name"), language), chosen(hall.get("place"), language))
    return " · ".join(part for part in parts if part)
