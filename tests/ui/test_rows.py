"""Rows for a Repeater and values from other threads: no more is told than changed, and never anything old."""

import threading
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.seeing import pump, until
from ui.by_language import chosen, hall_title
from ui.latest import Latest
from ui.rows import FIRST_ROLE, Rows

ROW = st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.sampled_from("xy")})
LISTS = st.lists(st.lists(ROW, max_size=5), max_size=6)


@given(LISTS)
def test_a_mirror_that_follows_the_signals_always_holds_the_rows(lists: list[list[dict[str, Any]]]) -> None:
    rows = Rows(("a", "b"))
    mirror: list[tuple[Any, Any]] = []

    def read(place: int) -> tuple[Any, Any]:
        return rows.data(rows.index(place), FIRST_ROLE), rows.data(rows.index(place), FIRST_ROLE + 1)

    def changed(first: Any, last: Any) -> None:
        for place in range(first.row(), last.row() + 1):
            mirror[place] = read(place)

    def removed(_parent: Any, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def inserted(_parent: Any, first: int, last: int) -> None:
        mirror[first:first] = [read(place) for place in range(first, last + 1)]

    rows.dataChanged.connect(changed)
    rows.rowsRemoved.connect(removed)
    rows.rowsInserted.connect(inserted)
    for wanted in lists:
        rows.show(wanted)
        assert mirror == [(row["a"], row["b"]) for row in wanted]
        assert rows.rowCount() == len(wanted)


def test_only_the_places_that_changed_are_told() -> None:
    rows = Rows(("a",))
    rows.show([{"a": 1}, {"a": 2}, {"a": 3}])
    told: list[int] = []
    rows.dataChanged.connect(lambda first, last: told.append(first.row()))
    rows.show([{"a": 1}, {"a": 5}, {"a": 3}])
    assert told == [1]


def test_what_is_not_there_is_none() -> None:
    rows = Rows(("a",))
    rows.show([{"b": 1}])
    assert rows.data(rows.index(0), FIRST_ROLE) is None
    assert rows.data(rows.index(7), FIRST_ROLE) is None
    assert rows.data(rows.index(0), FIRST_ROLE + 9) is None


def test_values_of_another_thread_arrive_on_this_one_newest_last_and_none_twice(qapp: Any) -> None:
    taken: list[int] = []
    threads: set[int] = set()

    def take(value: int) -> None:
        taken.append(value)
        threads.add(threading.get_ident())

    latest = Latest(take)
    worker = threading.Thread(target=lambda: [latest.put(value) for value in range(2000)])
    worker.start()
    until(lambda: taken and taken[-1] == 1999, "the last value")
    worker.join()
    pump()
    assert taken == sorted(set(taken))
    assert threads == {threading.get_ident()}


def test_texts_by_language_fall_back_and_survive_rubbish() -> None:
    assert chosen({"ru": "да", "en": "yes"}, "en") == "yes"
    assert chosen({"ru": "да"}, "en") == "да"
    assert chosen({"tt": "әйе"}, "en") == "әйе"
    assert [chosen(rubbish, "ru") for rubbish in (None, 5, "x", [], {})] == [""] * 5
    assert (
        hall_title({"name": {"ru": "Мои документы"}, "place": {"ru": "Басманный"}}, "ru") == "Мои документы · Басманный"
    )
    assert hall_title({"name": 7}, "ru") == ""
