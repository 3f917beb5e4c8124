"""Latest values that are worth nothing tomorrow: what terminals say of their devices, and who has fallen silent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.clock import from_us

SILENCE_US = 10_000_000
KEPT_OFFSETS = 30
SET_ANEW = 3
STEP_US = 1_000_000
WORTH_KEEPING_US = 200_000
LONGEST_OFFSET_US = 1 << 62
WORDS = {"error": "error", "warning": "warning", "unknown": "error"}

Entity = tuple[str, str, dict[str, Any]]
Publish = Callable[[Sequence[Entity], Sequence[tuple[str, str]]], None]


@dataclass(frozen=True)
class Node:
    """An enrolled machine as staff see it."""

    id: str
    role: str
    code: str
    place: Mapping[str, str]


@dataclass
class _Watched:
    node: Node
    heard_us: int
    link: bool
    troubles: dict[str, dict[str, Any]] = field(default_factory=dict)
    boot: str = ""
    offsets: list[int] = field(default_factory=list)


class Live:
    """Used by the event loop alone; `offset_us` may be read by the writer's thread.

    `publish(put, gone)` is called at most once per call, and only when something changed.
    """

    def __init__(self, publish: Publish, keep_offset: Callable[[str, int], None] | None = None) -> None:
        """`keep_offset(node, microseconds)` is called when an offset became another one by a fifth of a second."""
        self._publish = publish
        self._keep_offset = keep_offset
        self._kept: dict[str, int] = {}
        self._nodes: dict[str, _Watched] = {}
        self._offsets: dict[str, int] = {}

    def know(self, nodes: Sequence[Node], mono_us: int) -> None:
        """Set the enrolled machines: new ones are watched from now on, missing ones leave with their troubles."""
        gone: list[tuple[str, str]] = []
        put: list[Entity] = []
        for missing in self._nodes.keys() - {node.id for node in nodes}:
            left = self._nodes.pop(missing)
            self._offsets.pop(missing, None)
            gone += [("trouble", trouble) for trouble in left.troubles]
            gone += [("terminal", missing)] if left.node.role == "terminal" else []
        for node in nodes:
            known = self._nodes.get(node.id)
            if known is None:
                self._nodes[node.id] = known = _Watched(node, mono_us, link=False)
            elif known.node == node:
                continue
            known.node = node
            put += self._terminal(known)
        self._tell(put, gone)

    def status(
        self, node_id: str, devices: Sequence[Mapping[str, Any]], boot: str, sent_us: int, now_us: int, mono_us: int
    ) -> None:
        """Take one status report: moments in microseconds since 1970 (`sent_us` by the sender's clock)."""
        watched = self._nodes.get(node_id)
        if watched is None:
            return
        if boot != watched.boot:
            watched.boot, watched.offsets = boot, []
        self._measure(watched, now_us - sent_us)
        came_back, watched.link, watched.heard_us = not watched.link, True, mono_us
        put = self._terminal(watched) if came_back else []
        told = {
            f"{node_id}:{device['name']}:{code}": (device, code)
            for device in devices
            if device["level"] != "ok"
            for code in (device["codes"] or [device["state"]])
        }
        self._replace(watched, told, now_us, put)

    def sweep(self, now_us: int, mono_us: int) -> None:
        """Notice terminals that said nothing for 10 s; called about once a second."""
        for watched in self._nodes.values():
            silent = f"{watched.node.id}::terminal_silent"
            if watched.node.role != "terminal" or silent in watched.troubles or mono_us - watched.heard_us < SILENCE_US:
                continue
            watched.link = False
            told: dict[str, tuple[Mapping[str, Any], str]] = {
                silent: ({"name": "terminal", "level": "error"}, "terminal_silent")
            }
            self._replace(watched, told, now_us, self._terminal(watched))

    def offset_us(self, node_id: str) -> int | None:
        """What must be added to this machine's wall clock to get the hub's; None when it was never measured."""
        return self._offsets.get(node_id)

    def restore_offsets(self, known: Mapping[str, int]) -> None:
        """Take over what was measured before the hub was started again."""
        self._kept = dict(known)
        self._offsets = {**known, **self._offsets}

    def _measure(self, watched: _Watched, difference_us: int) -> None:
        """The smallest difference of the last minute had the least delay on the way: it is the clocks' own.

        Three in a row that agree and are far larger mean that the clock was set back, not that the way is slow.
        """
        watched.offsets = [*watched.offsets[1 - KEPT_OFFSETS :], difference_us]
        newest = watched.offsets[-SET_ANEW:]
        agree = len(newest) == SET_ANEW and max(newest) - min(newest) < STEP_US
        if agree and min(newest) - min(watched.offsets) > STEP_US:
            watched.offsets = newest
        ident = watched.node.id
        self._offsets[ident] = offset = min(watched.offsets)
        kept = self._kept.get(ident)
        if self._keep_offset is not None and (kept is None or abs(offset - kept) > WORTH_KEEPING_US):
            self._kept[ident] = offset
            self._keep_offset(ident, max(-LONGEST_OFFSET_US, min(offset, LONGEST_OFFSET_US)))

    def _replace(
        self, watched: _Watched, told: Mapping[str, tuple[Mapping[str, Any], str]], now_us: int, put: list[Entity]
    ) -> None:
        gone = [("trouble", old) for old in watched.troubles if old not in told]
        for old in gone:
            del watched.troubles[old[1]]
        for trouble, (device, code) in told.items():
            before = watched.troubles.get(trouble)
            now = {
                "place": dict(watched.node.place),
                "device": device["name"],
                "code": code,
                "level": WORDS.get(device["level"], "error"),
                "since": before["since"] if before else iso(now_us),
            }
            if now != before:
                watched.troubles[trouble] = now
                put.append(("trouble", trouble, now))
        self._tell(put, gone)

    def _terminal(self, watched: _Watched) -> list[Entity]:
        if watched.node.role != "terminal":
            return []
        node = watched.node
        return [("terminal", node.id, {"code": node.code, "place": dict(node.place), "link": watched.link})]

    def _tell(self, put: Sequence[Entity], gone: Sequence[tuple[str, str]]) -> None:
        if put or gone:
            self._publish(put, gone)


def iso(us: int) -> str:
    """Microseconds since 1970 as ISO 8601 in UTC with milliseconds."""
    return from_us(us).isoformat(timespec="milliseconds").replace("+00:00", "Z")
