"""What one person of the demo does at one screen: signs in, takes a ticket, is called and served."""

from kiosk.demo.cast import Cast, shown_number, wait_for
from kiosk.demo.stage import Stage
from kiosk.demo.summary import Summary

PAPER_LIMIT = 15.0
CENTRE_LIMIT = 20.0
SECTION, SERVICE, TOP = "passport", "pass-20-45", "pass-20-45"


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


def begin(terminal: Stage, language: str, shown: str = "") -> None:
    """From the inviting screen to the first question, in this language; `shown` names the pictures."""
    terminal.view("attract", 40)
    if language != "ru":
        terminal.touch("language")
    if shown:
        terminal.picture(f"{shown}-1-attract")
    terminal.touch("begin")
    terminal.view("start")
    if shown:
        terminal.picture(f"{shown}-2-start")


def take_ticket(cast: Cast, summary: Summary, name: str, language: str) -> str:
    """The long way, through every page, from the first touch to the paper; the number."""
    terminal, shown = cast.stages[name], f"{name}-{language}"
    before = cast.papers(name)
    with summary.timed(f"{shown}: from the first touch to the ticket's page"):
        begin(terminal, language, shown)
        terminal.touch("take")
        terminal.view("sections")
        terminal.picture(f"{shown}-3-sections")
        terminal.touch(f"section-{SECTION}")
        terminal.view("services")
        terminal.picture(f"{shown}-4-services")
        terminal.touch(f"service-{SERVICE}")
        terminal.view("service")
        terminal.picture(f"{shown}-5-service")
        terminal.touch("issue")
        terminal.view("ticket")
    with summary.timed(f"{shown}: the paper is out"):
        wait_for(lambda: cast.papers(name) > before, PAPER_LIMIT, f"no paper from {name}")
        terminal.item("paper", text="~Возьмите талон|Take your ticket")
    terminal.picture(f"{shown}-6-ticket")
    cast.save_paper(name, before + 1, f"{shown}-7-paper")
    number = shown_number(terminal)
    terminal.touch("finish")
    return number


def serve(cast: Cast, summary: Summary, name: str, number: str) -> None:
    """Called at a desk, seen on the board, served, and known at the centre."""
    desk, board = cast.stages[name], cast.stages["board"]
    desk.item("callNext", enabled=True)
    desk.picture(f"{name}-2-line")
    with summary.timed(f"{number} is called at a desk and stands on the board"):
        desk.touch("callNext")
        board.item("newestNumber", text=number)
    board.picture(f"board-called-by-{name}")
    desk.item("start", enabled=True)
    desk.picture(f"{name}-3-called")
    desk.touch("start")
    desk.item("finish", enabled=True)
    desk.picture(f"{name}-4-serving")
    desk.touch("finish")
    plain = number.replace(" ", "")
    with summary.timed(f"{number} is finished, and the centre knows it"):
        wait_for(lambda: cast.centre(plain) == "finished", CENTRE_LIMIT, f"the centre does not know {number}")
