"""The OpenAPI is complete, and the real hub behaves as it says, also for hundreds of made-up requests."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from kiosk.texts import packaged

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
ENDLESS = "/v1/stream"


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in described["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


@pytest.fixture
def described(standing: Any) -> dict[str, Any]:
    found: dict[str, Any] = standing.admin.get("/v1/openapi.json").body
    return found


def test_every_operation_has_a_name_a_summary_a_tag_and_documented_answers(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(names) == len(set(names)) > 30
    for method, path, operation in operations(described):
        assert operation["summary"], path
        assert operation["tags"], path
        assert any(status.startswith("2") for status in operation["responses"]), path
        if operation["security"]:
            assert {"401", "403"} <= set(operation["responses"]), (method, path)
        if "requestBody" in operation:
            assert {"400", "413"} & set(operation["responses"]), (method, path)


def test_every_body_and_every_answer_has_an_example_that_its_own_schema_accepts(described: dict[str, Any]) -> None:
    count = 0
    for method, path, operation in operations(described):
        places = [("body", operation["requestBody"])] if "requestBody" in operation else []
        places += list(operation["responses"].items())
        for place, described_place in places:
            for media, content in described_place.get("content", {}).items():
                examples = [content["example"]] if "example" in content else []
                examples += [one["value"] for one in content.get("examples", {}).values()]
                assert examples, (method, path, place)
                schema = {**content["schema"], "components": described["components"]}
                for example in examples if media == "application/json" else []:
                    jsonschema_rs.validate(schema, example)
                    count += 1
    assert count > 150


def test_every_documented_refusal_has_its_words_in_both_languages(described: dict[str, Any]) -> None:
    texts = packaged()
    codes = {
        code
        for _, _, operation in operations(described)
        for answer in operation["responses"].values()
        for content in answer.get("content", {}).values()
        for code in content.get("examples", {})
    }
    assert len(codes) > 40
    for language in ("ru", "en"):
        missing = {code for code in codes if texts.text(f"refusal.{code}", language) in {"—", ""}}
        assert missing == set()
    assert {code for code in codes if not texts.has(f"refusal.{code}")} == set()


@pytest.mark.timeout(240)
def test_made_up_requests_get_what_the_description_promises(house: Any, described: dict[str, Any]) -> None:
    schema = schemathesis.openapi.from_dict(described)
    house.desk(3)
    headers = {"Authorization": f"Bearer {house.admin.token}", "Kiosk-Staff": house.admin.session}
    base = f"http://127.0.0.1:{house.admin.port}"
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path == ENDLESS or operation.definition.raw.get("operationId") == "signOut":
            continue

        takes = bool(operation.definition.raw.get("requestBody") or operation.definition.raw.get("parameters"))
        made = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        made = made | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) if takes else made

        @settings(
            max_examples=10,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=made)
        def one(case: Any) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate(base_url=base, headers=headers, checks=CHECKS)

        one()
    assert tried > 150
    assert house.admin.ticket().status in {201, 409}
    assert house.served.client().get("/v1/health").status == 200
