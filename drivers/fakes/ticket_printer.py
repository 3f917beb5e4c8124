"""A thermal printer that is not there: takes ESC/POS, prints papers one can look at, breaks when told to.

Like real printers it goes off-line when it cannot print, holds what it has received and prints it when it is mended,
and answers real-time questions meanwhile; a full buffer stops the line.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from drivers.fakes import condition
from drivers.fakes.device import NoSuchThing
from drivers.fakes.escpos_decoder import EscPosDecoder, Op
from drivers.fakes.faults import UNPLUGGED, Faults
from drivers.fakes.ledger import Ledger
from drivers.fakes.ports import OnBytes, Port
from drivers.fakes.press import Press
from drivers.fakes.tray import Tray

SLOW_BYTES_PER_SECOND = 150.0
NAMES = {66: b"_KIOSK\0", 67: b"_FAKE-80\0", 65: b"_1.0\0"}
MakePort = Callable[[OnBytes, Callable[[], bool]], Port]


class FakePrinter:
    """See FakeDevice. `mm_per_second` 0 prints at once; `buffer` is the receive buffer in bytes."""

    kind = "ticket_printer"

    def __init__(
        self, device_id: str, make_port: MakePort, *, width_mm: int, mm_per_second: float, buffer: int
    ) -> None:
        self.id = device_id
        self._speed, self._buffer = mm_per_second, buffer
        self._port = make_port(self._receive, self._has_room)
        self._decoder, self._press = EscPosDecoder(), Press(576 if width_mm == 80 else 384)
        self._ledger, self._tray = Ledger(), Tray()
        self._faults = Faults(condition.FAULTS)
        self._queue: deque[Op] = deque()
        self._queued, self._auto, self._stop = 0, False, False
        self._noise = random.Random(7)
        self._began_ns = 0
        self._work = threading.Condition(threading.RLock())
        self._thread = threading.Thread(target=self._print_all, name=f"fake-{device_id}", daemon=True)

    def start(self) -> None:
        """Plug in."""
        self._port.start()
        self._thread.start()

    def stop(self) -> None:
        """Switch off."""
        self._port.stop()
        with self._work:
            self._stop = True
            self._work.notify_all()
        self._thread.join(5)

    # -- the line ----------------------------------------------------------------------------------------------

    def _has_room(self) -> bool:
        return self._queued < self._buffer

    def _receive(self, data: bytes) -> bool:
        """On the port's thread. False pulls the cable behind the last byte that still came through."""
        arrived = time.monotonic_ns()
        with self._work:
            through, cut = self._faults.through(data)
            begins = self._began_ns if self._decoder.waiting else arrived
            for op in self._decoder.feed(through):
                self._ledger.saw(op.name, op.size, begins)
                begins = arrived
                self._accept(op)
            self._began_ns = begins
            if cut:
                self._ledger.broke_off()
            return not cut

    def _accept(self, op: Op) -> None:
        if op.name == "DLE EOT":
            self._answer(bytes((condition.real_time(op.data[0], self._faults.on),)))
        elif not op.real_time:
            self._queue.append(op)
            self._queued += op.size
            self._work.notify_all()

    def _answer(self, data: bytes) -> None:
        if "no_answer" in self._faults.on:
            return
        if "garbage" in self._faults.on:
            data = bytes(self._noise.randrange(256) | 0x81 for _ in data)
        self._port.send(data)

    # -- the mechanism -----------------------------------------------------------------------------------------

    def _print_all(self) -> None:
        while True:
            with self._work:
                self._work.wait_for(lambda: self._stop or (bool(self._queue) and not self._held()))
                if self._stop:
                    return
                op = self._queue[0]
            if not self._take_time(op):
                return
            with self._work:
                if self._held():
                    continue
                self._queue.popleft()
                self._queued -= op.size
                self._execute(op)
                for name in self._faults.due(op.size):
                    self._switch(name, True)
            self._follow_cable()
            self._port.look()

    def _held(self) -> bool:
        return bool(self._faults.on & condition.HOLDING)

    def _take_time(self, op: Op) -> bool:
        """Wait as long as the mechanism needs; False when switched off meanwhile."""
        seconds = op.size / SLOW_BYTES_PER_SECOND if "slow" in self._faults.on else 0.0
        if self._speed and op.name in ("lf", "GS v 0", "ESC J", "GS ( k"):
            dots = {"lf": 30, "ESC J": op.data[0] if op.data else 0, "GS ( k": 20}.get(op.name, 24)
            seconds += dots / 8 / self._speed
        slow = "slow" in self._faults.on
        if seconds > 0:
            with self._work:
                self._work.wait_for(lambda: self._stop or ("slow" in self._faults.on) != slow, seconds)
        return not self._stop

    def _execute(self, op: Op) -> None:
        match op.name:
            case "GS r":
                self._answer(bytes((condition.paper_answer(self._faults.on),)))
            case "GS I":
                self._answer(NAMES.get(op.data[0], b"\x02"))
            case "GS a":
                self._auto = op.data[0] != 0
                if self._auto:
                    self._answer(condition.automatic(self._faults.on))
            case "ESC @":
                self._auto = False
                self._press.do(op)
            case _:
                paper = self._press.do(op)
                if paper is not None:
                    self._tray.put(paper)

    # -- the control -------------------------------------------------------------------------------------------

    def about(self) -> dict[str, Any]:
        """See FakeDevice."""
        with self._work:
            return {
                "id": self.id,
                "kind": self.kind,
                "address": self._port.address,
                "plugged": self._port.plugged,
                "faults": sorted(self._faults.on),
                "armed": dict(self._faults.armed),
                **self._tray.about(),
                "held_bytes": self._queued,
            }

    def fault(self, name: str, on: bool, settings: Mapping[str, Any]) -> None:
        """See FakeDevice. `{"after": n}` waits for n more bytes (received for the cable, printed for the rest)."""
        with self._work:
            at_once = self._faults.order(name, on, settings)
            if not at_once:
                return
            self._switch(at_once, on)
        self._follow_cable()

    def _switch(self, name: str, on: bool) -> None:
        before = condition.automatic(self._faults.on)
        self._faults.switch(name, on)
        after = condition.automatic(self._faults.on)
        if self._auto and before != after:
            self._answer(after)
        self._work.notify_all()

    def _follow_cable(self) -> None:
        wanted = UNPLUGGED not in self._faults.on
        if wanted != self._port.plugged:
            if not wanted:
                self._ledger.broke_off()
            (self._port.plug if wanted else self._port.pull)()

    def do(self, action: str) -> None:
        """See FakeDevice."""
        if action == "take":
            self._tray.take()
            return
        if action not in condition.ACTIONS:
            raise NoSuchThing(f"no action {action!r}; there are: {', '.join([*condition.ACTIONS, 'take'])}")
        on, off = condition.ACTIONS[action]
        with self._work:
            for name in on:
                self._switch(name, True)
            for name in off:
                self._faults.armed.pop(name, None)
                self._switch(name, False)
        self._follow_cable()

    def ledger(self) -> dict[str, Any]:
        """See FakeDevice."""
        return self._ledger.as_json()

    def papers(self) -> list[dict[str, Any]]:
        """See FakeDevice."""
        return self._tray.notes()

    def paper(self, number: int) -> dict[str, Any]:
        """See FakeDevice."""
        return self._tray.paper(number)

    def paper_png(self, number: int) -> bytes:
        """See FakeDevice."""
        return self._tray.png(number)
