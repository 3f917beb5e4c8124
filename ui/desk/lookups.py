"""What the desk asks beside its commands: names of services, and how far the hub's clock is from ours."""

from collections.abc import Callable
from datetime import timedelta

from kiosk.clock import Clock, from_us
from ui.desk.courier import Order, Reply
from ui.desk.names import Names

CATALOGUE = Order("catalogue", "/v1/catalogue")
HEALTH = Order("health", "/v1/health")
AGAIN_US = 300_000_000
SOON_US = 10_000_000
TRUSTED_US = 2_000_000


class Lookups:
    """Asks again when the hub comes back, when its settings change, and for its clock every five minutes.

    `offset` is what must be added to this machine's clock to get the hub's; nothing waits for any answer.
    """

    def __init__(self, ask: Callable[[Order], None], names: Names, clock: Clock) -> None:
        self.offset = timedelta()
        self._ask = ask
        self._names = names
        self._clock = clock
        self._link = False
        self._version: object = None
        self._next_us = 0
        self._sent_us: int | None = None
        self._named = False

    def hub_seen(self, link: bool, version: object) -> None:
        """The feed's news: connected or not, and the version of the hall's settings."""
        if link and (not self._link or version != self._version):
            self._version = version
            self._named = False
            self._ask(CATALOGUE)
            self._next_us = 0
        self._link = link
        self.tick()

    def tick(self) -> None:
        """Time has passed."""
        now = self._clock.mono_us()
        if not self._link or self._sent_us is not None or now < self._next_us:
            return
        self._sent_us = now
        self._ask(HEALTH)
        if not self._named and self._next_us:
            self._ask(CATALOGUE)

    def take(self, reply: Reply) -> bool:
        """Take an answer if it is one of ours."""
        if reply.order.name == CATALOGUE.name:
            self._named = (reply.done and self._names.take(reply.body)) or self._named
        elif reply.order.name == HEALTH.name:
            self._set_clock(reply)
        else:
            return False
        return True

    def _set_clock(self, reply: Reply) -> None:
        sent, now = self._sent_us or 0, self._clock.mono_us()
        self._sent_us = None
        theirs = reply.body.get("now_us")
        good = reply.done and isinstance(theirs, int) and now - sent <= TRUSTED_US
        if good and isinstance(theirs, int):
            try:
                self.offset = from_us(theirs + (now - sent) // 2) - self._clock.now()
            except (OverflowError, ValueError):
                good = False
        self._next_us = now + (AGAIN_US if good and self._named else SOON_US)
