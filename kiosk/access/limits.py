"""How often one source may knock at one door: token buckets over a monotonic clock, in bounded memory."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

SOURCES = 4096  # buckets kept; the one not seen for longest goes first


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` knocks at once, then one more every `every` seconds."""

    burst: int
    every: float


# The doors that give a token to somebody who has none. Generous to a technician who enrols a hall in one go,
# hopeless for guessing: a 50-bit code, 33 tries in ten minutes; a PIN locks long before.
DOORS: dict[str, Rate] = {
    "first-administrator": Rate(burst=10, every=30.0),
    "enrol": Rate(burst=30, every=3.0),
    "sign-in": Rate(burst=20, every=3.0),
    "bad-token": Rate(burst=60, every=1.0),
    "audit": Rate(burst=1, every=60.0),
}


class Limits:
    """All buckets of one server. Used by one thread; `now_us` is the caller's monotonic clock in microseconds."""

    def __init__(self, doors: Mapping[str, Rate] = DOORS) -> None:
        self._doors = doors
        self._buckets: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def take(self, door: str, source: str, now_us: int) -> float:
        """Let `source` through `door` once. 0.0 means go on, else the seconds until the next try has a chance."""
        rate = self._doors[door]
        left, at = self._buckets.pop((door, source), (float(rate.burst), now_us))
        left = min(float(rate.burst), left + max(0, now_us - at) / 1e6 / rate.every)
        allowed = left >= 1.0
        self._buckets[door, source] = (left - 1.0 if allowed else left, now_us)
        while len(self._buckets) > SOURCES:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1.0 - left) * rate.every

    def __len__(self) -> int:
        return len(self._buckets)
