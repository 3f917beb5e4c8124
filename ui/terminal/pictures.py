"""The terminal's screens for the contact sheet: every view from the real catalogue, in the core's own words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from pathlib import Path

from kiosk import packaged
from kiosk.clock import ManualClock
from kiosk.settings import Machine
from kiosk.settings import Screen as ScreenSettings
from kiosk.terminal.drawing import draw as draw_screen
from kiosk.terminal.messages import HallState, Issued, PrinterState
from kiosk.terminal.offers import Offers
from kiosk.terminal.session import Paper, Session
from kiosk.terminal.view import Screen
from kiosk.terminal.visit import Visit
from kiosk.texts import packaged as texts

NOON = datetime(2026, 11, 23, 9, 47, tzinfo=UTC)
HALL_ZONE = timezone(timedelta(hours=3))
LANGUAGES = ("ru", "en")
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
Modes = dict[str, bool]
MODES: dict[str, Modes] = {
    "light": {},
    "large": {"large": True},
    "contrast": {"contrast": True},
    "low": {"low": True},
    "all": {"large": True, "contrast": True, "low": True},
}
# How the machine's file may draw a terminal beside the visitor's switches: at night, in a dim hall.
THEMES = {"light": MODES, "dark": {"dark": MODES["light"]}}
SERVICE, SECTION = "pass-20-45", "passport"
ISSUED = Issued(
    ticket="019ab1d2-0000-7000-8000-000000000047",
    number="П047",
    service=SERVICE,
    purpose="apply",
    language="ru",
    day="2026-11-23",
    source="hub",
    at_us=1_795_427_220_000_000,
    ahead=4,
    qr="T1.019ab1d2-0000-7000-8000-000000000047.K7QX2M4NB3PZA",
)
READY = PrinterState(usable=True)
NO_PAPER = PrinterState(usable=False, dead=True, code="paper_end")
LINKED = HallState(link=True, entities={})


@dataclass(frozen=True)
class Situation:
    """A moment of a visit: where the visitor is and how the terminal does."""

    name: str
    session: dict[str, object]
    printer: PrinterState = READY
    hall: HallState = LINKED
    help: str = ""
    extra: dict[str, object] = field(default_factory=dict)


def _paper(state: str, code: str = "", issued: Issued = ISSUED) -> Paper:
    return Paper(issued, state=state, code=code)


HERE: dict[str, object] = {"section": SECTION}
CHOSEN: dict[str, object] = {"section": SECTION, "service": SERVICE, "purpose": "apply"}
LABEL = replace(ISSUED, number="П-К1-07", source="label", ahead=None)
SITUATIONS = (
    Situation("attract", {"view": "attract"}),
    Situation("attract-no-paper", {"view": "attract"}, NO_PAPER),
    Situation("start", {"view": "start"}),
    Situation("start-no-paper", {"view": "start"}, NO_PAPER),
    Situation("sections", {"view": "sections"}),
    Situation("services", {"view": "services"} | HERE),
    Situation("services-next", {"view": "services", "page": 1} | HERE),
    Situation("services-groups", {"view": "services", "section": "family"}),
    Situation("service", {"view": "service"} | CHOSEN, help="asked"),
    Situation("service-portal", {"view": "service", "section": "car", "service": "car-reg", "purpose": "apply"}),
    Situation("ticket", {"view": "ticket", "paper": _paper("taken")} | CHOSEN),
    Situation("ticket-printing", {"view": "ticket", "paper": _paper("printing")} | CHOSEN, help="coming"),
    Situation("ticket-label", {"view": "ticket", "paper": _paper("taken", issued=LABEL)} | CHOSEN, hall=HallState()),
    Situation("error", {"view": "error", "paper": _paper("failed", "paper_end")} | CHOSEN, NO_PAPER),
    Situation("error-mended", {"view": "error", "paper": _paper("failed", "paper_end")} | CHOSEN),
    Situation("error-no-ticket", {"view": "error", "failed": "journal_refuses"} | CHOSEN, help="unanswered"),
    Situation("timeout", {"view": "timeout", "resume": "sections"}),
)


class Nobody:
    """The outside of a visit that only stands for its picture: nothing is ever asked of it."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a picture asks nobody for {name}")


def screens(language: str, modes: Modes, *, portrait: bool) -> Iterator[tuple[str, Screen]]:
    """Every situation in one language and mode, by name."""
    machine = Machine()
    offers = Offers(packaged.rules(), machine.languages, portrait, NOON)
    for number, situation in enumerate(SITUATIONS, start=1):
        visit = Visit(machine, "terminal", offers, Nobody(), ManualClock(NOON))  # type: ignore[arg-type]
        visit.session = replace(Session(language=language, **modes), **situation.session)  # type: ignore[arg-type]
        visit.printer, visit.hall = situation.printer, situation.hall
        visit.help.state = situation.help
        screen = draw_screen(visit, texts(), number)
        yield situation.name, replace(screen, data={"seconds": 14}) if screen.view == "timeout" else screen


def draw(folder: Path, wanted: Callable[[str], bool]) -> list[Path]:
    """Draw every situation x orientation x language x mode whose name is wanted; returns the files."""
    from ui.app import Stage
    from ui.grab import grab, settle
    from ui.terminal.model import TerminalModel, first_screen
    from ui.terminal.window import show

    files: list[Path] = []
    for (orientation, (width, height)), (theme, variants) in product(SIZES.items(), THEMES.items()):
        panel = ScreenSettings(width=width, height=height, fullscreen=False, reduced_motion=True)
        stage = Stage("terminal", panel, dark=theme == "dark")
        model = TerminalModel(first_screen("ru"), LANGUAGES, ManualClock(NOON), HALL_ZONE, ticking=False)
        window = show(stage, model)
        settle(window)
        number = 0
        for language, (mode, modes) in product(LANGUAGES, variants.items()):
            for name, screen in screens(language, modes, portrait=height > width):
                title = f"terminal-{orientation}-{language}-{mode}-{name}"
                if not wanted(title):
                    continue
                number += 1
                if screen.view == "timeout":
                    model.publish(replace(screen, no=number, data={"seconds": 20}))
                    settle(window)
                    number += 1
                model.publish(replace(screen, no=number))
                files.append(grab(window, folder / f"{title}.png"))
        del window
        stage.close()
    return files
