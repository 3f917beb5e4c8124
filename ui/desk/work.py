"""The desk's own memory: who is signed in, which command is under way, what must be told; plain Python, no rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.ids import new_key
from ui.desk.courier import Order, Reply
from ui.desk.view import DeskState

SLOW_S = 1.0
# action -> the last part of POST /v1/desks/{n}/...
DESK_ACTIONS = {
    "open": "open",
    "close": "close",
    "callNext": "call-next",
    "callChosen": "call",
    "recall": "recall",
    "start": "start",
    "finish": "finish",
    "noShow": "no-show",
}
NO_ANSWER = "no_answer"
SESSION_ENDED = "sign_in_needed"


@dataclass(frozen=True)
class Notice:
    """One sentence for the operator: a refusal's code, `no_answer`, or something done (`told`)."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    told: bool = False


@dataclass(frozen=True)
class Pending:
    """The command under way, and since when by the monotonic clock, seconds."""

    action: str
    since: float


class Work:
    """Turns presses into orders and replies into what the screen shows; called on the GUI thread alone.

    One command is under way at a time: a second press does nothing. A command whose answer was lost keeps its key,
    so pressing again asks the hub for the same deed; any answer, or a change of the desk, makes it a new deed.
    """

    def __init__(
        self, desk: int, send: Callable[[Order], None], mono: Callable[[], float], key: Callable[[], str] = new_key
    ) -> None:
        self.desk = desk
        self.session = ""
        self.login = ""
        self.name = ""
        self.notice: Notice | None = None
        self.pending: Pending | None = None
        self._send = send
        self._mono = mono
        self._key = key
        self._unanswered: dict[tuple[str, str], str] = {}
        self._leaving = False
        self._seen = DeskState()

    @property
    def signed_in(self) -> bool:
        return bool(self.session)

    def slow(self) -> bool:
        """The command under way has taken more than a second."""
        return self.pending is not None and self._mono() - self.pending.since >= SLOW_S

    def sign_in(self, login: str, pin: str) -> bool:
        """Ask for a session. The PIN is not kept."""
        if self.pending or self.session or not (login and pin):
            return False
        return self._begin("signIn", Order("signIn", "/v1/sign-in", {"login": login, "pin": pin}))

    def sign_out(self, desk: DeskState, *, link: bool) -> bool:
        """Leave: an open desk without a visitor is closed first, so that nobody waits for an empty chair.

        Without a hub the session is forgotten here at once: nobody is kept signed in by a fault.
        """
        if self.pending or not self.session:
            return False
        if not link:
            self._end(None)
            return True
        self._leaving = desk.open and not desk.ticket
        return self._command("close", "") if self._leaving else self._sign_out()

    def press(self, action: str, ticket: str = "") -> bool:
        """Begin a desk command about this ticket (its id, or "" when it is about none)."""
        if self.pending or not self.session:
            return False
        self._leaving = False
        return self._command(action, ticket)

    def reprint(self, ticket: str) -> bool:
        """Ask the terminal that issued this ticket for a copy."""
        return not self.pending and bool(self.session) and self._command("reprint", ticket)

    def answer_help(self, call: str) -> bool:
        """Tell the visitor at the terminal that somebody is coming."""
        return not self.pending and bool(self.session) and self._command("helpGo", call)

    def reply(self, reply: Reply) -> str:
        """Take an answer; gives what to do next: "open" after signing in, which takes over an open desk."""
        action = reply.order.name
        self.pending = None
        if not reply.status:
            self._leaving = False
            if action == "signOut":
                self._end(None)
            else:
                self.notice = Notice(NO_ANSWER)
            return ""
        self._unanswered.clear()
        if not reply.done:
            return self._refused(reply)
        if action == "signIn":
            return self._signed_in(reply)
        if action == "signOut":
            self._end(None)
        elif action == "close" and self._leaving:
            self._sign_out()
        elif action in {"reprint", "helpGo"}:
            self.notice = Notice(action, told=True)
        return ""

    def desk_changed(self, desk: DeskState) -> None:
        """The feed shows the desk in a new state: what was asked and never answered is a thing of the past."""
        if desk != self._seen:
            self._seen = desk
            self._unanswered.clear()
            if self.notice and self.notice.code == NO_ANSWER:
                self.notice = None

    def _signed_in(self, reply: Reply) -> str:
        session = reply.body.get("session")
        if not isinstance(session, str) or not session:
            self.notice = Notice("not_understood")
            return ""
        self.session = session
        self.login = str(reply.body.get("login", ""))
        self.name = str(reply.body.get("name", ""))
        return "open"

    def _refused(self, reply: Reply) -> str:
        self._leaving = False
        if reply.order.name == "signOut" or reply.code == SESSION_ENDED:
            self._end(None if reply.order.name == "signOut" else Notice("session_ended"))
        else:
            self.notice = Notice(reply.code, reply.values)
        return ""

    def _end(self, notice: Notice | None) -> None:
        self.session = self.login = self.name = ""
        self._leaving = False
        self.notice = notice

    def _sign_out(self) -> bool:
        return self._begin("signOut", Order("signOut", "/v1/sign-out", {}, staff=self.session))

    def _command(self, action: str, ticket: str) -> bool:
        body: dict[str, str] = {}
        if action == "reprint":
            path = f"/v1/tickets/{ticket}/reprint"
        elif action == "helpGo":
            path = f"/v1/help/{ticket}/answer"
        else:
            path = f"/v1/desks/{self.desk}/{DESK_ACTIONS[action]}"
            body = {"ticket": ticket} if ticket else {}
        key = self._unanswered.setdefault((action, ticket), self._key())
        return self._begin(action, Order(action, path, body, key=key, staff=self.session))

    def _begin(self, action: str, order: Order) -> bool:
        self.notice = None
        self.pending = Pending(action, self._mono())
        self._send(order)
        return True
