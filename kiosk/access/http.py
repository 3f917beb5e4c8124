"""What every door of the hub and of the centre has in common: bodies, refusals, and how each becomes an answer."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.refusal import Refusal

BODY_LIMIT = 1 << 20
# Refusals that are not of a hall's rules (those are 409): what the caller got wrong, or must wait for.
STATUS: dict[str, int] = {
    "bad_request": 400,
    "no_token": 401,
    "bad_token": 401,
    "sign_in_needed": 401,
    "sign_in_wrong": 401,
    "code_unknown": 401,
    "no_right": 403,
    "not_found": 404,
    "device_unknown": 404,
    "staff_unknown": 404,
    "no_method": 405,
    "too_large": 413,
    "bad_envelope": 422,
    "chain_broken": 422,
    "no_epoch_start": 422,
    "fork": 422,
    "quarantined": 422,
    "foreign_origin": 422,
    "locked": 423,
    "wait": 429,
    "too_often": 429,
    "internal": 500,
    "not_saved": 503,
    "busy": 503,
    "starting": 503,
}
REFUSED_BY_FRAMEWORK = {404: "not_found", 405: "no_method", 413: "too_large"}

OnRefused = Callable[[Request, Refusal], None]
T = TypeVar("T")
log = logging.getLogger(__name__)


class JsonAnswer(Response):
    """Compact JSON in UTF-8 with letters as themselves."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(refusal.code, 409)


def refused(refusal: Refusal, status: int | None = None) -> JsonAnswer:
    """The answer that carries a refusal; `values.seconds` also goes into `Retry-After`."""
    status = status or status_of(refusal)
    headers = {}
    if status in {429, 503}:
        headers["Retry-After"] = str(refusal.values.get("seconds", 1))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JsonAnswer(refusal.as_json(), status, headers)


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
    log.error("a request failed", extra={"route": request.url.path, "cause": type(error).__name__})
    return refused(Refusal("internal"))


class BodyLimit:
    """Stops reading a body at 1 MiB, whatever its header says, and answers 413."""

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = _content_length(scope)
        if said is None and not _chunked(scope):
            await self._app(scope, receive, send)  # no body at all: the common GET
        elif said is not None and said > self._limit:
            await _too_large(scope, receive, send)
        elif said is not None:
            await self._app(scope, receive, send)  # the server never reads more than the header said
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        seen, over, started = 0, False, False

        async def counted() -> Message:
            nonlocal seen, over
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                over = True
                raise Refusal("too_large", {"limit": self._limit})
            return message

        async def once(message: Message) -> None:
            nonlocal started
            if not over or started:
                started = True
                await send(message)

        try:
            await self._app(scope, counted, once)
        except Refusal:
            if not over:
                raise
        if over and not started:
            await _too_large(scope, receive, send)


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    answer = refused(Refusal("too_large", {"limit": BODY_LIMIT}))
    answer.headers["Connection"] = "close"  # the rest of the body is never read
    await answer(scope, receive, send)


def _content_length(scope: Scope) -> int | None:
    found = next((value for name, value in scope["headers"] if name == b"content-length"), None)
    return int(found) if found is not None and found.isdigit() else None


def _chunked(scope: Scope) -> bool:
    return any(name == b"transfer-encoding" for name, _ in scope["headers"])
