"""Brings a hall to where an operation of the API succeeds, and says who calls it and with which true values."""

import json
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.access.rights import RIGHTS, Kind
from kiosk.clock import SystemClock
from kiosk.journal.event import Draft
from kiosk.journal.journal import Journal
from kiosk.server.operation import Operation
from kiosk.sync.wire import write_batch
from tests.hub.conftest import PASSPORT, PIN, Client, House, new_key

DESK = 1
TERMINALS = {"grantNumber", "leaseBlock", "askHelp", "putStatus", "postEvents", "getCursors"}
CALLED = {"recall", "startServing", "finish", "noShow"}


class Values(NamedTuple):
    """What goes over a generated request: parts of its path, fields of its body."""

    path: dict[str, Any]
    body: dict[str, Any] | None


class Life:
    """One hall with a terminal that keeps a journal, a desk with its operator, and an administrator's console."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.admin = house, house.admin
        self.terminal, self.desk, self.board = house.enrol("terminal"), house.desk(3), house.enrol("board")
        self.journal = Journal.open(folder / "terminal.db", self.terminal.id, SystemClock())
        self.epoch, _ = self.journal.cursor(self.terminal.id, "ops")
        self.sent = 0
        self.people = 0

    def caller(self, name: str) -> Client:
        """Who may do this operation."""
        if name in {"signIn", "signOut"}:
            return self.desk
        return self.terminal if name in TERMINALS else self.admin

    def operation(self, name: str) -> Operation:
        """What the server says of this operation."""
        found: Operation = next(one for one in self.house.served.app.state.operations if one.name == name)
        return found

    def board_may_not(self, name: str) -> bool:
        """Whether the operation is more than a board may do."""
        right = self.operation(name).right
        return right is not None and Kind.BOARD not in RIGHTS[right].devices

    def true(self, name: str) -> Values:
        """Values with which the operation succeeds now."""
        path, body = self._path(name), self._body(name)
        if name in CALLED:
            body = {"ticket": self._called()}
            if name == "finish":
                self._done(f"/v1/desks/{DESK}/start", **body)
        return Values(path, body)

    def _path(self, name: str) -> dict[str, Any]:
        match name:
            case "openDesk" | "closeDesk" | "callNext" | "callTicket" | "recall" | "startServing" | "finish" | "noShow":
                self._idle()
                return {"desk": DESK}
            case "cancelTicket":
                return {"ticket": self._waiting()}
            case "reprintTicket":
                return {"ticket": self._issued_at_the_terminal()}
            case "answerHelp" | "closeHelp":
                return {"help": self.terminal.command("/v1/help").body["id"]}
            case "revokeDevice":
                return {"device": self.house.enrol("board").id}
            case "resetStaff" | "disableStaff":
                self.house.staff(self._login())
                return {"login": f"person{self.people}"}
        return {}

    def _body(self, name: str) -> dict[str, Any] | None:
        visit = {"service": PASSPORT, "purpose": "apply"}
        match name:
            case "issueTicket":
                return visit
            case "grantNumber":
                return {**visit, "ticket": str(uuid.uuid4())}
            case "leaseBlock":
                return {"letter": "П"}
            case "openDesk":
                return {"services": None}
            case "callTicket":
                return {"ticket": self._waiting()}
            case "callNext":
                self._waiting()
            case "putSettings":
                now = self.admin.get("/v1/settings").body
                return {"version": now["version"], "settings": now["settings"]}
            case "enrol":
                return {"code": self._code()}
            case "signIn":
                return {"login": "operator3", "pin": PIN}
            case "signOut":
                self.house.sign_in(self.desk, "operator3")
            case "openEnrolment":
                return {"role": "board", "desk": None, "hall": None}
            case "addStaff":
                return {"login": self._login(), "name": "Новая Н. Н.", "pin": PIN}
            case "resetStaff":
                return {"pin": PIN}
            case "postEvents":
                self._issue()
                return self._batch()
        return None

    def _done(self, path: str, **fields: Any) -> Any:
        said = self.admin.command(path, **fields)
        assert said.status in {200, 201}, (path, said.raw)
        return said.body

    def _code(self) -> str:
        return str(self.admin.post("/v1/enrolments", {"role": "board", "place": {}, "desk": None}).body["code"])

    def _login(self) -> str:
        self.people += 1
        return f"person{self.people}"

    def _waiting(self) -> str:
        return str(self.admin.ticket().body["ticket"]["id"])

    def _idle(self) -> None:
        """The desk is open, and nobody is at it."""
        held = self._done(f"/v1/desks/{DESK}/open")["desk"]["ticket"]
        if held:
            self.admin.command(f"/v1/desks/{DESK}/start", ticket=held)
            self._done(f"/v1/desks/{DESK}/finish", ticket=held)

    def _called(self) -> str:
        return str(self._done(f"/v1/desks/{DESK}/call", ticket=self._waiting())["ticket"]["id"])

    def _issue(self) -> str:
        ticket = str(uuid.uuid4())
        body = {"number": f"П{999 - self.sent}", "service": PASSPORT, "purpose": "apply", "language": "ru"}
        body |= {"day": self.terminal.get("/v1/health").body["hall_day"], "source": "block"}
        with self.journal.transaction():
            self.journal.append("ops", [Draft("ticket.issued", {**body, "granted": None}, ticket)])
        return ticket

    def _batch(self) -> dict[str, Any]:
        events = self.journal.read(self.terminal.id, "ops", self.epoch, self.sent)
        self.sent = events[-1].seq
        found: dict[str, Any] = json.loads(write_batch(events)[0])
        return found

    def _issued_at_the_terminal(self) -> str:
        ticket = self._issue()
        said = self.terminal.post("/v1/events", self._batch())
        assert said.status == 200, said.raw
        return ticket


def with_key(body: Any) -> Any:
    """The same body under a key of its own: a key sent again is another matter, and has its own tests."""
    return {**body, "key": new_key()} if isinstance(body, dict) and "key" in body else body
