"""What the control API can do with any fake device, whatever it stands for."""

from collections.abc import Mapping
from typing import Any, Protocol


class NoSuchThing(KeyError):
    """No such fault, action or paper; the message names those that exist."""


class NotNow(Exception):
    """The action makes no sense in this moment."""


class FakeDevice(Protocol):
    """One device. Methods may be called from any thread."""

    id: str
    kind: str

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def about(self) -> dict[str, Any]:
        """What it is, where it listens, which faults are on."""

    def fault(self, name: str, on: bool, settings: Mapping[str, Any]) -> None:
        """Switch a fault. Raises NoSuchThing, ValueError (settings)."""

    def do(self, action: str) -> None:
        """What a person does to it. Raises NoSuchThing, NotNow."""

    def ledger(self) -> dict[str, Any]:
        """What it was made to do, with times."""

    def papers(self) -> list[dict[str, Any]]:
        """Short notes on all papers."""

    def paper(self, number: int) -> dict[str, Any]:
        """One paper, from 1. Raises NoSuchThing."""

    def paper_png(self, number: int) -> bytes:
        """Its picture. Raises NoSuchThing."""
