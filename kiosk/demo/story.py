"""The scripted visitor of the demo: one visit in Russian, one in English, with real touches on the real screens."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.demo.stage import Stage
from kiosk.demo.summary import Summary

PAPER_LIMIT = 15.0
CENTRE_LIMIT = 20.0


class StoryError(Exception):
    """Something that should be seen was not."""


@dataclass(frozen=True)
class Cast:
    """Everybody and everything on the stage.

    `staff` gives login and PIN per desk; `papers(terminal)` counts the papers its printer has let go;
    `save_paper(terminal, number, name)` draws one of them from the bytes received; `centre(number)` tells the state of
    that ticket at the central server ("" = not there); `do(action, target)` is the fakes' and supervisor's hand.
    """

    stages: Mapping[str, Stage]
    staff: Mapping[str, tuple[str, str]]
    papers: Callable[[str], int]
    save_paper: Callable[[str, int, str], None]
    centre: Callable[[str], str]
    do: Callable[[str, str], str]


def play(cast: Cast, summary: Summary) -> None:
    """The whole visit; raises at the first thing that fails (it stands in the summary by then)."""
    with summary.timed("the board and both terminals are up"):
        cast.stages["board"].item("clock", 60)
        for name in ("t1", "t2"):
            cast.stages[name].view("attract", 60)
    with summary.timed("two operators sign in"):
        for name in ("d1", "d2"):
            sign_in(cast.stages[name], *cast.staff[name])
    first = take_ticket(cast, summary, "t1", "ru", ("passport", "pass-20-45"))
    serve(cast, summary, "d1", first, "ru")
    second = take_ticket(cast, summary, "t2", "en", None)
    serve(cast, summary, "d2", second, "en")
    without_paper(cast, summary)
    without_hub(cast, summary)
    helpers(cast, summary)
    nobody_there(cast, summary)


def sign_in(desk: Stage, login: str, pin: str) -> None:
    """By keyboard only, as an operator would."""
    desk.item("login", 60)
    desk.picture(f"{desk.name}-1-sign-in")
    desk.touch("login")
    desk.type(login)
    desk.touch("pin")
    desk.type(pin)
    desk.touch("signIn")
    desk.item("callNext")


def take_ticket(cast: Cast, summary: Summary, name: str, language: str, way: tuple[str, str] | None) -> str:
    """From the first touch to the paper; `way` is (section, service), None takes the first of the most asked."""
    terminal = cast.stages[name]
    before = cast.papers(name)
    shown = f"{name}-{language}"
    with summary.timed(f"{shown}: from the first touch to the ticket's page"):
        terminal.view("attract")
        if language != "ru":
            terminal.touch("language")
        terminal.picture(f"{shown}-1-attract")
        terminal.touch("begin")
        terminal.view("start")
        terminal.picture(f"{shown}-2-start")
        if way:
            _by_section(terminal, shown, *way)
        else:
            terminal.touch("top-pass-20-45")
        terminal.view("ticket")
    with summary.timed(f"{shown}: the paper is out"):
        wait_for(lambda: cast.papers(name) > before, PAPER_LIMIT, f"no paper from {name}")
        terminal.item("paper", text="~Возьмите талон|Take your ticket")
    terminal.picture(f"{shown}-6-ticket")
    cast.save_paper(name, before + 1, f"{shown}-7-paper")
    number = shown_number(terminal)
    terminal.touch("finish")
    return number


def shown_number(terminal: Stage) -> str:
    """The number on the ticket's page, with a plain space between letter and figures."""
    return " ".join(str(terminal.item("number")["text"]).split())


def _by_section(terminal: Stage, shown: str, section: str, service: str) -> None:
    terminal.touch("take")
    terminal.view("sections")
    terminal.picture(f"{shown}-3-sections")
    terminal.touch(f"section-{section}")
    terminal.view("services")
    terminal.picture(f"{shown}-4-services")
    terminal.touch(f"service-{service}")
    terminal.view("service")
    terminal.picture(f"{shown}-5-service")
    terminal.touch("issue")


