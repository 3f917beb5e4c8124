"""A set of texts: look a code up in a language, choose the plural form, fill the named values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.texts.plurals import SUBSTITUTES, form

FIRST = "ru"
LAST_RESORT = "—"
COUNT = "n"
FORMS = frozenset({"one", "few", "many", "other"})
_VALUE = re.compile(r"\{(\w+)\}")

Tables = Mapping[str, Any]
Phrase = str | Mapping[str, str]


def is_plural(found: object) -> bool:
    """Whether a table is a phrase with plural forms rather than a table of phrases."""
    return isinstance(found, Mapping) and bool(found) and set(found) - {"by"} <= FORMS


class Texts:
    """Texts of all languages. A code is a dotted path: `refusal.service_closed`.

    A phrase is a string, or a table of plural forms (`one`, `few`, `many`, `other`) chosen by the value `n`,
    or by the value that the table's own key `by` names.
    """

    def __init__(self, tables: Mapping[str, Tables]) -> None:
        self._tables = {language: dict(table) for language, table in tables.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._tables)

    def text(self, code: str, language: str = FIRST, /, **values: object) -> str:
        """The phrase of `code`, in Russian where `language` has none; a code nobody knows becomes a dash.

        Never a key name and never an exception: this ends on paper and on screens. NFC.
        """
        for one in (language, FIRST):
            phrase = self._find(code, one)
            if phrase is not None:
                return _fill(_choose(phrase, one, values), values)
        return LAST_RESORT

    def has(self, code: str, language: str = FIRST) -> bool:
        """Whether this very language has the phrase."""
        return self._find(code, language) is not None

    def codes(self, language: str = FIRST) -> Iterator[str]:
        """All codes of a language, in the order of its file."""
        yield from _walk(self._tables.get(language, {}), "")

    def with_tables(self, tables: Mapping[str, Tables]) -> "Texts":
        """These texts and a driver's own; what is here already stays as it is."""
        languages = dict.fromkeys((*self._tables, *tables))
        return Texts({one: _merged(tables.get(one, {}), self._tables.get(one, {})) for one in languages})

    def _find(self, code: str, language: str) -> Phrase | None:
        found: Any = self._tables.get(language)
        for step in code.split("."):
            if not isinstance(found, Mapping) or step not in found:
                return None
            found = found[step]
        return found if isinstance(found, str) or is_plural(found) else None


def _choose(phrase: Phrase, language: str, values: Mapping[str, object]) -> str:
    if isinstance(phrase, str):
        return phrase
    count = values.get(phrase.get("by", COUNT))
    wanted = form(language, count) if isinstance(count, int) else "other"
    return next(phrase[one] for one in (wanted, *SUBSTITUTES) if one in phrase)


def _fill(phrase: str, values: Mapping[str, object]) -> str:
    filled = _VALUE.sub(lambda match: str(values.get(match[1], LAST_RESORT)), phrase)
    return unicodedata.normalize("NFC", filled)


def _walk(table: Tables, path: str) -> Iterator[str]:
    for key, found in table.items():
        if isinstance(found, str) or is_plural(found):
            yield path + key
        elif isinstance(found, Mapping):
            yield from _walk(found, f"{path}{key}.")


def _merged(under: Tables, over: Tables) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        beneath = merged.get(key)
        nested = isinstance(value, Mapping) and isinstance(beneath, Mapping) and not is_plural(value)
        merged[key] = _merged(beneath, value) if nested and isinstance(beneath, Mapping) else value
    return merged
