"""The hub's way to the centre: all of its journal, own events and those of its terminals, goes up by the uplink."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.access.identity import Identity
from kiosk.journal.acks import Ack
from kiosk.sync.link import HubLink
from kiosk.sync.uplink import HttpTransport, Uplink, UplinkState

log = logging.getLogger(__name__)


class Upward:
    """Does nothing without a centre in the machine file, nor before `kiosk enrol --central` gave a token."""

    def __init__(self, url: str, state: Path) -> None:
        self._url = url
        self._state = state
        self._uplink: Uplink | None = None

    def start(self, journal: Path, on_acks: Callable[[Sequence[Ack]], None], on_link: Callable[[bool], None]) -> None:
        """Begin to send. `on_acks` and `on_link` are called on the uplink's thread; raises IdentityError."""
        if not self._url:
            return
        on_link(False)
        identity = Identity.find(self._state, central=True)
        if identity is None:
            log.warning("not enrolled at the centre: kiosk enrol --central %s CODE", self._url)
            return
        link = HubLink(self._url, identity.token, Identity.ca_file(self._state, central=True))

        def stands(state: UplinkState) -> None:
            on_link(state.connected)

        self._uplink = Uplink(journal, HttpTransport(link), on_acks=on_acks, on_state=stands)
        self._uplink.start()

    def stop(self) -> None:
        """End the thread; what was not acknowledged is sent after the next start."""
        if self._uplink is not None:
            self._uplink.stop()

    def nudge(self) -> None:
        """Something was committed: send it at once."""
        if self._uplink is not None:
            self._uplink.nudge()
