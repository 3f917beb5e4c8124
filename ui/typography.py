"""Russian typography for what comes out of data: a short word or a number never ends a line alone."""

import re
from typing import Any

NO_BREAK = "\u00a0"
_SHORT_WORD = re.compile(r"(?<![^\s(«])([А-Яа-яЁё]{1,2}|[Дд]ля|[Бб]ез|[Пп]од|[Нн]ад|[Пп]ри|[Пп]ро) (?=\S)")
_NUMBER = re.compile(r"(\d) (?=(?:лет|год|дн|мин|час|раз|₽|№))")


def tidy(value: Any) -> Any:
    """The same value with no-break spaces after short words and before units, in every string within it."""
    if isinstance(value, str):
        return _NUMBER.sub(rf"\1{NO_BREAK}", _SHORT_WORD.sub(rf"\1{NO_BREAK}", value))
    if isinstance(value, dict):
        return {key: part if key == "id" else tidy(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [tidy(part) for part in value]
    return value
