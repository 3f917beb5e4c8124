"""What the desk shows of the feed: the line and the visitor, as plain values without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.hall.numbers import shown

Entities = Mapping[str, Mapping[str, Mapping[str, Any]]]

CARE_MINUTES = 10
LONG_MINUTES = 15


@dataclass(frozen=True)
class Waiting:
    """One visit in the line; `number` in its shown form, `raw` as it is stored."""

    ticket: str
    number: str
    raw: str
    service: str
    purpose: str
    since: datetime

    def minutes(self, now: datetime) -> int:
        """Whole minutes of waiting, never negative: clocks of two machines differ by a little."""
        return max(0, int((now - self.since).total_seconds()) // 60)


@dataclass(frozen=True)
class Visitor:
    """The visit this desk has called or serves; `conflict`: another open visit has the same number."""

    ticket: str
    number: str
    service: str
    purpose: str
    language: str
    serving: bool
    since: datetime
    called: datetime | None
    started: datetime | None
    calls: int
    conflict: bool = False


@dataclass(frozen=True)
class DeskState:
    """This desk as the hub sees it."""

    open: bool = False
    operator: str = ""
    services: frozenset[str] = frozenset()
    ticket: str = ""
    administrator: bool = False


def moment(text: object) -> datetime | None:
    """The aware UTC moment of an ISO text; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        read = datetime.fromisoformat(text)
        return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        return None


def level(minutes: int) -> int:
    """0 under 10 minutes, 1 up to 15, 2 from there on: circle, diamond, square."""
    return 0 if minutes < CARE_MINUTES else 1 if minutes < LONG_MINUTES else 2


def of(entities: Entities, kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The objects of one kind; those that are not objects are passed over."""
    return {name: thing for name, thing in entities.get(kind, {}).items() if isinstance(thing, Mapping)}


def desk_state(entities: Entities, desk: int) -> DeskState:
    """This desk; closed when the hub does not know it yet."""
    thing = of(entities, "desk").get(str(desk), {})
    return DeskState(
        open=thing.get("open") is True,
        operator=str(thing.get("operator") or ""),
        services=_services(thing),
        ticket=str(thing.get("ticket") or ""),
        administrator=thing.get("administrator") is True,
    )


def _services(desk: Mapping[str, Any]) -> frozenset[str]:
    found = desk.get("services")
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


def line(entities: Entities, desk: DeskState) -> tuple[Waiting, ...]:
    """The waiting visits this desk may call, oldest first; what no desk serves waits for the administrator's."""
    others = frozenset().union(*map(_services, of(entities, "desk").values())) - desk.services
    found = []
    for name, thing in of(entities, "ticket").items():
        since, service = moment(thing.get("at")), str(thing.get("service", ""))
        if thing.get("state") != "waiting" or since is None or service in others:
            continue
        if service not in desk.services and not desk.administrator:
            continue
        number = str(thing.get("number", ""))
        found.append(Waiting(name, shown(number), number, service, str(thing.get("purpose", "")), since))
    return tuple(sorted(found, key=lambda row: (row.since, row.ticket)))


def visitor(entities: Entities, ticket: str) -> Visitor | None:
    """The visit with this id while it is called or served."""
    thing = of(entities, "ticket").get(ticket)
    if thing is None or str(thing.get("state")) not in {"called", "serving"}:
        return None
    since = moment(thing.get("at"))
    if since is None:
        return None
    calls = thing.get("calls")
    return Visitor(
        ticket=ticket,
        number=shown(str(thing.get("number", ""))),
        service=str(thing.get("service", "")),
        purpose=str(thing.get("purpose", "")),
        language=str(thing.get("language", "")),
        serving=thing["state"] == "serving",
        since=since,
        called=moment(thing.get("called_at")),
        started=moment(thing.get("started_at")),
        calls=calls if isinstance(calls, int) else 1,
        conflict=thing.get("conflict") is True,
    )


def next_action(desk: DeskState, guest: Visitor | None) -> str:
    """What the one big key does now: open, callNext, start or finish."""
    if guest is not None:
        return "finish" if guest.serving else "start"
    return "callNext" if desk.open else "open"
