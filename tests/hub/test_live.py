"""Live values without HTTP: silence, clock offsets, one delta for one change."""

from typing import Any

from kiosk.hub.live import SILENCE_US, Live, Node

K1 = Node("terminal-1", "terminal", "К1", {"ru": "у входа"})
BOARD = Node("board-1", "board", "", {"ru": "над входом"})
NOW = 1_795_342_800_000_000


class Heard:
    """What was published, and the objects as a listener would hold them."""

    def __init__(self) -> None:
        self.calls = 0
        self.objects: dict[tuple[str, str], dict[str, Any]] = {}

    def __call__(self, put: Any, gone: Any) -> None:
        self.calls += 1
        for kind, ident, value in put:
            self.objects[kind, ident] = value
        for pair in gone:
            del self.objects[pair]

    def codes(self) -> set[str]:
        return {value["code"] for (kind, _), value in self.objects.items() if kind == "trouble"}


def printer(level: str, *codes: str) -> dict[str, Any]:
    return {"name": "printer", "state": "fault" if codes else "ready", "level": level, "codes": list(codes)}


def test_a_terminal_is_silent_after_ten_seconds_and_comes_back_with_its_first_word() -> None:
    heard = Heard()
    live = Live(heard)
    live.know([K1], 0)
    live.status(K1.id, [], "b", NOW, NOW, 1000)
    live.sweep(NOW, 1000 + SILENCE_US - 1)
    assert heard.codes() == set()
    live.sweep(NOW, 1000 + SILENCE_US)
    assert heard.codes() == {"terminal_silent"}
    assert heard.objects["terminal", K1.id]["link"] is False
    calls = heard.calls
    live.sweep(NOW, 1000 + 2 * SILENCE_US)
    assert heard.calls == calls
    live.status(K1.id, [], "b", NOW, NOW, 2000 + SILENCE_US)
    assert heard.codes() == set()
    assert heard.objects["terminal", K1.id]["link"] is True


def test_a_terminal_that_never_spoke_is_silent_too() -> None:
    heard = Heard()
    live = Live(heard)
    live.know([K1], 5)
    live.sweep(NOW, 5 + SILENCE_US)
    assert heard.codes() == {"terminal_silent"}


def test_a_silent_terminals_last_word_about_its_printer_gives_way_to_its_silence() -> None:
    heard = Heard()
    live = Live(heard)
    live.know([K1], 0)
    live.status(K1.id, [printer("error", "paper_end")], "b", NOW, NOW, 0)
    live.sweep(NOW, SILENCE_US)
    assert heard.codes() == {"terminal_silent"}


def test_boards_and_consoles_are_not_watched_for_silence() -> None:
    heard = Heard()
    live = Live(heard)
    live.know([BOARD], 0)
    live.sweep(NOW, 100 * SILENCE_US)
    assert heard.calls == 0


def test_one_report_is_one_delta_and_an_equal_one_is_none() -> None:
    heard = Heard()
    live = Live(heard)
    live.know([K1], 0)
    live.status(K1.id, [], "b", NOW, NOW, 0)
    calls = heard.calls
    live.status(K1.id, [printer("error", "paper_end", "cover_open")], "b", NOW, NOW, 0)
    assert heard.calls == calls + 1
    live.status(K1.id, [printer("error", "paper_end", "cover_open")], "b", NOW, NOW + 9, 0)
    assert heard.calls == calls + 1


def test_the_offset_is_that_of_the_quickest_report_and_is_forgotten_with_the_boot() -> None:
    live = Live(Heard())
    live.know([K1], 0)
    assert live.offset_us(K1.id) is None
    for late in (900, 40, 7000):
        live.status(K1.id, [], "b1", NOW - 5_000_000, NOW + late, 0)
    assert live.offset_us(K1.id) == 5_000_040
    live.status(K1.id, [], "b2", NOW + 3_000_000, NOW + 100, 0)
    assert live.offset_us(K1.id) == -2_999_900


def test_the_offset_follows_a_clock_that_was_set_but_not_one_slow_report() -> None:
    kept: list[int] = []
    live = Live(Heard(), lambda _, offset: kept.append(offset))
    live.know([K1], 0)
    live.status(K1.id, [], "b", NOW + 60_000_000, NOW, 0)
    live.status(K1.id, [], "b", NOW + 60_000_000, NOW + 4_000_000, 0)
    assert live.offset_us(K1.id) == -60_000_000
    for _ in range(3):
        live.status(K1.id, [], "b", NOW, NOW + 10, 0)
    assert live.offset_us(K1.id) == 10
    assert kept == [-60_000_000, 10]


def test_an_offset_is_known_again_after_a_restart() -> None:
    live = Live(Heard())
    live.restore_offsets({K1.id: 77})
    live.know([K1], 0)
    assert live.offset_us(K1.id) == 77


def test_strangers_change_nothing() -> None:
    heard = Heard()
    live = Live(heard)
    live.status("terminal-9", [printer("error", "paper_end")], "b", NOW, NOW, 0)
    assert heard.calls == 0
