"""A serial line through pyserial: opened exclusively, by name, with modem lines left alone unless asked for."""

import os
import termios
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import serial
from pydantic import BaseModel, ConfigDict, Field

from drivers.transports.base import TransportError
from drivers.transports.descriptor import DescriptorTransport


class SerialLine(BaseModel):
    """`transport` table of a serial device."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["serial"] = "serial"
    port: str = Field(min_length=1, description="stable name, such as /dev/kiosk/printer")
    baud: Annotated[int, Field(ge=300, le=4_000_000)] = 9600
    bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    stop: Literal[1, 2] = 1
    flow: Literal["none", "rtscts", "xonxoff"] = "none"

    longest_back_off: ClassVar[float] = 10.0

    def present(self) -> bool:
        """True while the port's name is there."""
        return Path(self.port).exists()

    @property
    def bytes_per_second(self) -> float:
        """How fast the wire is, in payload bytes."""
        return self.baud / (1 + self.bits + (self.parity != "N") + self.stop)

    def open(self) -> DescriptorTransport:
        """Open the port (pyserial sets speed and raw mode; reads and writes then go to the descriptor itself).

        Raises TransportError: absent, busy with another program, or not a serial port.
        """
        try:
            line = serial.Serial(
                self.port,
                self.baud,
                bytesize=self.bits,
                parity=self.parity,
                stopbits=self.stop,
                timeout=0,
                rtscts=self.flow == "rtscts",
                xonxoff=self.flow == "xonxoff",
                exclusive=True,
            )
        except (serial.SerialException, OSError, termios.error, ValueError) as error:
            raise TransportError(f"open {self.port}: {error}") from error
        return DescriptorTransport(line.fileno(), line.fileno(), lambda: _close(line))


def _close(line: serial.Serial) -> None:
    """Drop what was not sent (a late half of a job must not reach a printer that was switched on again), then close."""
    try:
        termios.tcflush(line.fileno(), termios.TCIOFLUSH)
    except (OSError, termios.error):
        pass  # the device is gone, so is its buffer
    finally:
        descriptor = line.fd
        try:
            line.close()
        except (serial.SerialException, OSError, termios.error):
            if descriptor is not None:
                os.close(descriptor)
