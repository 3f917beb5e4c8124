"""The scripted story of the demo: visits in Russian and in English, and what goes wrong in a hall, by real touches."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from kiosk.demo.cast import Cast, StoryError, shown_number, wait_for
from kiosk.demo.stage import Stage
from kiosk.demo.summary import Summary
from kiosk.demo.visits import PAPER_LIMIT, TOP, begin, serve, sign_in, take_ticket

SPOKEN = {"t1": "ru", "t2": "en"}
DESKS = ("d1", "d2")
SWITCHES = ("larger", "contrast", "lower")
SLIP = 0.6  # seconds: a second touch of the same key within half a second is a slip, and screens take it for one


def play(cast: Cast, summary: Summary) -> None:
    """The whole story; raises at the first thing that fails (it stands in the summary by then)."""
    with summary.timed("the board and both terminals are up"):
        cast.stages["board"].item("clock", 60)
        for name in SPOKEN:
            cast.stages[name].view("attract", 60)
    with summary.timed("two operators sign in"):
        for name in DESKS:
            sign_in(cast.stages[name], *cast.staff[name])
    for (name, language), desk in zip(SPOKEN.items(), DESKS, strict=True):
        number = take_ticket(cast, summary, name, language)
        serve(cast, summary, desk, number)
    for name, language in SPOKEN.items():
        without_paper(cast, summary, name, language)
    without_hub(cast, summary)
    switches(cast, summary)
    nobody_there(cast, summary)
    helped(cast, summary)


def without_paper(cast: Cast, summary: Summary, name: str, language: str) -> None:
    """The paper ends: the visitor is told, both desks see it, it goes when mended."""
    terminal, shown = cast.stages[name], f"{name}-{language}-no-paper"
    with summary.timed(f"{name} is out of paper: seen on every desk"):
        cast.do("paper-out", name)
        for desk in DESKS:
            cast.stages[desk].item("strip")
    cast.stages["d1"].picture(f"d1-5-no-paper-at-{name}")
    begin(terminal, language)
    terminal.picture(f"{shown}-1-start")
    terminal.touch(f"top-{TOP}")
    with summary.timed(f"{name}: without paper the number stands on the screen"):
        terminal.view("error")
    terminal.picture(f"{shown}-2-number")
    with summary.timed(f"{name} has paper again: the ticket comes out as a copy, the desks are clear"):
        before = cast.papers(name)
        cast.do("paper-in", name)
        terminal.item("reprint", enabled=True)
        terminal.touch("reprint")
        wait_for(lambda: cast.papers(name) > before, PAPER_LIMIT, "no copy was printed")
        for desk in DESKS:
            cast.stages[desk].gone("strip")
    cast.save_paper(name, before + 1, f"{shown}-3-copy")
    terminal.touch("finish")


def without_hub(cast: Cast, summary: Summary) -> None:
    """Two visitors press at the moment in which the hub goes: two tickets, two numbers, both in the line afterwards."""
    for name, language in SPOKEN.items():
        begin(cast.stages[name], language)
    with summary.timed("the hub is pulled while two visitors take tickets"), ThreadPoolExecutor(3) as people:
        pressed = [people.submit(_press_top, cast, name) for name in SPOKEN]
        people.submit(cast.do, "hub-off", "").result()
        numbers = [one.result() for one in pressed]
        if len(set(numbers)) != len(numbers):
            raise StoryError(f"two visitors got the same number: {numbers}")
    cast.stages["board"].item("link", 20)
    cast.stages["board"].picture("board-no-link")
    cast.stages["d1"].picture("d1-6-no-link")
    with summary.timed("a ticket without the hub"):
        begin(cast.stages["t2"], "en")
        numbers.append(_press_top(cast, "t2", "t2-en-no-hub"))
    with summary.timed(f"the hub is back, {', '.join(numbers)} are in the line"):
        cast.do("hub-on", "")
        for number in numbers:
            cast.stages["d1"].item(f"line-{number.replace(' ', '')}", 40)
    cast.stages["d1"].picture("d1-7-hub-back")


def _press_top(cast: Cast, name: str, picture: str = "") -> str:
    """One of the most asked services: the number on the screen; an error on it fails."""
    terminal = cast.stages[name]
    terminal.touch(f"top-{TOP}")
    terminal.view("ticket")
    if picture:
        terminal.picture(picture)
    number = shown_number(terminal)
    terminal.touch("finish")
    return number


def switches(cast: Cast, summary: Summary) -> None:
    """The three switches, each alone and all together, on both panels; the sessions stay open."""
    with summary.timed("larger, contrast, lower: alone and together, on both panels"):
        for name, language in SPOKEN.items():
            terminal = cast.stages[name]
            begin(terminal, language)
            for switch in SWITCHES:
                _turn(terminal, (switch,), on=True)
                terminal.picture(f"{name}-{language}-{switch}")
                _turn(terminal, (switch,), on=False)
            _turn(terminal, SWITCHES, on=True)
            terminal.picture(f"{name}-{language}-all-three")
            _turn(terminal, SWITCHES, on=False)


def _turn(terminal: Stage, names: Sequence[str], *, on: bool) -> None:
    """Turn switches on or off, each no sooner after its last touch than fingers do."""
    time.sleep(SLIP)
    for name in names:
        terminal.touch(name)
        terminal.item(name, on=on)


def nobody_there(cast: Cast, summary: Summary) -> None:
    """Both visitors walk away: the screens ask, then clear themselves."""
    with summary.timed("nobody touches: the terminals ask"):
        for name, language in SPOKEN.items():
            cast.stages[name].view("timeout", 90)
            cast.stages[name].picture(f"{name}-{language}-timeout")
    with summary.timed("nobody answers: the terminals are as new"):
        for name in SPOKEN:
            cast.stages[name].view("attract", 40)


def helped(cast: Cast, summary: Summary) -> None:
    """The call for help reaches a desk, and only then the screen says that somebody comes."""
    terminal, desk = cast.stages["t2"], cast.stages["d2"]
    begin(terminal, "en")
    with summary.timed("help is asked for, a desk sees it, somebody comes"):
        terminal.touch("help")
        desk.item("helpGo", 10)
        desk.picture("d2-5-help")
        desk.touch("helpGo")
        terminal.item("helpText", 10, text="~идёт|on their way")
    terminal.picture("t2-en-help-coming")
