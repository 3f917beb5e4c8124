"""The rest of a server's OpenAPI: the models its operations name, and how a device and a person prove themselves."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.responses import Response

from kiosk.access.door import STAFF_HEADER
from kiosk.server.operation import Operation, described, responses
from kiosk.server.routes import Call, Host, add, shown

SECURITY = {
    "device": {"type": "http", "scheme": "bearer", "description": "the token that enrolment gave this device"},
    "staff": {"type": "apiKey", "in": "header", "name": STAFF_HEADER, "description": "the session that sign-in gave"},
}


def models_of(*modules: ModuleType) -> list[type[BaseModel]]:
    """The models that these modules define themselves."""
    found = (thing for module in modules for thing in vars(module).values())
    return [
        thing
        for thing in found
        if isinstance(thing, type)
        and issubclass(thing, BaseModel)
        and thing.__module__ in {module.__name__ for module in modules}
    ]


def describe(app: FastAPI, models: Iterable[type[BaseModel]]) -> None:
    """Let the application's OpenAPI carry these models as components; what operations say of themselves stays."""
    _, schemas = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            for operation in getattr(app.state, "operations", []):
                # In the operation's own words: the framework drops every null of an example and adds empty answers.
                one = found["paths"][operation.path][operation.method.lower()]
                one["responses"] = {str(status): answer for status, answer in responses(operation).items()}
                one.update(described(operation))
            components = found.setdefault("components", {})
            components["schemas"] = {**components.get("schemas", {}), **schemas.get("$defs", {})}
            components["securitySchemes"] = SECURITY
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


DESCRIPTION = Operation(
    "GET",
    "/v1/openapi.json",
    "description",
    "description",
    "This description",
    "description",
    None,
    {200: ({"type": "object"}, {"openapi": "3.1.0", "paths": {}})},
)


def install_description(app: FastAPI, host: Host) -> None:
    """Serve the OpenAPI to whoever is enrolled; call it after all other doors are open."""

    async def description(_: Call) -> Response:
        return shown(app.openapi())

    add(app, host, DESCRIPTION, description)
