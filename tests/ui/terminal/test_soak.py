"""Hundreds of fingers anywhere on the real screens before a real core: no warning, no crash, no memory that stays."""

import gc
import random
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from tests.terminal.conftest import Printer, hub, machine_for, printer, running
from tests.terminal.support import HubStandIn
from tests.ui.seeing import items, on_screen, pump, until
from tests.ui.terminal.conftest import TerminalBench
from ui.hand import Hand

__all__ = ["hub", "printer"]
ROUND = 200  # taps
ROUNDS = 3
MOST = 2500  # taps until every page has been met
GROWTH_MB = 5.0
VIEWS = {"attract", "start", "sections", "services", "ticket"}


def resident_mb() -> float:
    """Resident memory of this process, after everything that nobody holds is gone."""
    pump()
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


class Monkey:
    """Taps without a plan: mostly on what can be touched, else anywhere, sometimes on a page that still moves."""

    def __init__(self, bench: TerminalBench, seed: int) -> None:
        self._bench, self._dice, self._hand = bench, random.Random(seed), Hand(bench.window)
        self.views: set[str] = set()

    def _target(self) -> QPointF:
        window = self._bench.window
        named = [item for item in items(window) if item.objectName() and item.isEnabled() and on_screen(item)]
        if named and self._dice.random() < 0.8:
            item = self._dice.choice(named)
            return item.mapToScene(item.boundingRect().center())
        return QPointF(self._dice.uniform(0, window.width()), self._dice.uniform(0, window.height()))

    def taps(self, count: int) -> None:
        for _ in range(count):
            self._hand.tap(self._target())
            pump()
            if self._dice.random() < 0.8:
                until(lambda: not self._bench.window.property("moving"), "a page at rest")
            self.views.add(str(self._bench.window.property("view")))


@pytest.mark.timeout(180)
def test_taps_without_a_plan_leave_neither_warnings_nor_memory(
    terminal: TerminalBench, tmp_path: Path, hub: HubStandIn, printer: Printer
) -> None:
    machine = machine_for(hub.url, printer.link)
    with running(machine, tmp_path) as visitor:
        visitor.core.connect(terminal.model.publish)
        terminal.model.attach(visitor.core.post)
        monkey = Monkey(terminal, seed=20261122)
        monkey.taps(ROUND)
        for _ in range(ROUND, MOST, 50):  # what was drawn once is kept: first every page has to be met
            if monkey.views >= VIEWS:
                break
            monkey.taps(50)
        sizes = [resident_mb()]
        for _ in range(ROUNDS):
            monkey.taps(ROUND)
            sizes.append(resident_mb())
        grown = [after - before for before, after in pairwise(sizes)]
        print(f"{grown} MB in rounds of {ROUND} taps; views {sorted(monkey.views)}")
        assert visitor.crashes == []
        terminal.model.attach(terminal.posts.append)
    assert monkey.views >= VIEWS
    assert min(grown) < GROWTH_MB, "a leak grows in every round; a pool that was filled once does not"
