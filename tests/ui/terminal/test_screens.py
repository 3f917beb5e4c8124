"""Every screen in every mode, orientation and language: sizes of targets, reach, words that fit, names for the ear."""

import re
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtQuick import QQuickItem

from kiosk.terminal.view import VIEWS
from tests.ui.seeing import cut, find, items, nameless, on_screen
from tests.ui.terminal.conftest import TerminalBench
from ui.terminal.pictures import LANGUAGES, MODES, SITUATIONS, SIZES

PX_PER_MM = 4.0
LEAST_MM = 20
HELPERS = ["language", "larger", "contrast", "lower", "help"]
MOST_CHOICES = 9


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def is_key(item: QQuickItem) -> bool:
    return item.property("possible") is not None and item.property("busy") is not None and on_screen(item)


def is_text(item: QQuickItem) -> bool:
    return item.property("paintedWidth") is not None and bool(item.property("text")) and on_screen(item)


def keys(bench: TerminalBench) -> list[QQuickItem]:
    return [item for item in items(bench.window) if is_key(item)]


def lineage(item: QQuickItem | None) -> Iterator[QQuickItem]:
    while item is not None:
        yield item
        item = item.parentItem()


def painted(item: QQuickItem) -> QRectF:
    """Where the letters of a text stand, without the leading above capitals and below the line that a box adds."""
    height = float(item.property("paintedHeight"))
    leading = item.property("font").pixelSize() * 0.2
    top = (item.height() - height) / 2
    place = QRectF(0, top, float(item.property("paintedWidth")), height)
    return item.mapRectToScene(place).adjusted(0, leading, 0, -leading)


def crowded(bench: TerminalBench) -> list[str]:
    """Words or keys that lie over each other, or leave the window or their key."""
    window = QRectF(0, 0, bench.window.width(), bench.window.height())
    found = []
    shown = keys(bench)
    for one, other in combinations(shown, 2):
        if box(one).intersects(box(other)) and one not in lineage(other) and other not in lineage(one):
            found.append(f"{one.objectName()} over {other.objectName()}")
    words = [item for item in items(bench.window) if is_text(item)]
    for item in words:
        place = painted(item)
        said = str(item.property("text"))[:40]
        own = next((key for key in lineage(item) if is_key(key)), None)
        if own is not None and not box(own).contains(place):
            found.append(f"{said!r} leaves its key")
        if not window.contains(place):
            found.append(f"{said!r} leaves the window")
        over = [key.objectName() for key in shown if key is not own and box(key).intersects(place)]
        if own is None and over:
            found.append(f"{said!r} under {over}")
    for one, other in combinations(words, 2):
        if painted(one).intersects(painted(other)):
            found.append(f"{one.property('text')[:30]!r} over {other.property('text')[:30]!r}")
    return found


def every(bench: TerminalBench, language: str, mode: str) -> Iterator[str]:
    """Show each situation in turn; yields its name."""
    for name, screen in bench.situations(language, **MODES[mode]).items():
        bench.say(screen)
        yield name


def test_the_pictures_show_every_view() -> None:
    assert {str(situation.session["view"]) for situation in SITUATIONS} == set(VIEWS)


@pytest.mark.parametrize(("language", "mode"), list(product(LANGUAGES, MODES)))
def test_a_finger_finds_every_key_and_every_word_is_whole(terminal: TerminalBench, language: str, mode: str) -> None:
    for name in every(terminal, language, mode):
        for key in keys(terminal):
            wide, high = box(key).width() / PX_PER_MM, box(key).height() / PX_PER_MM
            assert min(wide, high) >= LEAST_MM, (name, key.objectName(), wide, high)
            if mode in {"low", "all"}:
                assert box(key).top() >= terminal.window.height() * 0.4, (name, key.objectName())
        assert cut(terminal.window) == [], name
        assert crowded(terminal) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_heard(terminal: TerminalBench, language: str) -> None:
    for name in every(terminal, language, "light"):
        assert nameless(terminal.window) == [], name
        for key in keys(terminal):
            assert key.property("text"), (name, key.objectName())


