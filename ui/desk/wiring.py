"""The desk's threads around its model: the feed, one courier for commands, one for questions."""

from pathlib import Path

from kiosk.clock import Clock
from kiosk.sync.feed import Feed
from kiosk.sync.link import HubLink
from kiosk.texts import Texts
from ui.desk.courier import Courier, Reply
from ui.desk.model import DeskModel
from ui.desk.names import Names
from ui.desk.shift import Shift


class Wiring:
    """Make it on the GUI thread, show `model`, `start`; `stop` ends all threads within a second or two."""

    def __init__(self, desk: int, link: HubLink, state: Path, texts: Texts, clock: Clock) -> None:
        self._link = link
        self._commands = Courier(link, self._took)
        self._questions = Courier(link, self._took)
        shift = Shift(desk, self._commands.send, self._questions.send, Names(state), clock)
        self.model = DeskModel(shift, texts)
        self._feed = Feed(link, "desk", lambda found, _: self.model.post_feed(found), cache_path=state / "desk.json")

    def start(self) -> None:
        for part in (self._commands, self._questions, self._feed):
            part.start()

    def stop(self) -> None:
        self._feed.stop()
        self._link.close()
        self._commands.stop()
        self._questions.stop()

    def _took(self, reply: Reply) -> None:
        self.model.post_reply(reply)
