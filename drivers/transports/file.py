"""A device file (`/dev/usb/lp0`) or a pair of FIFOs: written without blocking, read back where possible."""

import errno
import os
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from drivers.transports.base import TransportError
from drivers.transports.descriptor import DescriptorTransport


class FileLine(BaseModel):
    """`transport` table of a device file. `back` is only for FIFOs; a device file answers on itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["file"] = "file"
    path: str = Field(min_length=1, description="such as /dev/kiosk/printer, a link made by udev to /dev/usb/lp0")
    back: str = Field("", description="file the answers are read from, when it is another one")
    answers: bool = Field(True, description="false for a printer that never answers")

    longest_back_off: ClassVar[float] = 10.0

    def present(self) -> bool:
        """True while the file is there."""
        return Path(self.path).exists()

    @property
    def bytes_per_second(self) -> float:
        """How fast the wire is: never the bottleneck."""
        return 1_000_000.0

    def open(self) -> DescriptorTransport:
        """Open without waiting for the other side. Raises TransportError when it is not there."""
        opened: list[int] = []
        try:
            if self.answers and not self.back:
                opened.append(os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
                return _line(opened[0], opened[0], opened)
            # The reading end first: the fake on the other side waits for it before it opens its writing end.
            if self.answers:
                opened.append(os.open(self.back, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY))
            opened.append(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY))
            return _line(opened[0] if self.answers else None, opened[-1], opened)
        except OSError as error:
            for descriptor in opened:
                os.close(descriptor)
            reason = "nobody reads it" if error.errno == errno.ENXIO else error.strerror
            raise TransportError(f"open {self.path}: {reason}") from error


def _line(reader: int | None, writer: int, opened: list[int]) -> DescriptorTransport:
    def close() -> None:
        for descriptor in opened:
            os.close(descriptor)

    return DescriptorTransport(reader, writer, close)
