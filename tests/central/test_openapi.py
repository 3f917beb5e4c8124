"""The centre's OpenAPI is complete, its examples are true to it, and schemathesis finds no answer outside it."""

from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.central.conftest import Town

# `/v1/stream` never ends, so it is not for a tool that waits for the end of an answer.
ENDLESS = "/v1/stream"
CASES = 25
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


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
    schema = schemathesis.openapi.from_dict(town.app.openapi()).exclude(path=ENDLESS)
    seen: set[int] = set()
    for result in schema.get_all_operations():
        one = result.ok()
        given(case=one.as_strategy())(bounded(lambda case: seen.add(asked(town, case))))()
    assert {200, 201, 400, 404, 422} <= seen


def bounded(test):
    return settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(test)


def asked(town: Town, case: schemathesis.Case) -> int:
    """Send one generated request as the administrator's console and hold the answer against the description."""
    path = case.operation.path
    # Signing in or out at this device would end the session that all other requests need.
    session = "" if path in {"/v1/sign-out", "/v1/sign-in"} else town.session
    token = town.hub if path in {"/v1/events", "/v1/cursors"} else town.token
    headers = {**(case.headers or {}), "Authorization": f"Bearer {token}", "Kiosk-Staff": session}
    answer = case.call(base_url=town.url, headers=headers, timeout=20)
    if answer.status_code not in {404, 405}:  # a path part may be such that it is another address
        case.validate_response(answer, checks=CHECKS)
    return answer.status_code
