"""The catalogue as others use it: names by language, sections, tops, JSON, and the lines people wait in."""

import json

import pytest

from kiosk import packaged
from kiosk.hall.line import Lines
from kiosk.hall.problem import Problem


def test_a_name_is_given_in_the_language_or_else_in_russian() -> None:
    service = packaged.catalogue().services["reg-live"]
    assert service.name("en") == "Registration at place of residence"
    assert service.name("tg") == service.name("ru") == "Регистрация по месту жительства"
    assert (service.short("ru"), service.short("en")) == ("Регистрация по адресу", "Registration of address")
    assert service.group_name("en") == "Passports and registration"


def test_where_no_short_name_is_given_the_whole_one_stands() -> None:
    inn = packaged.catalogue().services["card-new"]
    assert inn.short("tg") == inn.name("ru")


def test_sections_come_in_their_order_and_an_unknown_one_is_none() -> None:
    catalogue = packaged.catalogue()
    assert [one.order for one in catalogue.sections] == list(range(1, 10))
    first = catalogue.section("passport")
    assert first is not None
    assert first.name("en") == "Passports, registration, citizenship"
    assert catalogue.section("nowhere") is None
    assert catalogue.of_section("nowhere") == ()


def test_the_catalogue_goes_into_plain_json_whole() -> None:
    whole = json.loads(json.dumps(packaged.catalogue().as_json()))
    assert len(whole["services"]) == 110
    assert whole["services"][0]["names"]["ru"] == "Паспорт РФ: первый, с 14 лет"
    assert [one["id"] for one in whole["sections"]][:2] == ["passport", "realty"]


def test_hidden_and_unknown_services_are_not_shown() -> None:
    rules = packaged.rules()
    hidden = rules.with_settings(rules.settings.model_copy(update={"hidden": ["inn"]}))
    assert [hidden.shown(one) for one in ("inn", "snils", "nothing")] == [False, True, False]


def test_a_problem_goes_into_json() -> None:
    problem = Problem("services.csv", 3, "letter", "letter", "О")
    assert problem.as_json() == {
        **{"file": "services.csv", "line": 3, "column": "letter", "expected": "letter", "found": "О"},
    }


def test_who_does_not_stand_in_a_line_cannot_be_taken_out_of_it() -> None:
    lines = Lines()
    lines.add("inn", (5, "a"))
    for place in ((5, "b"), (4, "a"), (9, "z")):
        with pytest.raises(ValueError, match="inn"):
            lines.remove("inn", place)
    assert len(lines) == 1


def test_an_empty_line_is_forgotten() -> None:
    lines = Lines()
    lines.add("inn", (5, "a"))
    lines.remove("inn", (5, "a"))
    assert (len(lines), list(lines.heads({"inn"})), lines.waiting({"inn"})) == (0, [], 0)
