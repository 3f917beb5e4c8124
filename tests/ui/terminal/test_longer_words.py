"""A language whose words are 40 % longer: nothing is cut, nothing lies over anything else, in normal and large text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTranslator

from tests.ui.seeing import cut
from tests.ui.terminal.conftest import TerminalBench
from tests.ui.terminal.test_screens import crowded
from ui.terminal.pictures import MODES

FILLER = "иначе сказать словом"
NOT_WORDS = {"id", "icon", "qr", "code", "paper", "number", "purpose"}


def longer(text: str) -> str:
    """40 % more: a single word gets longer itself, a sentence gets more words."""
    extra = round(len(text) * 0.4)
    if not text.strip() or extra == 0:
        return text
    if " " not in text and "\u00a0" not in text:
        return text + "о" * extra
    return f"{text} {(FILLER * 6)[: max(1, extra - 1)].strip()}"


def stretched(value: Any) -> Any:
    if isinstance(value, str):
        return longer(value)
    if isinstance(value, dict):
        return {key: part if key in NOT_WORDS else stretched(part) for key, part in value.items()}
    return [stretched(part) for part in value] if isinstance(value, list) else value


class Longer(QTranslator):
    """Every text of the QML, 40 % longer."""

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        return "\n".join(map(longer, source.split("\n")))

    def isEmpty(self) -> bool:
        return False


@contextmanager
def longer_language(bench: TerminalBench) -> Iterator[None]:
    translator = Longer(None)
    assert isinstance(translator, QObject)
    bench.stage.app.installTranslator(translator)
    bench.stage.engine.retranslate()
    yield
    bench.stage.app.removeTranslator(translator)


@pytest.mark.parametrize("mode", ["light", "large"])
def test_words_that_are_longer_by_two_fifths_still_fit(terminal: TerminalBench, mode: str) -> None:
    with longer_language(terminal):
        for name, screen in terminal.situations("ru", **MODES[mode]).items():
            terminal.say(replace(screen, data=stretched(dict(screen.data)), notice=longer(screen.notice)))
            assert cut(terminal.window) == [], name
            assert crowded(terminal) == [], name
