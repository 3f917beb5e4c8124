"""Keeps leased numbers in stock: asks the hub for a block when less than half of one is left; in the background."""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from kiosk.ids import new_key
from kiosk.sync.link import HubLink, LinkDown
from kiosk.terminal.asking import is_day
from kiosk.terminal.lease import Block, HallDay
from kiosk.terminal.scribe import Lefts, Scribe
from kiosk.terminal.worker import Worker

log = logging.getLogger(__name__)
SECONDS = 5.0
MOST_NUMBERS = 100


class Refill:
    """Counts on the journal's thread, leases on its own. Does nothing while no hall day was heard today."""

    def __init__(self, link: HubLink, scribe: Scribe, letters: Callable[[], Collection[str]], worker: Worker) -> None:
        """`letters` gives the letters this hall uses, `worker` the thread on which the hub may be waited for."""
        self._link, self._scribe, self._letters, self._worker = link, scribe, letters, worker

    def look(self) -> None:
        """See whether numbers are needed; returns at once. More than one look at a time does no harm."""
        if self._worker.idle:
            self._scribe.count(self._letters(), self._counted)

    def _counted(self, day: HallDay, lefts: Lefts) -> None:
        wanted = needed(lefts) if day.heard else []
        if wanted and self._worker.idle:
            self._worker.do(lambda: self._lease(wanted))

    def _lease(self, letters: list[str]) -> None:
        """One block a letter; the first hub that does not answer ends it, the next look tries again."""
        for letter in letters:
            try:
                answer = self._link.retry_post("/v1/blocks", {"key": new_key(), "letter": letter}, deadline=SECONDS)
            except LinkDown:
                return
            block = read_block(letter, answer.body) if answer.ok else None
            if block is not None:
                self._scribe.add_block(*block)
            elif answer.ok:
                log.warning("the hub answered a lease with something that is no block")
            else:
                log.info("no block for a letter: %s", answer.refusal.code if answer.refusal else answer.status)
                if answer.status != 409:
                    return


def needed(lefts: Lefts) -> list[str]:
    """Letters with less than half a block left, the emptiest first."""
    low = [(left, letter) for letter, (left, size) in lefts.items() if 2 * left < size or not size]
    return [letter for _, letter in sorted(low)]


def read_block(letter: str, body: Any) -> tuple[Block, str] | None:
    """A block of this letter and the key of its day (hex); None when the body says nothing that can be used."""
    if not isinstance(body, Mapping) or body.get("letter") != letter or not is_day(body.get("day")):
        return None
    first, last, key = body.get("first"), body.get("last"), body.get("qr_key", "")
    if type(first) is not int or type(last) is not int or not 0 < first <= last < first + MOST_NUMBERS:
        return None
    return Block(body["day"], letter, first, last), key if _is_hex(key) else ""


def _is_hex(text: object) -> bool:
    return isinstance(text, str) and len(text) % 2 == 0 and all(c in "0123456789abcdef" for c in text)
