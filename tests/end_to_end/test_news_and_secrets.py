"""A hall of real programs: how soon trouble and calls for help reach the desks, and what is never written down."""

import json
import re
from pathlib import Path

import pytest
import requests

from kiosk.demo.hall import STAFF, DemoHall
from kiosk.demo.layout import DESKS, TERMINALS
from kiosk.journal.reader import JournalReader

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(180), pytest.mark.usefixtures("people")]
STRIP_LIMIT = 5.0
SERVICE = "top-pass-20-45"


@pytest.mark.parametrize(
    ("fault", "mended", "told"),
    [
        ("paper-out", "paper-in", "Терминал 1.*[Бб]умаг"),
        ("cover-open", "cover-close", "Терминал 1.*[Кк]рышк"),
        ("cable-out", "cable-in", "Терминал 1.*"),
    ],
)
def test_trouble_is_a_strip_on_every_desk_within_five_seconds_and_goes_when_mended(
    hall: DemoHall, fault: str, mended: str, told: str
) -> None:
    hall.act(fault, "t1")
    for desk in DESKS:
        hall.stage(desk).item("strip", STRIP_LIMIT, text=f"~{told}")
    hall.act(mended, "t1")
    for desk in DESKS:
        hall.stage(desk).gone("strip")


def test_a_call_for_help_reaches_every_desk_with_its_place_and_is_answered_before_it_is_promised(
    hall: DemoHall,
) -> None:
    terminal = hall.stage("t2")
    terminal.touch("begin")
    terminal.view("start")
    terminal.touch("help")
    for desk in DESKS:
        hall.stage(desk).item("help", 10, text="~Терминал 2")
    assert "идёт" not in str(terminal.item("helpText")["text"])
    hall.stage("d2").touch("helpGo")
    terminal.item("helpText", 10, text="~Сотрудник идёт")
    for desk in DESKS:
        hall.stage(desk).gone("help")


def test_neither_names_nor_pins_nor_secrets_are_in_any_log_or_journal(hall: DemoHall) -> None:
    a_visit_with_mistakes(hall)
    root = hall.layout.root
    logs = "".join(file.read_text("utf-8") for file in sorted((root / "logs").iterdir()))
    assert "hall day" in logs
    for line in logs.splitlines():
        assert {"at", "level", "program", "message"} <= set(json.loads(line)), line
    bodies = [body for file in journals(root) for body in bodies_of(file)]
    assert {"ticket.issued", "ticket.finished", "staff.added"} <= {kind for kind, _ in bodies}
    written = logs + "\n".join(body for _, body in bodies)
    names = [word for _, name, _ in STAFF.values() for word in name.split() if len(word) > 2]
    assert [word for word in (*names, *secrets(root)) if word in written] == []
    assert [pin for pin in hall.pins.values() if re.search(rf"(?<!\d){pin}(?!\d)", written)] == []
    assert [login for login, _, _ in STAFF.values() if login in logs] == []


def a_visit_with_mistakes(hall: DemoHall) -> None:
    """A wrong PIN, an address that fails, then a ticket, taken, called and served."""
    token = json.loads((hall.layout.folder("d1") / "state" / "identity.json").read_text("utf-8"))["token"]
    wrong = {"login": "petrov", "pin": "000001"}
    heads = {"Authorization": f"Bearer {token}"}
    assert requests.post(f"{hall.layout.hub_url}/v1/sign-in", json=wrong, headers=heads, timeout=10).status_code == 401
    address = f"{hall.layout.hub_url}/v1/staff/ivanova/reset"
    assert requests.post(address, data="{", headers=heads, timeout=10).status_code in {400, 401, 403}
    terminal, desk = hall.stage("t1"), hall.stage("d1")
    terminal.view("attract", 60)
    terminal.touch("begin")
    terminal.view("start")
    terminal.touch(SERVICE)
    terminal.view("ticket")
    desk.item("callNext", enabled=True)
    for key in ("callNext", "start", "finish"):
        desk.item(key, enabled=True)
        desk.touch(key)
    desk.item("callNext")


def journals(root: Path) -> list[Path]:
    found = [root / node / "state" / "journal.db" for node in ("central", "hub", *TERMINALS)]
    assert all(file.is_file() for file in found)
    return found


def bodies_of(file: Path) -> list[tuple[str, str]]:
    with JournalReader.open(file) as reader:
        return [
            (event.kind, event.body.decode())
            for head in reader.heads()
            for event in reader.read(head.origin, head.lane, head.epoch, 0, 10_000)
        ]


def secrets(root: Path) -> list[str]:
    """Every token and session on this machine."""
    found = []
    for file in root.rglob("*.json"):
        told = json.loads(file.read_text("utf-8")) if file.name in {"identity.json", "session.json"} else {}
        found += [str(told[name]) for name in ("token", "session") if told.get(name)]
    assert len(found) >= len(TERMINALS) + len(DESKS)
    return found
