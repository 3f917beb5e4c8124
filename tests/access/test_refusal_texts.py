"""Every refusal that the access room or the centre can give has its words."""

import re
from pathlib import Path

import kiosk.access
import kiosk.central
from kiosk.access.http import STATUS
from kiosk.texts import packaged

ROOMS = [Path(room.__file__).parent for room in (kiosk.access, kiosk.central)]


def test_every_refusal_has_a_text_in_russian_and_english() -> None:
    sources = "".join(file.read_text("utf-8") for room in ROOMS for file in room.glob("*.py"))
    codes = set(re.findall(r'Refusal\(\s*"([a-z_]+)"', sources)) | set(STATUS)
    assert {"code_unknown", "version_stale", "login_taken"} <= codes
    missing = [(code, one) for code in codes for one in ("ru", "en") if not packaged().has(f"refusal.{code}", one)]
    assert missing == []


def test_every_phrase_a_command_asks_for_exists() -> None:
    sources = "".join(file.read_text("utf-8") for room in ROOMS for file in room.glob("*.py"))
    codes = set(re.findall(r'\b(?:say|fail|ContactError)\(\s*"([a-z_.]+)"', sources))
    assert {"help.enrol", "fingerprint", "no_tls"} <= codes
    missing = [(code, one) for code in codes for one in ("ru", "en") if not packaged().has(f"cli.{code}", one)]
    assert missing == []