def serve(cast: Cast, summary: Summary, name: str, number: str, language: str) -> None:
    """Called at a desk, seen on the board, served, and known at the centre."""
    desk, board = cast.stages[name], cast.stages["board"]
    desk.item("callNext", enabled=True)
    desk.picture(f"{name}-2-line")
    with summary.timed(f"{number} is called at a desk and stands on the board"):
        desk.touch("callNext")
        board.item("newestNumber", text=number)
    board.picture(f"board-{language}-called")
    desk.item("start", enabled=True)
    desk.picture(f"{name}-3-called")
    desk.touch("start")
    desk.item("finish", enabled=True)
    desk.picture(f"{name}-4-serving")
    desk.touch("finish")
    with summary.timed(f"{number} is finished, and the centre knows it"):
        wait_for(
            lambda: cast.centre(number.replace(" ", "")) == "finished",
            CENTRE_LIMIT,
            f"the centre does not know {number}",
        )


def without_paper(cast: Cast, summary: Summary) -> None:
    """The paper ends: the visitor is told, both desks see it, it goes when mended."""
    terminal = cast.stages["t1"]
    with summary.timed("out of paper is seen on every desk"):
        cast.do("paper-out", "t1")
        for name in ("d1", "d2"):
            cast.stages[name].item("strip")
    cast.stages["d1"].picture("d1-5-no-paper")
    terminal.view("attract", 40)
    terminal.touch("begin")
    terminal.view("start")
    terminal.picture("t1-no-paper-1-start")
    terminal.touch("top-pass-20-45")
    with summary.timed("without paper the number stands on the screen"):
        terminal.view("error")
    terminal.picture("t1-no-paper-2-number")
    with summary.timed("paper is back: the ticket comes out as a copy, the desks are clear"):
        before = cast.papers("t1")
        cast.do("paper-in", "t1")
        terminal.item("reprint", enabled=True)
        terminal.touch("reprint")
        wait_for(lambda: cast.papers("t1") > before, PAPER_LIMIT, "no copy was printed")
        for name in ("d1", "d2"):
            cast.stages[name].gone("strip")
    cast.save_paper("t1", before + 1, "t1-no-paper-3-copy")
    terminal.touch("finish")


def without_hub(cast: Cast, summary: Summary) -> None:
    """The hub goes: tickets go on, and join the line when it is back."""
    terminal = cast.stages["t2"]
    cast.do("hub-off", "")
    with summary.timed("a ticket without the hub"):
        terminal.view("attract", 40)
        terminal.touch("begin")
        terminal.view("start")
        terminal.touch("top-pass-20-45")
        terminal.view("ticket")
    terminal.picture("t2-no-hub-1-ticket")
    number = shown_number(terminal)
    terminal.touch("finish")
    cast.stages["board"].item("link", 20)
    cast.stages["board"].picture("board-no-link")
    with summary.timed(f"the hub is back, {number} is in the line"):
        cast.do("hub-on", "")
        cast.stages["d1"].item(f"line-{number.replace(' ', '')}", 40)
    cast.stages["d1"].picture("d1-6-hub-back")


def helpers(cast: Cast, summary: Summary) -> None:
    """The three switches and the call for help."""
    terminal, desk = cast.stages["t2"], cast.stages["d2"]
    terminal.view("attract", 40)
    terminal.touch("begin")
    terminal.view("start")
    for switch in ("larger", "contrast", "lower"):
        terminal.touch(switch)
        terminal.picture(f"t2-{switch}")
    with summary.timed("help is asked for, a desk sees it, somebody comes"):
        terminal.touch("help")
        desk.item("helpGo", 10)
        desk.picture("d2-5-help")
        desk.touch("helpGo")
        terminal.item("helpText", 10, text="~идёт|coming")
    terminal.picture("t2-help-coming")


def nobody_there(cast: Cast, summary: Summary) -> None:
    """A visitor who walks away: the screen asks, then clears itself."""
    terminal = cast.stages["t1"]
    terminal.view("attract", 60)
    terminal.touch("begin")
    terminal.view("start")
    with summary.timed("nobody touches: the terminal asks"):
        terminal.view("timeout", 90)
    terminal.picture("t1-timeout")
    terminal.touch("leave")
    terminal.view("attract")


def wait_for(seen: Callable[[], bool], limit: float, otherwise: str) -> None:
    """Ask until it is seen, at most `limit` seconds; raises StoryError."""
    until = time.monotonic() + limit
    while not seen():
        if time.monotonic() > until:
            raise StoryError(otherwise)
        time.sleep(0.05)
