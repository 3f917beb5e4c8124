"""A writer killed at any moment: everything it said was saved is there, nothing is torn, and it goes on."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kiosk.journal import check
from kiosk.journal.journal import JournalReader
from kiosk.journal.rows import Stream

ROUNDS = 20
WRITER = """
import json, sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.journal.journal import Draft, Journal

journal = Journal.open(Path(sys.argv[1]), "t-1", SystemClock())
journal.migrate("test 1", "CREATE TABLE block (next INTEGER); INSERT INTO block VALUES (0);")
while True:
    with journal.transaction():
        (number,) = journal.execute("SELECT next FROM block").fetchone()
        journal.execute("UPDATE block SET next = next + 1")
        events = journal.append("ops", [Draft("ticket.issued", {"number": number}), Draft("second")])
    # One write each: a line is either whole or not there.
    sys.stdout.write(json.dumps([events[0].epoch, events[0].seq, number, events[0].hash.hex()]) + "\\n")
    sys.stdout.flush()
"""


def said(writer: subprocess.Popen[bytes]) -> list[list[int | str]]:
    assert writer.stdout is not None
    lines = writer.stdout.read().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def test_nothing_that_was_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    chance = random.Random(20261122)
    promised: list[list[int | str]] = []
    for _ in range(ROUNDS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        try:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))  # the moment of death is what is drawn here
        finally:
            writer.send_signal(signal.SIGKILL)
        promised += [json.loads(first), *said(writer)]
        writer.wait()
        writer.stdout.close()
    with JournalReader.open(path) as reader:
        events = list(reader.events("t-1", "ops"))
        kept = {(event.epoch, event.seq): event for event in events}
        for epoch, seq, number, digest in promised:
            event = kept[int(epoch), int(seq)]
            assert (event.hash.hex(), event.data) == (digest, {"number": number})
        numbers = [event.data["number"] for event in events if event.kind == "ticket.issued"]
        assert numbers == list(range(len(numbers)))
        assert len([event for event in events if event.kind == "second"]) == len(numbers)
        assert len(promised) >= ROUNDS
        for stand in reader.heads():
            assert not list(check.faults(reader._connection, Stream(*stand[:3])))
