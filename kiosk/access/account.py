"""One member of staff: the account, what a login and a name may be, and how long wrong PINs make a person wait."""

import re
import unicodedata
from dataclasses import dataclass, field

from kiosk.access.rights import Role
from kiosk.refusal import Refusal

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
NAME_LONGEST = 100
FREE_TRIES = 5
LAST_TRY = 10
FIRST_DELAY_S = 30


@dataclass(frozen=True, slots=True)
class Account:
    """One person. `source` is "hall" for an account made on this server, "centre" for one handed down (read-only)."""

    login: str
    name: str
    role: Role
    pin_hash: str = field(repr=False)
    source: str = "hall"
    tries: int = 0
    active: bool = True

    @property
    def locked(self) -> bool:
        """Too many wrong PINs: only a reset helps."""
        return self.tries >= LAST_TRY

    def as_json(self) -> dict[str, object]:
        """For an administrator's list: no hash."""
        return {
            "login": self.login,
            "name": self.name,
            "role": self.role.value,
            "source": self.source,
            "active": self.active,
            "locked": self.locked,
        }


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in: what its PIN is checked against. `login` is "" when nobody has that login."""

    login: str
    pin_hash: str = field(repr=False)


def clean_login(typed: str) -> str:
    """The login as it is kept; raises Refusal `bad_login`."""
    login = typed.strip().lower()
    if not LOGIN.fullmatch(login):
        raise Refusal("bad_login")
    return login


def clean_name(typed: str) -> str:
    """The name in NFC with single blanks; raises Refusal `bad_name` when it is empty, too long or has control signs."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not 1 <= len(name) <= NAME_LONGEST or not name.isprintable():
        raise Refusal("bad_name", {"longest": NAME_LONGEST})
    return name


def delay_s(tries: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none up to four, then 30, 60, 120, 240, 480."""
    return 0 if tries < FREE_TRIES else FIRST_DELAY_S << (tries - FREE_TRIES)
