"""No body larger than 1 MiB is ever read to its end, whatever its header says."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.refusal import Refusal
from kiosk.server.refused import refused

BODY_LIMIT = 1 << 20


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
