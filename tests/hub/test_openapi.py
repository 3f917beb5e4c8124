"""The OpenAPI is complete, and the real hub behaves as it says, also for hundreds of made-up requests."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
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
from tests.hub.conftest import Client
from tests.hub.true_requests import Life, with_key

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ENDLESS = "/v1/stream"
ONCE = {"firstAdministrator"}  # has been done to get this far


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


@pytest.fixture
def life(house: Any, tmp_path: Path) -> Iterator[Life]:
    made = Life(house, tmp_path)
    yield made
    made.journal.close()


def bounded(count: int, made: Any, act: Callable[[Any], None]) -> None:
    """Do `act` with so many made-up cases, the same ones each time."""

    def one(case: Any) -> None:
        act(case)

    run = settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run(given(case=made)(one))()


def operations_of(described: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Name and generator of every operation whose answer has an end.

    Tokens are left out of the generator's sight: it would spend its rubbish on them and not on the bodies.
    """
    bare = copy.deepcopy(described)
    bare["components"].pop("securitySchemes")
    for _, _, one in operations(bare):
        one["security"] = []
    for found in schemathesis.openapi.from_dict(bare).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path != ENDLESS:
            yield operation.definition.raw["operationId"], operation


def sent(case: Any, caller: Client, *, good: bool = False) -> Any:
    """The answer to this case from this caller, held against the description."""
    headers = {"Authorization": f"Bearer {caller.token}"} if caller.token else {}
    headers |= {"Kiosk-Staff": caller.session} if caller.session else {}
    bad = not good and case.meta.generation.mode.is_negative
    answer = case.call(base_url=f"http://127.0.0.1:{caller.port}", headers=headers, timeout=20)
    case.validate_response(answer, checks=[*CHECKS, negative_data_rejection] if bad else CHECKS)
    return answer


@pytest.mark.timeout(240)
def test_made_up_requests_get_what_the_description_promises(life: Life, described: dict[str, Any]) -> None:
    seen: dict[str, Counter[int]] = {}
    for name, operation in operations_of(described):
        if name == "signOut":
            continue  # it would end the session of all others
        raw = operation.definition.raw
        made = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        if raw.get("requestBody") or raw.get("parameters"):
            made = made | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        counted = seen.setdefault(name, Counter())

        def one(case: Any, name: str = name, counted: Counter[int] = counted) -> None:
            good = case.meta.generation.mode.is_positive  # asked before a key is put over it
            if good:
                case.body = with_key(case.body)
            counted[sent(case, life.caller(name), good=good).status_code] += 1

        bounded(10, made, one)
    bodies = [counted for name, counted in seen.items() if name not in {"getCursors", "health"}]
    assert sum(sum(counted.values()) for counted in bodies) > 150
    assert not any({403, 500, 503} & set(counted) for counted in bodies)
    assert sum(counted[400] for counted in bodies) > 50
    assert life.admin.ticket().status in {201, 409}  # a made-up day may have been closed, a made-up hour set
    assert life.admin.get("/v1/snapshot?scope=hall").status == 200


@pytest.mark.timeout(240)
def test_every_operation_succeeds_with_true_values_and_is_refused_to_everybody_else(
    life: Life, described: dict[str, Any]
) -> None:
    stranger = life.house.served.client()
    for name, operation in operations_of(described):
        raw = operation.definition.raw
        done: list[int] = []

        def one(case: Any, name: str = name, raw: Any = raw, done: list[int] = done) -> None:
            values = life.true(name)
            case.path_parameters = {**(case.path_parameters or {}), **values.path}
            if raw.get("requestBody"):
                case.body = with_key({**case.body, **(values.body or {})})
            caller = life.caller(name)
            right = life.operation(name)
            refused = {"no_token": stranger} if right.right else {}
            refused |= {"no_right": life.board} if life.board_may_not(name) else {}
            if right.staff:
                refused |= {"sign_in_needed": life.house.served.client(caller.token)}
            for code, other in refused.items():
                assert sent(case, other, good=True).json()["error"]["code"] == code, name
            done.append(sent(case, caller, good=True).status_code)

        bounded(3, operation.as_strategy(generation_mode=GenerationMode.POSITIVE), one)
        if name not in ONCE:
            assert any(200 <= status < 300 for status in done), (name, done)
