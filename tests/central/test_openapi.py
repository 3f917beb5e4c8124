"""The centre's OpenAPI is complete, its examples are true to it, and schemathesis finds no answer outside it."""

import copy
from functools import partial
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.central.conftest import PIN, Town

# `/v1/stream` never ends, so it is not for a tool that waits for the end of an answer.
ENDLESS = "/v1/stream"
CASES = 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, one) for path, all_ in description["paths"].items() for method, one in all_.items()]


def test_every_operation_has_a_name_a_summary_and_an_example_of_every_body_and_answer(town: Town) -> None:
    description = town.app.openapi()
    names = [one["operationId"] for _, _, one in operations(description)]
    assert len(names) == len(set(names)) >= 20
    for path, method, one in operations(description):
        assert one["summary"], path
        bodies = [*one["responses"].values(), *([one["requestBody"]] if "requestBody" in one else [])]
        for body in bodies:
            for content in body.get("content", {}).values():
                assert "example" in content or content.get("examples"), (method, path)


def test_every_example_is_true_to_its_schema(town: Town) -> None:
    description = town.app.openapi()
    for path, method, one in operations(description):
        for body in [*one["responses"].values(), *([one["requestBody"]] if "requestBody" in one else [])]:
            for content in body.get("content", {}).values():
                schema = {**content["schema"], "components": description["components"]}
                shown = [content["example"]] if "example" in content else []
                for example in [*shown, *(e["value"] for e in content.get("examples", {}).values())]:
                    jsonschema_rs.validate(schema, example)
        assert one["responses"], (method, path)


def test_the_examples_of_requests_are_taken_by_the_server(town: Town) -> None:
    description = town.app.openapi()
    for path, method, one in operations(description):
        if "requestBody" not in one or path == "/v1/events":
            continue
        body = one["requestBody"]["content"]["application/json"]["example"]
        answer = town.ask(method.upper(), path.replace("{login}", "nobody"), body)
        assert answer.status_code != 400, (path, answer.text)
        assert str(answer.status_code) in one["responses"], (path, answer.text)


@pytest.mark.timeout(240)
def test_no_generated_request_gets_an_answer_outside_the_description(town: Town, expect_log) -> None:
    expect_log("refused")
    town.hub = town.enrol("arbat")["token"]
    described = town.app.openapi()
    seen: dict[str, set[int]] = {}
    for result in schemathesis.openapi.from_dict(without_tokens(described)).exclude(path=ENDLESS).get_all_operations():
        one = result.ok()
        raw = described["paths"][one.path][one.method.lower()]
        made = one.as_strategy(generation_mode=GenerationMode.POSITIVE)
        if raw.get("requestBody") or raw.get("parameters"):
            made = made | one.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        answers = seen.setdefault(raw["operationId"], set())
        act = partial(asked, town, answers, bool(raw["security"]))
        given(case=made)(bounded(act))()
    assert {200, 201, 204, 400, 401, 403, 404, 422} <= set().union(*seen.values())


def test_every_operation_succeeds_with_true_values_as_the_description_says(town: Town) -> None:
    schema = schemathesis.openapi.from_dict(town.app.openapi())
    person = {"login": "oleg", "name": "Олег С.", "role": "operator", "pin": "7391"}
    now = town.ask("GET", "/v1/catalogue").json()
    wanted = {name: now[name] for name in ("version", "services", "sections")}
    code, revoked = town.code(role="hub", hall="arbat"), town.enrol("presnya")["id"]
    for method, path, filled, body in (
        ("POST", "/v1/enrol", {}, {"code": code}),
        ("POST", "/v1/enrolments", {}, {"role": "console", "place": {"ru": "кабинет"}}),
        ("GET", "/v1/devices", {}, None),
        ("DELETE", "/v1/devices/{device}", {"device": revoked}, None),
        ("POST", "/v1/staff", {}, person),
        ("POST", "/v1/staff/{login}/reset", {"login": "oleg"}, {"pin": "5548"}),
        ("POST", "/v1/staff/{login}/disable", {"login": "oleg"}, None),
        ("PUT", "/v1/catalogue", {}, wanted),
        ("GET", "/v1/tickets?hall=arbat&limit=5", {}, None),
        ("POST", "/v1/sign-in", {}, {"login": "anna", "pin": PIN}),
    ):
        answer = town.ask(method, path.format(**filled), body)
        assert answer.status_code in {200, 201}, (path, answer.text)
        schema[path.partition("?")[0]][method].validate_response(answer)


def without_tokens(described: dict[str, Any]) -> dict[str, Any]:
    """The description as if all doors were open: a generator that sees tokens spends its rubbish on them."""
    bare = copy.deepcopy(described)
    del bare["components"]["securitySchemes"]
    for _, _, one in operations(bare):
        one["security"] = []
    return bare


def bounded(act):
    def one(case: schemathesis.Case) -> None:
        act(case)

    return settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(one)


def asked(town: Town, found: set[int], guarded: bool, case: schemathesis.Case) -> None:
    """Send one generated request as who may, as nobody and as a hub; hold the answers against the description."""
    path = case.operation.path
    of_hub = path in {"/v1/events", "/v1/cursors"}
    # Signing in or out at this device would end the session that all other requests need.
    session = "" if path in {"/v1/sign-out", "/v1/sign-in"} else town.session
    tried = [(town.hub if of_hub else town.token, session)]
    tried += [("", ""), (town.token if of_hub else town.hub, "")] if guarded else []
    for token, signed_in in tried:
        given_by = {"Authorization": f"Bearer {token}"} if token else {}
        given_by |= {"Kiosk-Staff": signed_in} if signed_in else {}
        answer = case.call(base_url=town.url, headers=given_by, timeout=20)
        found.add(answer.status_code)
        if not token:
            assert answer.status_code in {401, 404, 405}, path
        if answer.status_code not in {404, 405}:  # a path part may be such that it is another address
            case.validate_response(answer, checks=CHECKS)
