"""Calls for help on their way to the hub, on a thread of their own: a slow hub never delays a ticket."""

from collections.abc import Callable

from kiosk.ids import new_key
from kiosk.sync.link import HubLink, LinkDown
from kiosk.terminal.messages import HelpSent
from kiosk.terminal.worker import Worker

# Whoever asks for help must soon be told where to go instead.
SECONDS = 3.0


class Helping:
    """Sends a call (-> HelpSent) and takes it back."""

    def __init__(
        self, link: HubLink, tell: Callable[[HelpSent], None], crashed: Callable[[BaseException], None]
    ) -> None:
        self._link, self._tell = link, tell
        self._worker = Worker("terminal-help", crashed)

    def start(self) -> None:
        self._worker.start()

    def stop(self, seconds: float) -> None:
        self._link.close()
        self._worker.stop(seconds)

    def call(self, key: str) -> None:
        """Call staff; the answer says under which id, or "" when nobody can have heard it."""
        self._worker.do(lambda: self._tell(HelpSent(key, self._sent(key))))

    def close(self, call: str) -> None:
        """The call is over. When the hub does not hear it, it hears it at the next sight of the call."""
        self._worker.do(lambda: self._close(call))

    def _sent(self, key: str) -> str:
        try:
            answer = self._link.retry_post("/v1/help", {"key": key}, deadline=SECONDS)
        except LinkDown:
            return ""
        call = answer.body.get("id") if answer.ok and isinstance(answer.body, dict) else None
        return call if isinstance(call, str) else ""

    def _close(self, call: str) -> None:
        try:
            self._link.retry_post(f"/v1/help/{call}/close", {"key": new_key()}, deadline=SECONDS)
        except LinkDown:
            return
