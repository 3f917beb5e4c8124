"""Opens the door of an operation in an application: caller and body are checked before its function is called."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kiosk.access.access import Access
from kiosk.access.door import Caller, caller
from kiosk.refusal import Refusal
from kiosk.server.http import JsonAnswer, parse, refused
from kiosk.server.operation import Operation, described, responses


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed its door: its caller (None at open doors) and its checked body (None without one)."""

    request: Request
    caller: Caller | None
    body: Any

    @property
    def who(self) -> Caller:
        """The caller of a guarded operation."""
        if self.caller is None:
            raise LookupError("an open door has no caller")
        return self.caller


Handler = Callable[[Call], Awaitable[Response]]


class Host(Protocol):
    """The server behind the doors."""

    @property
    def access(self) -> Access: ...

    def note_refusal(self, request: Request, refusal: Refusal, /) -> None:
        """See to it that a missing right gets into the audit lane."""


class LeanRoute(APIRoute):
    """A route whose endpoint takes the request and gives the response: nothing is injected or serialised in between."""

    def get_route_handler(self) -> Any:
        return self.endpoint


def add(app: FastAPI, host: Host, operation: Operation, handler: Handler) -> None:
    """Open the door `operation` in `app`; `handler` is called when everything about the request is in order."""
    adapter = TypeAdapter[Any](operation.body) if operation.body else None
    right = operation.right

    async def endpoint(request: Request) -> Response:
        try:
            who = caller(host.access, request, right) if right is not None else None
            body = parse(adapter, await request.body()) if adapter is not None else None
            return await handler(Call(request, who, body))
        except ClientDisconnect:
            return Response(status_code=400)  # it went away in the middle of its body: nobody reads this
        except Refusal as refusal:
            host.note_refusal(request, refusal)
            return refused(refusal)

    app.router.add_api_route(
        operation.path,
        endpoint,
        methods=[operation.method],
        response_model=None,
        route_class_override=LeanRoute,
        operation_id=operation.name,
        name=operation.name,
        tags=[operation.tag],
        summary=operation.summary,
        status_code=min(operation.answers, default=200),
        responses=responses(operation),
        openapi_extra=described(operation),
    )
    app.state.operations = [*getattr(app.state, "operations", []), operation]


def shown(content: Any, status: int = 200) -> Response:
    """A plain JSON answer that needs no writer."""
    return JsonAnswer(content, status)
