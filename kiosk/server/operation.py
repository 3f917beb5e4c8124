"""One operation of the API in words: who may, what the body is, what the answers look like, and its OpenAPI."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from kiosk.refusal import Refusal
from kiosk.server.http import status_of

COMMON = ("bad_request", "not_saved")
GUARDED = ("no_token", "bad_token", "no_right")


@dataclass(frozen=True)
class Operation:
    """`right` is the operation's line in the table of rights; None is an open door.

    `answers`: status -> model and example. `refusals` names the codes that only this operation gives; those common to
    all are added.
    """

    method: str
    path: str
    name: str
    tag: str
    summary: str
    right: str | None
    body: type[BaseModel] | None = None
    answers: Mapping[int, tuple[type[BaseModel] | Mapping[str, Any] | None, Any]] = field(default_factory=dict)
    refusals: Sequence[str] = ()
    parameters: Sequence[Mapping[str, Any]] = ()
    staff: bool = False
    media_type: str = "application/json"
    raw_body: Mapping[str, Any] | None = None
    example: Any = None


def described(operation: Operation) -> dict[str, Any]:
    """Body, parameters and security for the OpenAPI, which cannot be read off the endpoint's signature."""
    extra: dict[str, Any] = {}
    if operation.body is not None:
        content: dict[str, Any] = {"schema": schema_of(operation.body), "example": example_of(operation)}
        extra["requestBody"] = {"required": True, "content": {"application/json": content}}
    if operation.raw_body is not None:
        extra["requestBody"] = {"required": True, "content": {"application/json": dict(operation.raw_body)}}
    if operation.parameters:
        extra["parameters"] = [dict(parameter) for parameter in operation.parameters]
    if operation.right is None:
        extra["security"] = []
    else:
        extra["security"] = [{"device": [], "staff": []}] if operation.staff else [{"device": []}]
    return extra


def responses(operation: Operation) -> dict[int | str, dict[str, Any]]:
    """Every documented answer with its schema and example."""
    found: dict[int | str, dict[str, Any]] = {}
    for status, (model, shown_) in operation.answers.items():
        found[status] = {"description": operation.summary}
        if model is not None:
            found[status]["content"] = {operation.media_type: {"schema": schema_of(model), "example": shown_}}
    codes = [*operation.refusals, *(COMMON if operation.method != "GET" or operation.parameters else ())]
    codes += GUARDED if operation.right else ()
    codes += ("sign_in_needed",) if operation.staff else ()
    codes += ("too_large",) if operation.body else ()
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(status_of(Refusal(code)), []).append(code)
    for status, names in sorted(by_status.items()):
        examples = {code: {"value": Refusal(code).as_json()} for code in names}
        content = {"schema": {"$ref": "#/components/schemas/Refused"}, "examples": examples}
        found[status] = {"description": ", ".join(names), "content": {"application/json": content}}
    return found


def example_of(operation: Operation) -> Any:
    """The example of the body: the operation's own, else the model's."""
    if operation.example is not None or operation.body is None:
        return operation.example
    extra = operation.body.model_config.get("json_schema_extra")
    return extra["examples"][0] if isinstance(extra, dict) and isinstance(extra["examples"], list) else None


def schema_of(model: type[BaseModel] | Mapping[str, Any]) -> dict[str, Any]:
    """A reference to a model among the components, or a schema written by hand."""
    if isinstance(model, Mapping):
        return dict(model)
    return {"$ref": f"#/components/schemas/{model.__name__}"}
