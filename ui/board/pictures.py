"""The board for the contact sheet: calls, none yet, no link, on a full HD panel and on one of twice the pixels."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clock import ManualClock
from kiosk.settings import Screen
from kiosk.sync.feed import FeedState

NOON = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
SIZES = {"hd": (1920, 1080, 1.577), "4k": (3840, 2160, 3.154), "43-inch": (1920, 1080, 2.017)}
CALLS = (
    ("П047", 12),
    ("Н112", 5),
    ("К031", 9),
    ("П046", 3),
    ("П-К1-07", 14),
    ("Д007", 7),
    ("Ж024", 2),
    ("П1000", 11),
    ("Р090", 101),
    ("Ю001", 1),
)
HALL = {
    "name": {"ru": "Мои документы", "en": "My Documents"},
    "place": {"ru": "Басманный район", "en": "Basmanny district"},
    "time_zone": "Europe/Moscow",
    "waiting": 23,
    "desks_open": 8,
}


def feed(calls: int, *, link: bool = True, active: int = 3) -> FeedState:
    """The hub's words about the last `calls` calls; the newest `active` of them still wait for their visitor."""
    found = {
        str(100 - at): {
            "no": 100 - at,
            "number": number,
            "desk": desk,
            "at": f"t{at}",
            "calls": 1,
            "active": at < active,
        }
        for at, (number, desk) in enumerate(CALLS[:calls])
    }
    return FeedState(connected=link, no=1, entities={"hall": {"hall": HALL}, "call": found})


SITUATIONS = {"calls": feed(10, active=1), "three-at-once": feed(9), "empty": feed(0), "no-link": feed(10, link=False)}


def draw(folder: Path, wanted: Callable[[str], bool]) -> list[Path]:
    """Draw every situation x size x language whose name is wanted; returns the files."""
    from PySide6.QtCore import QCoreApplication

    from ui.app import Stage
    from ui.board.model import BoardModel
    from ui.board.window import show
    from ui.grab import grab

    files: list[Path] = []
    for size, (width, height, px_per_mm) in SIZES.items():
        for language in ("ru", "en"):
            for name, state in SITUATIONS.items():
                title = f"board-{size}-{language}-{name}"
                if not wanted(title):
                    continue
                screen = Screen(width=width, height=height, px_per_mm=px_per_mm, fullscreen=False)
                stage = Stage("board", screen, dark=True)
                model = BoardModel(lambda: None, ManualClock(NOON), language)
                window = show(stage, model, language)
                model.post_feed(state)
                QCoreApplication.processEvents()
                files.append(grab(window, folder / f"{title}.png"))
                del window
                stage.close()
    return files
