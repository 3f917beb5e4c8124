"""What every door of the hub and of the centre has in common: bodies, refusals, and how each becomes an answer."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kiosk.refusal import Refusal
from kiosk.server.body_limit import BODY_LIMIT, BodyLimit
from kiosk.server.refused import STATUS, JsonAnswer, refused, status_of

__all__ = [
    "BODY_LIMIT",
    "STATUS",
    "BodyLimit",
    "JsonAnswer",
    "bad_request",
    "body_of",
    "guard_app",
    "parse",
    "refused",
    "status_of",
]
REFUSED_BY_FRAMEWORK = {404: "not_found", 405: "no_method", 413: "too_large"}

OnRefused = Callable[[Request, Refusal], None]
T = TypeVar("T")
log = logging.getLogger(__name__)


def parse(adapter: TypeAdapter[T], raw: bytes) -> T:
    """A body as its model. Raises Refusal `bad_request` that names the place and what was expected, never the value."""
    try:
        return adapter.validate_json(raw)
    except ValidationError as error:
        raise bad_request(error.errors(include_url=False, include_context=False, include_input=False)) from None


def bad_request(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """The refusal for pydantic's list of errors: the first one, and how many there were."""
    first = errors[0]
    where = ".".join(str(part) for part in first.get("loc", ()) if part != "body")[:200]
    why = str(first.get("msg", ""))[:200].encode("utf-8", "replace").decode()
    return Refusal("bad_request", {"where": where, "why": why, "problems": len(errors)})


async def body_of(request: Request, adapter: TypeAdapter[T]) -> T:
    """Read and check a JSON body; raises Refusal `bad_request`."""
    return parse(adapter, await request.body())


def guard_app(app: FastAPI, on_refused: OnRefused | None = None) -> None:
    """Give an application the common limits and answers. `on_refused` sees every raised refusal, for the audit lane."""

    async def on_refusal(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        if on_refused is not None:
            on_refused(request, error)
        return refused(error)

    app.add_middleware(BodyLimit)
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_bug)


async def _on_invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return refused(bad_request(error.errors()))


async def _on_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = REFUSED_BY_FRAMEWORK.get(error.status_code, "bad_request")
    answer = refused(Refusal(code), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def _on_bug(request: Request, error: Exception) -> Response:
    # The pattern of the address, never the address itself: a login may stand in it.
    route = getattr(request.scope.get("route"), "path", "")
    log.error("a request failed", extra={"route": route, "cause": type(error).__name__})
    return refused(Refusal("internal"))
