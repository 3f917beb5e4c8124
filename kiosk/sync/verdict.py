"""What a server says about a batch of events, and how that looks in JSON."""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Accepted:
    """The events are on this disk: `acked` is the last sequence here, `central` the last at the centre."""

    acked: int
    central: int
    status: Final = 200

    def as_json(self) -> dict[str, Any]:
        return {"acked": self.acked, "central": self.central}


@dataclass(frozen=True)
class Refused:
    """409 gap; 422 chain_broken, no_epoch_start, fork, quarantined, foreign_origin; 503 not_saved."""

    status: int
    code: str
    acked: int

    def as_json(self) -> dict[str, Any]:
        return {"error": {"code": self.code, "values": {}}, "acked": self.acked}
