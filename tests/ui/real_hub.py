"""A real hub as a process of its own, with its first administrator and whatever devices a test enrols."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.access.identity import Identity
from kiosk.ids import new_key
from kiosk.sync.link import HubLink

PIN = "402913"
STARTS_S = 30.0


class RealHub:
    """One hub; `stop` and `start` are what a person does to its process, its state stays."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self._process: subprocess.Popen[str] | None = None
        ready = self.start()
        body = {"code": ready["first_administrator_code"], "login": "admin", "name": "Админ А.", "pin": PIN}
        given = self.said(HubLink(self.url).post("/v1/first-administrator", body))
        self.console = HubLink(self.url, given["device"]["token"])
        self.session: str = given["session"]

    def start(self) -> dict[str, Any]:
        """Start the process and wait for its ready line; a restart comes back on the same port."""
        port = self.url.rpartition(":")[2] or "0"
        argv = [sys.executable, "-m", "kiosk", "hub", "--state", str(self.folder), "--port", port]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env=environment)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the hub ended before it was ready"
        ready: dict[str, Any] = json.loads(line)
        self.url = ready["url"]
        return ready

    def stop(self) -> None:
        """SIGTERM, and wait."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(STARTS_S)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def said(self, answer: Any) -> Any:
        assert answer.ok, f"{answer.status} {answer.refusal or answer.body}"
        return answer.body

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """A command of the administrator."""
        return self.said(self.console.post(path, body, staff=self.session))

    def enrol(
        self, state: Path, role: str, *, desk: int | None = None, place: Mapping[str, str] | None = None
    ) -> HubLink:
        """Enrol a device, keep its identity in `state`, and give its link."""
        code = self.post("/v1/enrolments", {"role": role, "place": dict(place or {}), "desk": desk})["code"]
        given = self.said(HubLink(self.url).post("/v1/enrol", {"code": code}))
        Identity(given["id"], given["role"], given["token"], self.url, given.get("code") or "").save(state)
        return HubLink(self.url, given["token"])

    def operator(self, login: str, name: str) -> None:
        self.post("/v1/staff", {"login": login, "name": name, "role": "operator", "pin": PIN})

    def ticket(self, service: str = "pass-20-45") -> dict[str, Any]:
        """A visitor takes a ticket."""
        body = {"key": new_key(), "service": service, "purpose": "apply", "language": "ru"}
        found: dict[str, Any] = self.post("/v1/tickets", body)["ticket"]
        return found

    def desk(self, number: int, action: str, **body: object) -> Any:
        """A command at a desk, given by the administrator's console."""
        return self.post(f"/v1/desks/{number}/{action}", {"key": new_key(), **body})


@contextmanager
def running_hub(folder: Path) -> Iterator[RealHub]:
    hub = RealHub(folder)
    try:
        yield hub
    finally:
        hub.stop()
