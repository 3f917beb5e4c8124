"""The city as tables (`city.db`): built from the journal by a thread of its own, thrown away and rebuilt at will."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kiosk.central.fold import HALL_COLUMNS, TICKET_COLUMNS, Fold, Odd
from kiosk.journal.event import Event
from kiosk.journal.reader import JournalReader
from kiosk.journal.rows import Stand

VERSION = 1  # raised with every change of the tables or of the fold: the next start builds them anew
CHUNK = 500
RETRY_S = 5.0
Row = dict[str, Any]
log = logging.getLogger(__name__)


class City:
    """Follows the journal of the centre. `nudge` says that there is more; the reading methods run on any thread."""

    def __init__(self, path: Path, journal_path: Path, hall_of: Callable[[str], str | None]) -> None:
        self._path = path
        self._journal_path = journal_path
        self._hall_of = hall_of
        self._more = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="city", daemon=True)
        self._built: dict[tuple[str, str, int], int] = {}

    def start(self) -> None:
        """Open (or make) the tables and begin to follow."""
        try:
            self._open().close()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # rubbish where the tables were: they can be built anew, so they are
            log.error("the city's tables were damaged and are built anew")
            for file in (self._path, *self._path.parent.glob(f"{self._path.name}-*")):
                file.unlink(missing_ok=True)
            self._open().close()
        self._thread.start()
        self.nudge()

    def stop(self) -> None:
        self._stopping = True
        self._more.set()
        if self._thread.is_alive():
            self._thread.join()

    def nudge(self) -> None:
        """There may be new events."""
        self._more.set()

    def tickets(self, *, hall: str | None, day: str | None, limit: int) -> list[Row]:
        """The newest tickets (at most `limit`), the oldest of them first."""
        wanted = [(name, value) for name, value in (("hall", hall), ("day", day)) if value is not None]
        where = " AND ".join(f"{name} = ?" for name, _ in wanted) or "1"
        sql = f"SELECT * FROM ticket WHERE {where} ORDER BY coalesce(arrived_us, issued_us) DESC, ticket DESC LIMIT ?"  # noqa: S608
        return self._read(sql, [*(value for _, value in wanted), limit])[::-1]

    def halls(self) -> list[Row]:
        """Halls that sent anything."""
        return self._read("SELECT * FROM hall ORDER BY hall", [])

    def skipped(self, limit: int = 100) -> list[Row]:
        """Events that are stored but could not be folded, the newest last."""
        return self._read("SELECT * FROM skipped ORDER BY rowid DESC LIMIT ?", [limit])[::-1]

    def _read(self, sql: str, values: Sequence[object]) -> list[Row]:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        try:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]
        finally:
            connection.close()

    def _open(self) -> Database:
        db = Database(sqlite3.connect(self._path, isolation_level=None))
        if db.conn.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            _build(db)
        db.conn.execute("PRAGMA journal_mode=WAL")
        db.conn.execute("PRAGMA synchronous=NORMAL")  # what a power cut takes is folded again
        return db

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._follow()
            except (sqlite3.Error, OSError) as error:
                log.error("the city's tables are behind", extra={"cause": str(error)})
                self._more.wait(RETRY_S)
            except Exception:
                log.exception("the city's tables are behind")
                self._more.wait(RETRY_S)

    def _follow(self) -> None:
        db = self._open()
        try:
            with JournalReader.open(self._journal_path) as journal:
                rows = db.conn.execute("SELECT origin, lane, epoch, seq FROM position").fetchall()
                self._built = {(origin, lane, epoch): seq for origin, lane, epoch, seq in rows}
                fold = Fold(db)
                while not self._stopping:
                    self._more.wait()
                    self._more.clear()
                    for stand in journal.heads():
                        self._catch_up(db, fold, journal, stand)
        finally:
            db.close()

    def _catch_up(self, db: Database, fold: Fold, journal: JournalReader, stand: Stand) -> None:
        hall = self._hall_of(stand.origin)
        key = (stand.origin, stand.lane, stand.epoch)
        while hall is not None and not self._stopping and self._built.get(key, 0) < stand.last_seq:
            events = journal.read(*key, self._built.get(key, 0), CHUNK)
            if not events:
                return
            with db.atomic():
                for event in events:
                    fold.count(hall, event)
                    self._one(db, fold, hall, event)
                row = dict(zip(("origin", "lane", "epoch", "seq"), (*key, events[-1].seq), strict=True))
                db.table("position").upsert(row, pk=("origin", "lane", "epoch"))
            self._built[key] = events[-1].seq

    def _one(self, db: Database, fold: Fold, hall: str, event: Event) -> None:
        try:
            with db.atomic():
                fold.apply(hall, event)
        except Odd as error:
            self._skip(db, hall, event, str(error))
        except sqlite3.OperationalError:
            raise
        except Exception as error:
            log.exception("an event was passed over", extra={"kind": event.kind})
            self._skip(db, hall, event, type(error).__name__)

    @staticmethod
    def _skip(db: Database, hall: str, event: Event, reason: str) -> None:
        place = {"origin": event.origin, "lane": event.lane, "epoch": event.epoch, "seq": event.seq}
        db.table("skipped").insert({**place, "hall": hall, "kind": event.kind[:100], "reason": reason})


def _build(db: Database) -> None:
    """Empty tables: the journal fills them again from its first event."""
    with db.atomic():
        for name in db.table_names():
            db.table(name).drop()
        db.table("ticket").create(TICKET_COLUMNS, pk="ticket", strict=True)
        db.table("ticket").create_index(["hall", "day"])
        db.table("hall").create(HALL_COLUMNS, pk="hall", strict=True)
        columns = {"origin": str, "lane": str, "epoch": int, "seq": int}
        db.table("position").create(columns, pk=("origin", "lane", "epoch"), strict=True)
        db.table("skipped").create({**columns, "hall": str, "kind": str, "reason": str}, strict=True)
    db.conn.execute(f"PRAGMA user_version = {VERSION}")
