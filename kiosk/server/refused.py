"""How a refusal, or any other plain JSON, goes out over HTTP."""

import json
from typing import Any

from starlette.responses import Response

from kiosk.refusal import Refusal

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
