"""The first administrator's code: printed once on the server's console, of which only the hash is kept."""

from kiosk.access.store import Store, note
from kiosk.access.tokens import clean_code, digest, new_code
from kiosk.clock import Clock, to_us
from kiosk.refusal import Refusal

TABLE = "CREATE TABLE access_first(hash BLOB PRIMARY KEY, made_us INTEGER NOT NULL, used_us INTEGER)"


class FirstAdministrator:
    """At most one code is open at a time. Runs on the writer thread."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        store.migrate("access_first", TABLE)

    def ensure(self, administrator_can_sign_in: bool) -> str | None:
        """A new code to print at this start, or None: while one is open, and while an administrator can sign in.

        So a hall whose administrators are all locked out, or whose pepper was lost, is opened again by whoever can
        restart its server and read what it prints.
        """
        if administrator_can_sign_in or self._open():
            return None
        code = new_code()
        with self._store.transaction():
            row = (digest(code), to_us(self._clock.now()))
            self._store.execute("INSERT INTO access_first VALUES (?, ?, NULL)", row)
            note(self._store, "administrator_code.made", {})
        return code

    def spend(self, code: str) -> None:
        """Use the code up inside the caller's transaction; raises Refusal `code_unknown`."""
        key = digest(clean_code(code))
        if key not in self._open():
            raise Refusal("code_unknown")
        now_us = to_us(self._clock.now())
        self._store.execute("UPDATE access_first SET used_us = ? WHERE hash = ?", (now_us, key))

    def _open(self) -> list[bytes]:
        found = self._store.execute("SELECT hash FROM access_first WHERE used_us IS NULL").fetchall()
        return [row[0] for row in found]
