"""Taking events from below: every chain is checked link by link, nothing is refused for what it means."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.journal import rows
from kiosk.journal.acks import Ack
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.event import EPOCH_STARTED, FIRST_PREV, Event
from kiosk.journal.journal import Journal
from kiosk.journal.reader import JournalReader
from kiosk.journal.rows import Head, Stream
from kiosk.sync.verdict import Accepted, Refused
from kiosk.sync.wire import Batch

__all__ = ["Accepted", "Refused", "accept", "cursors", "release"]

log = logging.getLogger(__name__)


def accept(
    journal: Journal,
    batch: Batch,
    *,
    allowed: Callable[[str], bool],
    on_event: Callable[[Event], None] | None = None,
    top: bool = False,
) -> Accepted | Refused:
    """Store what is new of a batch in one transaction; call in the journal's thread.

    `on_event` is called inside that transaction for each new event, so that what follows from it is stored with it or
    not at all. Should it fail, its own writes are undone, the event stays and is listed in the table `set_aside`.
    `top`: this journal is the centre's. Good events in front of a broken link are kept.
    """
    stream = batch.stream
    if stream.origin == journal.origin or not allowed(stream.origin):
        return Refused(422, "foreign_origin", 0)
    try:
        with journal.transaction():
            refused = _take(journal, batch, on_event)
    except JournalUnavailable:
        log.exception("events of %s/%s not saved", stream.origin, stream.lane)
        return Refused(503, "not_saved", journal.head(*stream).seq)
    acked = journal.head(*stream).seq
    if refused:
        # A gap is daily business after a restore; everything else somebody has to look at.
        level = logging.INFO if refused == "gap" else logging.WARNING
        log.log(level, "events of %s/%s/%d refused: %s at %d", *stream, refused, acked)
        return Refused(409 if refused == "gap" else 422, refused, acked)
    return Accepted(acked, acked if top else journal.acked(*stream).central)


def cursors(source: Journal | JournalReader, *, allowed: Callable[[str], bool], top: bool = False) -> list[Ack]:
    """The answer to GET /v1/cursors: what is here, and at the centre, of each chain of the allowed origins."""
    central = {} if top else {ack.stream: ack.central for ack in source.acks()}
    return [
        Ack(*stand, stand.last_seq if top else central.get(Stream(*stand[:3]), 0))
        for stand in source.heads()
        if allowed(stand.origin)
    ]


def release(journal: Journal, origin: str) -> bool:
    """Take an origin out of quarantine, on a person's word; False when it was not there."""
    with journal.transaction():
        return journal.execute("DELETE FROM quarantine WHERE origin=?", (origin,)).rowcount > 0


def _take(journal: Journal, batch: Batch, on_event: Callable[[Event], None] | None) -> str:
    """Store what is new; the code of the refusal, empty when there is none."""
    stream, events = batch.stream, batch.events
    if journal.execute("SELECT 1 FROM quarantine WHERE origin=?", (stream.origin,)).fetchone():
        return "quarantined"
    head = journal.head(*stream)
    if events[0].seq > head.seq + 1:
        return "gap"
    code, seq = _compare(journal, batch, head)
    if code == "fork":
        journal.execute("INSERT INTO quarantine VALUES (?,?,?,?,?,?)", (*stream, seq, code, journal.now_us()))
    if code:
        return code
    fresh = events[max(0, head.seq + 1 - events[0].seq) :]
    if fresh and head.seq == 0:
        if fresh[0].kind != EPOCH_STARTED:
            return "no_epoch_start"
        _announce(journal, stream)
    good = _linked(fresh, head.hash)
    journal.store_foreign(good)
    if on_event:
        for event in good:
            _tell(journal, event, on_event)
    return "" if len(good) == len(fresh) else "chain_broken"


def _compare(journal: Journal, batch: Batch, head: Head) -> tuple[str, int]:
    """Hold what the batch repeats, and what it claims to follow, against what is here: ("", 0) when both agree.

    A difference is a fork only if the event is whole in itself: two histories. Else bytes were damaged on the way.
    """
    first = batch.events[0].seq
    here = dict(journal.execute(rows.HASHES, (*batch.stream, first - 1, head.seq)).fetchall())
    here[0] = FIRST_PREV
    for event in batch.events:
        if event.seq > head.seq + 1:
            break
        before = event.prev
        if event.seq == first and batch.prev is None:
            before = here.get(first - 1, FIRST_PREV)
        same = here.get(event.seq, event.hash) == event.hash if event.seq <= head.seq else before == head.hash
        if not same:
            two_histories = event.seq > 1 or before == FIRST_PREV
            whole = replace(event, prev=before).whole()
            return ("fork" if two_histories and whole else "chain_broken"), event.seq
    return "", 0


def _linked(events: Sequence[Event], prev: bytes) -> list[Event]:
    """The events in front of the first that does not follow, each with its real predecessor."""
    good: list[Event] = []
    for event in events:
        link = event if event.prev == prev else replace(event, prev=prev)
        if not link.whole():
            break
        good.append(link)
        prev = link.hash
    return good


def _tell(journal: Journal, event: Event, on_event: Callable[[Event], None]) -> None:
    try:
        with journal.transaction():
            on_event(event)
    except JournalUnavailable:
        raise
    except Exception as error:
        log.exception("event %s/%s/%d/%d (%s) set aside", *_place(event), event.kind)
        values = (*_place(event), type(error).__name__, journal.now_us())
        journal.execute("INSERT INTO set_aside VALUES (?,?,?,?,?,?)", values)


def _place(event: Event) -> tuple[str, str, int, int]:
    return event.origin, event.lane, event.epoch, event.seq


def _announce(journal: Journal, stream: Stream) -> None:
    known, _ = journal.cursor(stream.origin, stream.lane)
    if known:
        log.warning("%s/%s begins epoch %d; until now it was at %d", *stream, known)
