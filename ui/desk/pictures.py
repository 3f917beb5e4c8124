"""The desk for the contact sheet: every state of its screen, from a hall that is told here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk import packaged
from kiosk.clock import ManualClock
from kiosk.settings import Screen
from kiosk.sync.feed import FeedState
from kiosk.texts import packaged as texts
from ui.desk.courier import Order, Reply
from ui.desk.names import Names
from ui.desk.shift import Shift

NOON = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
LANGUAGES = ("ru", "en")
DESK = 12
Objects = dict[str, dict[str, Any]]
WAITING = (
    ("П048", "pass-20-45", "apply", 16),
    ("К031", "card-get", "collect", 11),
    ("П049", "reg-live", "apply", 9),
    ("Н112", "re-extract", "apply", 8),
    ("Н113", "re-mortgage", "status", 7),
    ("П-К1-07", "pass-lost", "apply", 6),
    ("П051", "pass-first14", "apply", 5),
    ("К033", "card-lost", "apply", 4),
    ("П052", "reg-child", "apply", 2),
    ("С018", "soc-vet-labour", "apply", 1),
)
PAPER_END = {
    "place": {"ru": "Терминал 1, у входа", "en": "Terminal 1, at the entrance"},
    "device": "printer",
    "code": "paper_end",
    "level": "error",
    "since": "2026-11-23T09:46:00Z",
}
NEAR_END = PAPER_END | {
    "place": {"ru": "Терминал 2, слева", "en": "Terminal 2, on the left"},
    "code": "paper_near_end",
    "level": "warning",
}
HELP = {"terminal": "t", "place": PAPER_END["place"], "state": "asked", "desk": None, "at": "2026-11-23T09:46:50Z"}


def ago(minutes: float) -> str:
    return (NOON - timedelta(minutes=minutes)).isoformat()


def ticket(number: str, service: str, purpose: str, minutes: float, **more: object) -> dict[str, Any]:
    """A ticket entity of the feed."""
    return {
        "number": number,
        "service": service,
        "purpose": purpose,
        "language": "ru",
        "state": "waiting",
        "at": ago(minutes),
        "desk": None,
        "called_at": None,
        "started_at": None,
        "calls": 0,
        "terminal": "t",
    } | more


CALLED = ticket("П047", "pass-20-45", "apply", 18, state="called", desk=DESK, called_at=ago(0.6), calls=2)
SERVED = ticket(
    "Н1000",
    "re-mortgage",
    "apply",
    23,
    state="serving",
    desk=DESK,
    called_at=ago(5),
    started_at=ago(4.3),
    language="en",
)


@dataclass(frozen=True)
class Situation:
    """A moment of a desk's day."""

    name: str
    signed_in: bool = True
    open: bool = True
    guest: Mapping[str, Any] | None = None
    waiting: int = len(WAITING)
    more: Objects = field(default_factory=dict)
    link: bool = True
    chosen: int = -1
    reply: Callable[[Order], Reply] | None = None


def refused(order: Order) -> Reply:
    return Reply(order, 409, {}, "nobody_waits")


SITUATIONS = (
    Situation("sign-in", signed_in=False, open=False),
    Situation("sign-in-visitor", signed_in=False, guest=CALLED),
    Situation("sign-in-no-link", signed_in=False, link=False),
    Situation("closed", open=False),
    Situation("free", chosen=2),
    Situation("empty", waiting=0),
    Situation("called", guest=CALLED),
    Situation("serving", guest=SERVED, waiting=6),
    Situation("same-number", guest=CALLED | {"conflict": True}),
    Situation("refused", reply=refused),
    Situation("no-answer", guest=CALLED, reply=Reply),
    Situation("no-link", guest=SERVED, link=False),
    Situation("trouble", guest=CALLED, more={"trouble": {"a": PAPER_END}}),
    Situation("help", more={"help": {"h": HELP}}),
    Situation(
        "help-and-troubles", guest=SERVED, more={"help": {"h": HELP}, "trouble": {"a": NEAR_END, "b": PAPER_END}}
    ),
)


def feed(situation: Situation) -> FeedState:
    """What the hub would say of this moment."""
    tickets = {f"w{at}": ticket(*row) for at, row in enumerate(WAITING[: situation.waiting])}
    if situation.guest is not None:
        tickets["guest"] = dict(situation.guest)
    services = sorted({str(one["service"]) for one in tickets.values()})
    hall = {
        "name": {"ru": "Мои документы", "en": "My Documents"},
        "place": {"ru": "Басманный район", "en": "Basmanny district"},
        "time_zone": "Europe/Moscow",
        "settings_version": 1,
    }
    desk = {"open": situation.open, "services": services, "ticket": "guest" if situation.guest else None}
    entities: Objects = {"hall": {"hall": hall}, "desk": {str(DESK): desk}, "ticket": tickets} | situation.more
    return FeedState(connected=situation.link, no=1, entities=entities, problem="" if situation.link else "link")


def draw(folder: Path, wanted: Callable[[str], bool]) -> list[Path]:
    """Draw every situation x language whose name is wanted; returns the files."""
    from PySide6.QtCore import QCoreApplication

    from ui.app import Stage
    from ui.desk.model import DeskModel
    from ui.desk.window import show
    from ui.grab import grab

    files: list[Path] = []
    names = Names()
    names.take(packaged.rules().catalogue.as_json())
    for language in LANGUAGES:
        for situation in SITUATIONS:
            title = f"desk-{language}-{situation.name}"
            if not wanted(title):
                continue
            orders: list[Order] = []
            stage = Stage("desk", Screen(width=1366, height=768, fullscreen=False, reduced_motion=True))
            model = DeskModel(Shift(DESK, orders.append, orders.append, names, ManualClock(NOON)), texts())
            window = show(stage, model)
            if language != "ru":
                model.toggleLanguage()
            model.post_feed(feed(situation))
            QCoreApplication.processEvents()
            act(model, orders, situation)
            files.append(grab(window, folder / f"{title}.png"))
            del window
            stage.close()
    return files


def act(model: Any, orders: list[Order], situation: Situation) -> None:
    """What the operator has done before the picture."""

    def answer(body: dict[str, Any]) -> None:
        model.post_reply(Reply(orders[-1], 200, body))
        QCoreApplication.processEvents()

    from PySide6.QtCore import QCoreApplication

    if situation.signed_in:
        for order in ({"session": "s", "login": "ivanova", "name": "Иванова М. П."}, {}):
            if not model.signedIn:
                model.signIn("ivanova", "0000")
            answer(order)
    if situation.chosen >= 0:
        model.line.choose(f"w{situation.chosen}")
    if situation.reply is not None:
        model.act()
        model.post_reply(situation.reply(orders[-1]))
