"""Texts by code: plural forms, fallbacks, filling, and the packaged files themselves."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drivers
import kiosk
from kiosk import paths
from kiosk.texts import Texts, packaged, read, text
from kiosk.texts.plurals import form

TABLES = {
    "ru": {"line": {"one": "{n} талон", "few": "{n} талона", "many": "{n} талонов"}, "bye": "До встречи"},
    "en": {"line": {"one": "{n} ticket", "other": "{n} tickets"}},
}
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize(
    ("n", "wanted"),
    [
        *[(0, "0 талонов"), (1, "1 талон"), (2, "2 талона"), (4, "4 талона"), (5, "5 талонов"), (11, "11 талонов")],
        *[(14, "14 талонов"), (21, "21 талон"), (22, "22 талона"), (111, "111 талонов"), (1001, "1001 талон")],
    ],
)
def test_russian_has_three_forms_for_a_number(n: int, wanted: str) -> None:
    assert Texts(TABLES).text("line", "ru", n=n) == wanted


@pytest.mark.parametrize(("n", "wanted"), [(0, "0 tickets"), (1, "1 ticket"), (2, "2 tickets"), (21, "21 tickets")])
def test_english_has_two_forms(n: int, wanted: str) -> None:
    assert Texts(TABLES).text("line", "en", n=n) == wanted


@given(st.integers(0, 10**9))
def test_the_form_depends_on_the_last_two_digits_alone(n: int) -> None:
    assert form("ru", n) == form("ru", n % 100)


def test_what_a_language_lacks_is_said_in_russian() -> None:
    assert Texts(TABLES).text("bye", "en") == "До встречи"
    assert Texts(TABLES).text("line", "tg", n=2) == "2 талона"


@pytest.mark.parametrize("code", ["", ".", "line.one.deeper", "nothing", "refusal", "line..one", "bye.x"])
def test_an_unknown_code_becomes_a_dash_and_never_a_key_name(code: str) -> None:
    assert Texts(TABLES).text(code) == "—"


@given(st.text(max_size=40), st.text(max_size=5), st.dictionaries(st.text(max_size=5), st.integers(), max_size=3))
def test_no_rubbish_makes_the_reader_fail(code: str, language: str, values: dict[str, int]) -> None:
    assert isinstance(Texts(TABLES).text(code, language, **values), str)


def test_a_value_that_was_not_given_leaves_a_dash_not_a_brace() -> None:
    assert Texts({"ru": {"a": "Окно {desk}"}}).text("a") == "Окно —"


def test_braces_reach_no_attribute_of_a_value() -> None:
    assert Texts({"ru": {"a": "{x.__class__} {x!r} {x}"}}).text("a", x=1) == "{x.__class__} {x!r} 1"


def test_another_value_than_n_may_choose_the_form() -> None:
    table = {"ru": {"a": {"by": "desks", "one": "{desks} окно", "few": "{desks} окна", "many": "{desks} окон"}}}
    assert Texts(table).text("a", desks=3) == "3 окна"


def test_a_plural_without_its_number_takes_a_general_form() -> None:
    assert Texts(TABLES).text("line", "ru") == "— талонов"


def test_the_texts_of_a_driver_join_without_changing_ours() -> None:
    joined = Texts(TABLES).with_tables({"ru": {"bye": "Чужое", "fault": {"jam": "Замятие"}}, "kk": {"bye": "Сау бол"}})
    assert (joined.text("bye"), joined.text("fault.jam"), joined.text("bye", "kk")) == (
        "До встречи",
        "Замятие",
        "Сау бол",
    )
    assert Texts(TABLES).text("fault.jam") == "—"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "ru.toml").write_text("a = \n", "utf-8")
    with pytest.raises(ValueError, match=r"ru\.toml"):
        read(tmp_path)


def test_both_packaged_languages_have_the_same_codes_and_the_same_values() -> None:
    texts = packaged()
    russian, english = set(texts.codes("ru")), set(texts.codes("en"))
    assert russian == english
    tables = {
        one: tomllib.loads((paths.defaults() / "texts" / f"{one}.toml").read_text("utf-8")) for one in ("ru", "en")
    }
    for code in sorted(russian):
        found = [set(PLACEHOLDER.findall(str(_at(tables[one], code)))) for one in ("ru", "en")]
        assert found[0] == found[1], code


def test_every_russian_plural_has_its_three_forms() -> None:
    table = tomllib.loads((paths.defaults() / "texts" / "ru.toml").read_text("utf-8"))
    for code in packaged().codes("ru"):
        phrase = _at(table, code)
        assert isinstance(phrase, str) or {"one", "few", "many"} <= set(phrase), code


def test_every_refusal_in_the_code_has_words_in_both_languages() -> None:
    codes = _refusals()
    assert {"service_unknown", "desk_busy", "day_not_open"} <= codes
    missing = [
        (code, one) for code in sorted(codes) for one in ("ru", "en") if not packaged().has(f"refusal.{code}", one)
    ]
    assert missing == []


def test_the_module_function_speaks_the_packaged_texts() -> None:
    assert text("refusal.desk_busy", "en", number="П 047") == "Finish with ticket П 047 first"


def _at(table: dict[str, object], code: str) -> object:
    found: object = table
    for step in code.split("."):
        assert isinstance(found, dict)
        found = found[step]
    return found


def _refusals() -> set[str]:
    """Every code that is written out in a call of Refusal, and what `kiosk.hall.rules` chooses among."""
    found = set()
    for package in (kiosk, drivers):
        for file in Path(str(package.__file__)).parent.rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "Refusal"]
            found |= {word for call in calls if call.args for word in _words(call.args[0])}
    source = (Path(str(kiosk.__file__)).parent / "hall" / "rules.py").read_text("utf-8")
    return found | set(re.findall(r'"(service_\w+|purpose_unknown)"', source))


def _words(node: ast.expr) -> Iterator[str]:
    """The texts an expression may have as its value, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for branch in (node.body, node.orelse) if isinstance(node, ast.IfExp) else ():
        yield from _words(branch)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
