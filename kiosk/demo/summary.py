"""What the demo tells at its end: each thing that was shown, how long it took, and what failed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass
class Line:
    """One thing shown: `milliseconds` is None where a time means nothing."""

    what: str
    milliseconds: float | None
    fault: str = ""


@dataclass
class Summary:
    """Lines in the order they happened; the demo passed when none has a fault."""

    lines: list[Line] = field(default_factory=list)

    def add(self, what: str, milliseconds: float | None = None, fault: str = "") -> None:
        self.lines.append(Line(what, milliseconds, fault))

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Time a block and note it; a failure inside is noted with its words and goes on up."""
        start = time.monotonic()
        try:
            yield
        except Exception as error:
            self.add(what, (time.monotonic() - start) * 1000, f"{type(error).__name__}: {error}")
            raise
        self.add(what, (time.monotonic() - start) * 1000)

    @property
    def passed(self) -> bool:
        return bool(self.lines) and not any(line.fault for line in self.lines)

    def show(self, console: Console, pictures: Path) -> None:
        """Print the table, where the pictures are, and the verdict."""
        table = Table("", "what was shown", "time", box=None, pad_edge=False)
        for line in self.lines:
            took = "" if line.milliseconds is None else f"{line.milliseconds:,.0f} ms".replace(",", " ")
            table.add_row("✗" if line.fault else "✓", f"{line.what}  {line.fault}".rstrip(), took)
        console.print(table)
        names = sorted(path.name for path in pictures.glob("*.png"))
        console.print(f"{len(names)} pictures in {pictures}")
        console.print("demo passed" if self.passed else "demo FAILED")
