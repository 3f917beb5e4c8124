"""Ways bytes reach a device: serial, TCP, file. `line(table)` reads a `transport` table of the machine file."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from drivers.transports.base import Transport, TransportError, TransportFactory
from drivers.transports.file import FileLine
from drivers.transports.serial import SerialLine
from drivers.transports.tcp import TcpLine

Line = SerialLine | TcpLine | FileLine
_LINES: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])


def line(table: Mapping[str, Any]) -> Line:
    """The line a table describes; its `open` is the transport factory. Raises pydantic.ValidationError."""
    return _LINES.validate_python(dict(table))


__all__ = ["FileLine", "Line", "SerialLine", "TcpLine", "Transport", "TransportError", "TransportFactory", "line"]
