"""What a hall gives a ticket for, with which letter and at which desks."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk import packaged
from kiosk.hall.hall import Rules
from kiosk.hall.rules import LOST
from kiosk.hall.settings import parse


def rules(**settings: Any) -> Rules:
    parsed, problems = parse({"desks": [{"number": 1}], **settings})
    assert parsed is not None, problems
    return Rules(packaged.catalogue(), parsed)


def code(found: Rules, service: str, purpose: str = "") -> str | None:
    refusal = found.refusal(service, purpose)
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("service", "purpose", "settings", "expected"),
    [
        ("pass-20-45", "apply", {}, None),
        ("pass-20-45", "collect", {}, None),
        ("pass-20-45", "buy", {}, "purpose_unknown"),
        ("nothing", "apply", {}, "service_unknown"),
        ("hall-photo", "apply", {}, "service_no_ticket"),
        ("fam-large", "apply", {"offers": ["all", "portal"]}, "service_portal"),
        ("car-reg", "apply", {}, "service_elsewhere"),
        ("car-reg", "apply", {"offers": ["all", "flagship"]}, "service_booking_only"),
        ("zags-divorce", "collect", {"offers": ["all", "flagship"]}, None),
        ("zags-birth", "apply", {"offers": ["all", "flagship"]}, None),
        ("inn", "apply", {"hidden": ["inn"]}, "service_hidden"),
        ("inn", "apply", {"closed": {"inn": {"ru": "Ремонт"}}}, "service_closed"),
        ("inn", "apply", {"desks": [{"number": 1, "services": ["passport"]}]}, "service_no_desk"),
        ("res-any", "", {}, None),
        ("res-any", "apply", {}, "purpose_unknown"),
    ],
)
def test_a_service_is_given_or_refused_with_a_reason(
    service: str, purpose: str, settings: dict[str, Any], expected: str | None
) -> None:
    assert code(rules(**settings), service, purpose) == expected


def test_one_refused_service_leaves_all_others_as_they_were() -> None:
    open_, closed = rules(), rules(hidden=["inn"], closed={"snils": {"ru": "Ремонт"}})
    changed = {one for one in open_.catalogue.services if code(open_, one) != code(closed, one)}
    assert changed == {"inn", "snils"}


def test_the_reason_of_a_closed_service_is_told_in_the_visitors_language() -> None:
    found = rules(closed={"inn": {"ru": "Ремонт", "en": "Repairs"}})
    for language, reason in (("ru", "Ремонт"), ("en", "Repairs"), ("tg", "Ремонт")):
        refusal = found.refusal("inn", "apply", language)
        assert refusal is not None
        assert refusal.values["reason"] == reason


def test_an_overlong_service_id_is_not_echoed_whole() -> None:
    refusal = rules().refusal("x" * 10_000)
    assert refusal is not None
    assert len(str(refusal.values["service"])) < 50


def test_letters_are_overruled_by_service_before_group() -> None:
    found = rules(letters={"passport": "Ш", "pass-lost": "Ц"})
    assert [found.letter(one) for one in ("pass-20-45", "pass-lost", "re-right", "hall-photo", "nothing")] == [
        *("Ш", "Ц", "Н", "", ""),
    ]
    assert "П" not in found.letters
    assert {"Ш", "Ц"} <= found.letters


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [("*", "inn", "hall-photo"), ("passport", "reg-live", "inn"), ("П", "reg-live", "inn"), ("inn", "inn", "tax-debt")],
)
def test_a_desk_names_what_it_serves_by_everything_group_letter_or_service(
    pattern: str, inside: str, outside: str
) -> None:
    served = rules(desks=[{"number": 1, "services": [pattern]}]).may_serve(1)
    assert served is not None
    assert inside in served
    assert outside not in served


def test_a_desk_that_the_hall_does_not_have_serves_nothing() -> None:
    assert rules().may_serve(2) is None


def test_tickets_nobody_may_serve_go_to_the_administrator_or_else_to_the_first_desk() -> None:
    desks = [{"number": 4, "services": ["inn"]}, {"number": 5, "services": ["snils"]}]
    found = rules(desks=desks)
    assert found.line("matcap") == LOST
    assert [LOST in (found.may_serve(desk) or ()) for desk in (4, 5)] == [True, False]
    desks[1]["administrator"] = True
    found = rules(desks=desks)
    assert [LOST in (found.may_serve(desk) or ()) for desk in (4, 5)] == [False, True]


def test_settings_that_name_the_unknown_are_reported_by_path() -> None:
    found = rules(
        desks=[{"number": 1, "services": ["*", "pasport"]}], hidden=["x"], closed={"y": {"ru": "?"}}, letters={"z": "Ш"}
    )
    assert [(one.column, one.found) for one in found.problems()] == [
        *[("desks[0].services[1]", "pasport"), ("hidden[0]", "x"), ("closed.y", "y"), ("letters.z", "z")],
    ]


def test_a_service_left_without_a_desk_is_reported() -> None:
    found = rules(desks=[{"number": 1, "services": ["passport"]}]).problems()
    assert {one.expected for one in found} == {"a_desk_for"}
    assert "inn" in {one.found for one in found}
    assert "reg-live" not in {one.found for one in found}


@pytest.mark.parametrize(("hour", "expected"), [(4, "hall_closed"), (5, None), (17, "hall_closed")])
def test_outside_its_hours_a_hall_may_refuse_tickets(hour: int, expected: str | None) -> None:
    strict = rules(tickets_outside_hours=False, hours={"sun": "08:00-20:00"})
    refusal = strict.why_not("inn", datetime(2026, 11, 22, hour, tzinfo=UTC))
    assert (refusal.code if refusal else None) == expected
    lenient = rules(hours={"sun": "08:00-20:00"})
    assert lenient.why_not("inn", datetime(2026, 11, 22, hour, tzinfo=UTC)) is None


def test_a_day_without_hours_says_that_the_hall_is_closed_today() -> None:
    strict = rules(tickets_outside_hours=False, hours={"mon": "08:00-20:00"})
    refusal = strict.why_not("inn", datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert refusal is not None
    assert refusal.code == "hall_closed_today"
