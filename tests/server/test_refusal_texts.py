"""Every refusal that a server can give, and every phrase that a command at the console says, has its words."""

import re
from pathlib import Path

import kiosk
from kiosk.server.http import STATUS
from kiosk.texts import packaged

HOME = Path(kiosk.__file__).parent


def sources(*rooms: str) -> str:
    return "".join(file.read_text("utf-8") for room in rooms for file in (HOME / room).glob("*.py"))


def without_words(prefix: str, codes: set[str]) -> list[tuple[str, str]]:
    return [(code, one) for code in codes for one in ("ru", "en") if not packaged().has(f"{prefix}.{code}", one)]


def test_every_refusal_has_a_text_in_russian_and_english() -> None:
    codes = set(re.findall(r'Refusal\(\s*"([a-z_]+)"', sources("access", "server", "central", "hub", "hall")))
    assert {"code_unknown", "version_stale", "login_taken", "nobody_waits"} <= codes
    assert without_words("refusal", codes | set(STATUS)) == []


def test_every_phrase_a_command_asks_for_exists() -> None:
    files = [HOME / "central" / "program.py", *(HOME / "console").glob("*.py")]
    other_tables = {"hall.py", "journal.py"}
    own = [file.read_text("utf-8") for file in files if file.name not in other_tables]
    codes = set(re.findall(r'\b(?:say|fail|ContactError)\(\s*"([a-z_.]+)"', "".join(own)))
    assert {"help.enrol", "fingerprint", "no_tls"} <= codes
    assert without_words("cli", codes) == []
