"""A raw TCP line, as network printers offer it on port 9100."""

import socket
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from drivers.transports.base import TransportError
from drivers.transports.descriptor import DescriptorTransport


class TcpLine(BaseModel):
    """`transport` table of a network device."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["tcp"] = "tcp"
    host: str = Field(min_length=1)
    port: Annotated[int, Field(ge=1, le=65535)] = 9100
    connect_seconds: Annotated[float, Field(gt=0, le=30)] = 1.0

    longest_back_off: ClassVar[float] = 2.0  # nothing tells us when a network printer is switched on again

    def present(self) -> bool:
        """A network address is always worth a try."""
        return True

    @property
    def bytes_per_second(self) -> float:
        """How fast the wire is: never the bottleneck."""
        return 1_000_000.0

    def open(self) -> DescriptorTransport:
        """Connect. Raises TransportError when nobody answers."""
        try:
            line = socket.create_connection((self.host, self.port), timeout=self.connect_seconds)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.setblocking(False)
        except (OSError, UnicodeError) as error:
            raise TransportError(f"connect {self.host}:{self.port}: {error}") from error
        return DescriptorTransport(line.fileno(), line.fileno(), line.close)
