"""Accounts of staff: who they are, wrong PINs counted, delays and locks. Names stay in the table, never in an event."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.access.account import Account, Attempt, delay_s
from kiosk.access.pins import Pins
from kiosk.access.rights import Role
from kiosk.access.store import Store, note
from kiosk.clock import Clock, to_us
from kiosk.refusal import Refusal

ACCOUNTS = 2000
TABLE = """
CREATE TABLE access_staff(
  login TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, source TEXT NOT NULL, pin_hash TEXT NOT NULL,
  tries INTEGER NOT NULL, active INTEGER NOT NULL, changed_us INTEGER NOT NULL
)
"""


class Staff:
    """All accounts of one server. Changing methods run on the writer thread; `find` and `listed` on any."""

    def __init__(self, store: Store, clock: Clock, pins: Pins) -> None:
        self._store = store
        self._clock = clock
        self._pins = pins
        self._all: dict[str, Account] = {}
        self._not_before: dict[str, int] = {}  # login -> monotonic microseconds
        store.migrate("access_staff", TABLE)
        sql = "SELECT login, name, role, pin_hash, source, tries, active FROM access_staff ORDER BY login"
        for login, name, role, pin_hash, source, tries, active in store.execute(sql).fetchall():
            self._all[login] = Account(login, name, Role(role), pin_hash, source, tries, bool(active))
            self._wait(login, tries)

    def find(self, login: str) -> Account | None:
        return self._all.get(login)

    def listed(self) -> list[Account]:
        return sorted(self._all.values(), key=lambda account: account.login)

    def administrator_can_sign_in(self) -> bool:
        """Whether anybody is left who could let others in."""
        return any(
            a.active and not a.locked and a.role is Role.ADMINISTRATOR and self._pins.usable(a.pin_hash)
            for a in self._all.values()
        )

    def add(self, account: Account, by: str) -> Account:
        """A new account of this server; raises Refusal `login_taken` or `too_many_accounts`."""
        with self._store.transaction():
            self.insert(account, by)
        self.remember(account)
        return account

    def insert(self, account: Account, by: str) -> None:
        """The writing half of `add`, inside the caller's transaction; `remember` follows after the commit."""
        if account.login in self._all:
            raise Refusal("login_taken", {"login": account.login})
        if len(self._all) >= ACCOUNTS:
            raise Refusal("too_many_accounts", {"limit": ACCOUNTS})
        self._write(account, "staff.added", {"role": account.role.value, "by": by})

    def remember(self, account: Account) -> None:
        self._all[account.login] = account

    def reset(self, login: str, pin_hash: str, by: str) -> Account:
        """A new PIN; unlocks and enables. Raises Refusal `staff_unknown` or `staff_read_only`."""
        account = replace(self._own(login), pin_hash=pin_hash, tries=0, active=True)
        self._change(account, "staff.pin_changed", {"by": by})
        self._not_before.pop(login, None)
        return account

    def disable(self, login: str, by: str) -> Account:
        """Nobody signs in with it any more. Raises Refusal, also `last_administrator`: somebody must stay."""
        account = replace(self._own(login), active=False)
        others = [a for a in self._all.values() if a.login != login and a.active and a.role is Role.ADMINISTRATOR]
        if account.role is Role.ADMINISTRATOR and not others:
            raise Refusal("last_administrator")
        self._change(account, "staff.disabled", {"by": by})
        return account

    def begin(self, login: str) -> Attempt:
        """Count a try before its PIN is looked at, so that many at once cannot outrun the lock.

        Raises Refusal `locked`, or `wait` with `seconds`. Unknown and disabled accounts give an attempt that fails.
        """
        account = self._all.get(login)
        if account is None or not account.active:
            return Attempt("", self._pins.nobody)
        if account.locked:
            raise Refusal("locked")
        wait_us = self._not_before.get(login, 0) - self._clock.mono_us()
        if wait_us > 0:
            raise Refusal("wait", {"seconds": -(-wait_us // 1_000_000)})
        tried = replace(account, tries=account.tries + 1)
        self._change(tried, "staff.sign_in_tried", {"tries": tried.tries})
        self._wait(login, tried.tries)
        return Attempt(login, account.pin_hash)

    def failed(self, attempt: Attempt, device: str) -> Refusal:
        """Note that the PIN was wrong; the refusal to answer with."""
        account = self._all.get(attempt.login)
        body = {"login": attempt.login, "device": device, "tries": account.tries if account else 0}
        kind = "staff.locked" if account and account.locked else "staff.sign_in_failed"
        with self._store.transaction():
            note(self._store, kind, body)
        return Refusal("locked") if account and account.locked else Refusal("sign_in_wrong")

    def passed(self, attempt: Attempt) -> Account:
        """Write down, inside the caller's transaction, that the PIN was right; `welcome` follows after the commit."""
        account = self._all.get(attempt.login)
        if account is None or not account.active or account.pin_hash != attempt.pin_hash:
            raise Refusal("sign_in_wrong")  # disabled or reset while the PIN was being checked
        self._store.execute("UPDATE access_staff SET tries = 0 WHERE login = ?", (account.login,))
        return replace(account, tries=0)

    def welcome(self, account: Account) -> None:
        """The try counted by `begin` was a good one."""
        self._all[account.login] = account
        self._not_before.pop(account.login, None)

    def take_from_centre(self, accounts: Iterable[Account]) -> list[str]:
        """Make the centre's accounts equal to `accounts` (hashes already adopted); logins refused because the hall
        has them itself. What the centre no longer names is disabled, not forgotten."""
        given = {a.login: a for a in accounts}
        refused = [login for login in given if (have := self._all.get(login)) and have.source != "centre"]
        for login, account in given.items():
            have = self._all.get(login)
            fresh = replace(account, source="centre", tries=have.tries if have else 0)
            if login not in refused and (have is None or _known_by_centre(have) != _known_by_centre(fresh)):
                self._change(fresh, "staff.from_centre", {"role": fresh.role.value, "active": fresh.active})
        for account in list(self._all.values()):
            if account.source == "centre" and account.active and account.login not in given:
                self._change(replace(account, active=False), "staff.disabled", {"by": "centre"})
        return refused

    def _own(self, login: str) -> Account:
        account = self._all.get(login)
        if account is None:
            raise Refusal("staff_unknown", {"login": login})
        if account.source != "hall":
            raise Refusal("staff_read_only", {"login": login})
        return account

    def _change(self, account: Account, kind: str, more: dict[str, object]) -> None:
        with self._store.transaction():
            self._write(account, kind, more)
        self._all[account.login] = account

    def _write(self, a: Account, kind: str, more: dict[str, object]) -> None:
        self._store.execute(
            "INSERT OR REPLACE INTO access_staff VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (a.login, a.name, a.role.value, a.source, a.pin_hash, a.tries, int(a.active), to_us(self._clock.now())),
        )
        note(self._store, kind, {"login": a.login, **more})

    def _wait(self, login: str, tries: int) -> None:
        if delay_s(tries):
            self._not_before[login] = self._clock.mono_us() + delay_s(tries) * 1_000_000


def _known_by_centre(account: Account) -> tuple[object, ...]:
    return account.name, account.role, account.pin_hash, account.active
