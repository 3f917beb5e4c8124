"""The control API of the fakes: list, look, switch faults, do what a person would do. JSON over HTTP on 127.0.0.1."""

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote

from drivers.fakes.device import FakeDevice, NoSuchThing, NotNow

BODY_LIMIT = 64 * 1024


class Answer(NamedTuple):
    """One HTTP answer."""

    status: int
    body: bytes
    kind: str = "application/json; charset=utf-8"


class BadRequest(Exception):
    """The request cannot be understood; `status` says how."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def as_json(status: int, value: object) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def trouble(status: int, code: str, message: str) -> Answer:
    """An error answer."""
    return as_json(status, {"error": {"code": code, "message": message}})


class Api:
    """Routes: pure of HTTP, so that every one can be called with a method, a path and a body."""

    def __init__(self, devices: Mapping[str, FakeDevice]) -> None:
        self._devices = devices

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """The answer to one request; never raises for what was asked."""
        try:
            parts = path.partition("?")[0].strip("/").split("/")
            return self._route(method, [unquote(part) for part in parts], body)
        except NoSuchThing as error:
            return trouble(404, "not_found", str(error.args[0]))
        except NotNow as error:
            return trouble(409, "not_now", str(error))
        except BadRequest as error:
            return trouble(error.status, error.code, str(error))
        except (ValueError, TypeError) as error:
            return trouble(400, "bad_request", str(error))

    def _route(self, method: str, parts: list[str], body: bytes) -> Answer:
        if parts == ["devices"]:
            self._only(method, "GET")
            return as_json(200, {"devices": [device.about() for device in self._devices.values()]})
        if parts[0] != "devices" or not 2 <= len(parts) <= 4 or parts[1] not in self._devices:
            raise NoSuchThing(f"no such address; devices are: {', '.join(self._devices)}")
        device = self._devices[parts[1]]
        match parts[2:]:
            case []:
                self._only(method, "GET")
            case ["faults", name]:
                self._only(method, "PUT", "DELETE")
                device.fault(name, method == "PUT", _settings(body))
            case ["do", action]:
                self._only(method, "POST")
                device.do(action)
            case _:
                self._only(method, "GET")
                return self._look(device, parts[2:])
        return as_json(200, device.about())

    def _look(self, device: FakeDevice, parts: list[str]) -> Answer:
        match parts:
            case ["ledger"]:
                return as_json(200, device.ledger())
            case ["papers"]:
                return as_json(200, {"papers": device.papers()})
            case ["papers", name]:
                number, _, form = name.partition(".")
                if number.isascii() and number.isdigit() and len(number) < 7 and form in ("png", "json"):
                    if form == "json":
                        return as_json(200, device.paper(int(number)))
                    return Answer(200, device.paper_png(int(number)), "image/png")
        raise NoSuchThing("no such address; there are: ledger, papers, papers/N.png, papers/N.json")

    def _only(self, method: str, *allowed: str) -> None:
        if method not in allowed:
            raise BadRequest(405, "method", f"this address takes {' or '.join(allowed)}")


def _settings(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequest(400, "bad_json", f"the body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadRequest(400, "bad_json", "the body must be an object")
    return value


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        try:
            answer = self.server.api.answer(self.command, self.path, self._body())  # type: ignore[attr-defined]
        except BadRequest as error:
            self.close_connection = True  # what follows of this body would be read as a request
            answer = trouble(error.status, error.code, str(error))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _body(self) -> bytes:
        if "Transfer-Encoding" in self.headers:
            raise BadRequest(411, "length_required", "send the body with a Content-Length")
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit()):
            raise BadRequest(400, "bad_length", "Content-Length is not a number")
        if len(length) > 9 or int(length) > BODY_LIMIT:
            raise BadRequest(413, "too_large", f"at most {BODY_LIMIT} bytes")
        return self.rfile.read(int(length))

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the ledger is the record."""


class ApiServer:
    """The API on a port of 127.0.0.1 (0 = any free one), in a thread of its own."""

    def __init__(self, devices: Mapping[str, FakeDevice], port: int) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._server.daemon_threads = True
        self._server.api = Api(devices)  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, name="fakes-api", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
