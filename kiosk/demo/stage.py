"""One screen of the demo hall as a person uses it: waits for what is seen, touches, types, takes pictures."""

from typing import Any

from kiosk.demo.parts import Part

STEP_LIMIT = 20.0


class StageError(Exception):
    """A step on a screen failed; the message says which and what was seen instead."""


class Stage:
    """Sends steps to one Qt program running with `--play -` and hears how each went."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.name = part.name

    def view(self, name: str, limit: float = STEP_LIMIT) -> dict[str, Any]:
        """Wait until the screen shows this view."""
        return self._do({"wait": {"view": name}, "timeout": limit}, limit)

    def item(self, name: str, limit: float = STEP_LIMIT, **wanted: object) -> dict[str, Any]:
        """Wait until an item is there and is as wanted (`enabled=True`, `text="~regex"`)."""
        return self._do({"wait": {"item": name, **wanted}, "timeout": limit}, limit)

    def gone(self, name: str, limit: float = STEP_LIMIT) -> dict[str, Any]:
        """Wait until an item is no longer seen."""
        return self._do({"wait": {"gone": name}, "timeout": limit}, limit)

    def touch(self, name: str) -> dict[str, Any]:
        """A finger on the item, down and up."""
        return self._do({"touch": name})

    def type(self, text: str) -> dict[str, Any]:
        """Text from a keyboard into what has the focus."""
        return self._do({"type": text})

    def key(self, name: str) -> dict[str, Any]:
        """One key or chord, as `F4` or `Ctrl+Return`."""
        return self._do({"key": name})

    def picture(self, name: str) -> dict[str, Any]:
        """What the screen shows now, as `<pictures>/<name>.png`."""
        return self._do({"picture": name})

    def _do(self, step: dict[str, object], limit: float = STEP_LIMIT) -> dict[str, Any]:
        self.part.send(step)
        answer = self.part.answer(limit + 10, lambda line: "ok" in line)
        if not answer["ok"]:
            raise StageError(f"{self.name}: {step} failed: {answer}")
        return answer