def test_the_helpers_stand_at_the_same_place_on_every_screen(terminal: TerminalBench) -> None:
    places: set[tuple[Any, ...]] = set()
    for mode in MODES:
        for _name in every(terminal, "ru", mode):
            found = {key.objectName(): box(key) for key in keys(terminal)}
            places.add(tuple(found[helper].getRect() for helper in HELPERS))
    assert len(places) == 1


def test_no_screen_asks_for_more_than_nine_choices_and_six_in_large_text(terminal: TerminalBench) -> None:
    ways = {*HELPERS, "back", "home", "more", "less", "issue", "finish", "leave", "here", "begin", "reprint"}
    for mode, most in (("light", MOST_CHOICES), ("large", 6)):
        for name in every(terminal, "ru", mode):
            choices = [key.objectName() for key in keys(terminal) if key.objectName() not in ways]
            assert len(choices) <= most, (name, choices)


def test_every_key_has_a_name_for_the_scripted_person(terminal: TerminalBench) -> None:
    for name in every(terminal, "ru", "light"):
        names = [key.objectName() for key in keys(terminal)]
        assert all(names), name
        assert len(names) == len(set(names)), name


def test_both_orientations_are_drawn() -> None:
    assert set(SIZES) == {"portrait", "landscape"}


def torn(item: QQuickItem) -> bool:
    """Whether some word of this text has less room in a line than it needs."""
    if not item.property("even") or int(item.property("lineCount")) < 2:
        return False
    room = item.width() - item.property("leftPadding") - item.property("rightPadding")
    letters = QFontMetricsF(item.property("font"))
    return any(letters.horizontalAdvance(word) > room + 1 for word in re.split(r"[ \n/-]", str(item.property("text"))))


@pytest.mark.parametrize(("language", "mode"), list(product(LANGUAGES, ("light", "large", "low"))))
def test_no_word_is_torn_in_two(terminal: TerminalBench, language: str, mode: str) -> None:
    for name in every(terminal, language, mode):
        words = [item for item in items(terminal.window) if is_text(item)]
        assert [item.property("text") for item in words if torn(item)] == [], name


def test_a_title_of_two_lines_has_no_lonely_word(portrait: TerminalBench) -> None:
    for name in ("service", "services", "service-portal"):
        portrait.situation(name)
        title = find(portrait.window, "title")
        assert title is not None
        if title.property("lineCount") == 2:
            whole = QFontMetricsF(title.property("font")).horizontalAdvance(str(title.property("text")))
            assert title.property("contentWidth") <= whole * 0.68, name


def test_one_group_stands_over_the_whole_list_and_several_over_their_own(portrait: TerminalBench) -> None:
    row = {"name": "Паспорт", "note": "", "enabled": True, "reason": ""}
    groups = [{"title": f"Группа {at}", "rows": [row | {"id": f"s{at}"}]} for at in range(3)]
    for shown, lead in ((groups[:1], "Группа 0"), (groups, "Какая услуга нужна?")):
        portrait.view("services", {"title": "Паспорта", "groups": shown, "more": 0, "page": 0})
        said = [str(item.property("text")) for item in items(portrait.window) if is_text(item)]
        assert lead in said
        assert {group["title"] for group in shown} <= set(said)


def test_papers_in_russian_are_announced_as_such_to_others(portrait: TerminalBench) -> None:
    for language, heading in (("ru", "Всё с\u00a0собой?"), ("en", "Papers to bring (in Russian)")):
        portrait.situation("service", language)
        said = [str(item.property("text")) for item in items(portrait.window) if is_text(item)]
        assert heading in said


def test_the_error_names_the_fault_to_staff_in_words_last_of_all(terminal: TerminalBench) -> None:
    terminal.situation("error")
    words = {str(item.property("text")): box(item) for item in items(terminal.window) if is_text(item)}
    place = words["Для\u00a0сотрудника: кончилась бумага"]
    assert not any("paper_end" in text for text in words)
    known = next(where for text, where in words.items() if text.startswith("Сотрудник"))
    assert place.top() > known.bottom()
