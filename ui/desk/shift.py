"""One desk during a shift, without Qt: the feed and the commands together, and which keys can be pressed now."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from kiosk.clock import Clock
from kiosk.sync.feed import FeedState
from kiosk.zones import zone_of
from ui.desk import alerts, view
from ui.desk.courier import Order, Reply
from ui.desk.lookups import Lookups
from ui.desk.names import Names
from ui.desk.work import Work

BIG = frozenset({"open", "callNext", "start", "finish"})
WITH_CALLED = frozenset({"recall", "noShow"})


class Shift:
    """`send` takes commands, `ask` takes questions; both return at once, and the replies come to `take_reply`."""

    def __init__(
        self, desk: int, send: Callable[[Order], None], ask: Callable[[Order], None], names: Names, clock: Clock
    ) -> None:
        self.number = desk
        self.work = Work(desk, send, lambda: clock.mono_us() / 1_000_000)
        self.names = names
        self.link = False
        self.problem = ""
        self.zone: tzinfo | None = None
        self.desk = view.DeskState()
        self.guest: view.Visitor | None = None
        self.line: tuple[view.Waiting, ...] = ()
        self.hall: Mapping[str, Any] = {}
        self.troubles: tuple[alerts.Trouble, ...] = ()
        self.calls: tuple[alerts.HelpCall, ...] = ()
        self._clock = clock
        self._lookups = Lookups(ask, names, clock)

    def now(self) -> datetime:
        """This moment by the hub's clock, as well as it is known."""
        return self._clock.now() + self._lookups.offset

    def take_feed(self, state: FeedState) -> None:
        """The newest state of the hall."""
        entities = state.entities
        self.link = state.connected
        self.problem = state.problem
        self.hall = view.of(entities, "hall").get("hall", {})
        self.zone = zone_of(self.hall.get("time_zone"), self.zone)
        self.desk = view.desk_state(entities, self.number)
        self.guest = view.visitor(entities, self.desk.ticket)
        self.line = view.line(entities, self.desk)
        self.troubles = alerts.troubles(entities)
        self.calls = alerts.help_calls(entities)
        self.work.desk_changed(self.desk)
        self._lookups.hub_seen(state.connected, self.hall.get("settings_version"))

    def take_reply(self, reply: Reply) -> None:
        """What came of an order or a question."""
        if not self._lookups.take(reply) and (follow := self.work.reply(reply)):
            self.work.press(follow)

    def tick(self) -> None:
        """A second has passed."""
        self._lookups.tick()

    def trouble(self) -> str:
        """Why there is no link: starting, link, bad_token, no_right; "" while there is one."""
        return "" if self.link else self.problem or "starting"

    def action(self) -> str:
        """What the big key does now."""
        return view.next_action(self.desk, self.guest)

    def reason(self) -> str:
        """Why the big key cannot be pressed: starting, link, empty; "" when it can."""
        if not self.link:
            return "starting" if self.trouble() == "starting" else "link"
        return "empty" if self.action() == "callNext" and not self.line else ""

    def possible(self, action: str, chosen: str = "") -> bool:
        """Whether this key can be pressed now; the hub has the last word."""
        if not self.work.signed_in or self.work.pending:
            return False
        if action == "signOut":
            return True
        if not self.link:
            return False
        guest = self.guest
        if action in BIG:
            return action == self.action() and not self.reason()
        if action in WITH_CALLED:
            return guest is not None and not guest.serving
        if action == "callChosen":
            return self.desk.open and guest is None and bool(chosen)
        if action == "reprint":
            return guest is not None or bool(chosen)
        if action == "helpGo":
            return bool(self.calls)
        return action == "pause" and guest is None

    def act(self) -> bool:
        """Press the big key."""
        action = self.action()
        return self.possible(action) and self.work.press(action, self.guest.ticket if self.guest else "")

    def press(self, action: str, chosen: str = "") -> bool:
        """Press one of the other keys: recall, noShow, callChosen, pause, reprint, helpGo, signOut."""
        if not self.possible(action, chosen):
            return False
        guest = self.guest.ticket if self.guest else ""
        if action == "signOut":
            return self.work.sign_out(self.desk, link=self.link)
        if action == "reprint":
            return self.work.reprint(guest or chosen)
        if action == "helpGo":
            return self.work.answer_help(self.calls[0].id)
        if action == "pause":
            return self.work.press("close" if self.desk.open else "open")
        return self.work.press(action, chosen if action == "callChosen" else guest)
