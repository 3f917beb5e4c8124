"""Who is signed in where: sessions bound to one device, ended by hand, by time, by a new PIN or a revoked device.

Only hashes of session tokens are kept. They are on the disk, so that a server that was restarted knows its people.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.access.account import Account
from kiosk.access.store import Store, note
from kiosk.access.tokens import digest, new_token
from kiosk.clock import Clock, to_us

LONGEST_S = 12 * 3600
QUIET_S = 4 * 3600
TABLE = """
CREATE TABLE access_session(
  hash BLOB PRIMARY KEY, login TEXT NOT NULL, pin BLOB NOT NULL, device TEXT NOT NULL, opened_us INTEGER NOT NULL
)
"""


@dataclass(slots=True)
class _Open:
    """One session; `pin` says which PIN opened it, the deadlines are monotonic microseconds."""

    login: str
    pin: bytes
    device: str
    ends_us: int
    quiet_ends_us: int


class Sessions:
    """Open sessions of one server. `current` runs on any thread, the rest on the writer thread."""

    def __init__(self, store: Store, clock: Clock, account: Callable[[str], Account | None]) -> None:
        self._store = store
        self._clock = clock
        self._account = account
        self._all: dict[bytes, _Open] = {}
        store.migrate("access_session", TABLE)
        now_us = to_us(clock.now())
        for key, login, pin, device, opened_us in store.execute("SELECT * FROM access_session").fetchall():
            left_s = LONGEST_S - (now_us - opened_us) / 1e6
            if 0 < left_s <= LONGEST_S:
                self._all[key] = self._opened(login, pin, device, left_s)

    def current(self, token: str, device: str) -> Account | None:
        """Who is signed in with this token at this device; None when nobody is any more. The quiet time begins anew."""
        found = self._all.get(digest(token))
        now_us = self._clock.mono_us()
        if found is None or found.device != device or now_us >= min(found.ends_us, found.quiet_ends_us):
            return None
        account = self._account(found.login)
        if account is None or not account.active or digest(account.pin_hash) != found.pin:
            return None
        found.quiet_ends_us = now_us + QUIET_S * 1_000_000
        return account

    def write(self, account: Account, device: str) -> str:
        """A new session's token, written inside the caller's transaction; `remember` follows after the commit.

        Whoever was signed in at this device before is signed out by it.
        """
        token = new_token("session")
        now_us = to_us(self._clock.now())
        old_us = now_us - LONGEST_S * 1_000_000
        self._store.execute("DELETE FROM access_session WHERE device = ? OR opened_us < ?", (device, old_us))
        row = (digest(token), account.login, digest(account.pin_hash), device, now_us)
        self._store.execute("INSERT INTO access_session VALUES (?, ?, ?, ?, ?)", row)
        note(self._store, "staff.signed_in", {"login": account.login, "device": device})
        return token

    def remember(self, token: str, account: Account, device: str) -> None:
        """Let `current` know the session of `write`; forget what is over."""
        now_us = self._clock.mono_us()
        self._all = {k: s for k, s in self._all.items() if s.device != device and s.ends_us > now_us}
        self._all[digest(token)] = self._opened(account.login, digest(account.pin_hash), device, LONGEST_S)

    def close(self, token: str, device: str) -> None:
        """Sign out; nothing happens when there is no such session."""
        found = self._all.get(digest(token))
        if found is None or found.device != device:
            return
        with self._store.transaction():
            self._store.execute("DELETE FROM access_session WHERE hash = ?", (digest(token),))
            note(self._store, "staff.signed_out", {"login": found.login, "device": device})
        self._all.pop(digest(token), None)

    def _opened(self, login: str, pin: bytes, device: str, left_s: float) -> _Open:
        now_us = self._clock.mono_us()
        return _Open(login, pin, device, now_us + round(left_s * 1e6), now_us + QUIET_S * 1_000_000)
