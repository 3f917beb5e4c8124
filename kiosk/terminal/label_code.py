"""The code in this terminal's own labels: the hall's (К1), with a letter more each time the journal was lost.

Rule N4: the count of labels lives in the journal. Where the file was lost in the middle of a day, the old count is
unknown, and going on from 01 under the same code would give a number twice.
"""

import json
from pathlib import Path

from kiosk.access.identity import IdentityError, write_private
from kiosk.hall.numbers import LETTERS

MARK = "journals.json"


def label_code(state: Path, journal: Path, code: str) -> str:
    """The code to use from now on; to be asked once, before the journal is opened.

    Raises IdentityError when the mark beside the journal cannot be read, or the journal was lost too often.
    """
    file = state / MARK
    made = _made(file)
    if not journal.exists() or not made:
        made += 1
        write_private(file, json.dumps({"made": made}).encode(), mode=0o644)
    if made > len(LETTERS) + 1:
        raise IdentityError(f"{file}: {made} journals were made here; enrol this terminal anew")
    return code + ("" if made == 1 else LETTERS[made - 2])


def _made(file: Path) -> int:
    try:
        made = json.loads(file.read_bytes())["made"]
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IdentityError(f"{file}: {error!r}; without it labels could repeat: enrol this terminal anew") from error
    if type(made) is not int or made < 1:
        raise IdentityError(f"{file}: expected a count of journals, found {made!r}; enrol this terminal anew")
    return made
