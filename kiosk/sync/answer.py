"""What comes back from a server: an answer, or the way in which none came."""

import email.utils
import json
import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kiosk.refusal import Refusal

MAX_ANSWER: Final = 16 * 1024 * 1024
PIECE: Final = 65_536
MAX_WAIT: Final = 600.0


class LinkDown(Exception):
    """No answer came: whether the server did anything is not known. `why`: refused, timeout, tls, broken, rubbish."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why


@dataclass(frozen=True)
class Answer:
    """What the server said. `body` is its JSON ({} when there is none); `refusal` when it names a reason."""

    status: int
    body: Any = field(default_factory=dict)
    refusal: Refusal | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def retry_after(self) -> float:
        """Seconds the server asks to wait; 0 when it does not."""
        return retry_after(self.headers)


class Streaming(NamedTuple):
    """The beginning of an endless answer."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds of a Retry-After header, given as seconds or as a date; 0 without one, at most ten minutes."""
    value = headers.get("retry-after", "")
    try:
        wait = float(value)
    except ValueError:
        until = email.utils.parsedate_tz(value)
        wait = email.utils.mktime_tz(until) - time.time() if until else 0.0
    return min(max(wait, 0.0), MAX_WAIT) if math.isfinite(wait) else 0.0


def pieces(response: requests.Response, deadline: float | None) -> Iterator[bytes]:
    """The body as it arrives. A server that drips is cut off at the deadline (monotonic seconds)."""
    size = 0
    try:
        while piece := response.raw.read1(PIECE):
            yield piece
            size += len(piece)
            if deadline is not None and time.monotonic() > deadline:
                raise LinkDown("timeout", "the answer drips")
            if deadline is not None and size > MAX_ANSWER:
                raise LinkDown("rubbish", "the answer is too long")
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise down(error) from error


def down(error: Exception) -> LinkDown:
    """Which kind of silence it was."""
    if isinstance(error, requests.exceptions.SSLError):
        return LinkDown("tls", str(error))
    if isinstance(error, requests.Timeout | ReadTimeoutError | TimeoutError):
        return LinkDown("timeout")
    if isinstance(error, requests.ConnectionError) and "NewConnectionError" in repr(error):
        return LinkDown("refused")
    return LinkDown("broken", type(error).__name__)


def answer_of(response: requests.Response, raw: bytes) -> Answer:
    status = response.status_code
    headers = {name.lower(): value for name, value in response.headers.items()}
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError) as error:
        if 200 <= status < 300:
            raise LinkDown("rubbish", "the answer is not JSON") from error
        body = {}
    return Answer(status, body, None if 200 <= status < 300 else _refusal(body), headers)


def _refusal(body: Any) -> Refusal | None:
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict) or not isinstance(error.get("code"), str):
        return None
    values = error.get("values")
    kept = values.items() if isinstance(values, dict) else ()
    return Refusal(error["code"], {str(k): v for k, v in kept if isinstance(v, str | int)})
