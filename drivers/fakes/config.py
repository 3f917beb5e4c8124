"""The config file of the fakes: which devices there are, and where each can be plugged in."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from drivers.fakes.device import FakeDevice
from drivers.fakes.file_ports import FifoPort, PtyPort
from drivers.fakes.ports import OnBytes, Port
from drivers.fakes.tcp_port import TcpPort
from drivers.fakes.ticket_printer import FakePrinter

PortNumber = Annotated[int, Field(ge=0, le=65535)]


class FakesError(ValueError):
    """The config file cannot be used; the message says where and why."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ApiTable(_Table):
    """`[api]`: 0 takes any free port; the ready line says which."""

    port: PortNumber = 0


class DeviceTable(_Table):
    """`[[devices]]`: exactly one of `link` (pty), `tcp` (port) and `fifo` (path; `back` for the answers)."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    kind: Literal["ticket_printer"]
    link: Path | None = None
    tcp: PortNumber | None = None
    fifo: Path | None = None
    back: Path | None = None
    width_mm: Literal[58, 80] = 80
    mm_per_second: Annotated[float, Field(ge=0, le=1000)] = 150.0
    buffer: Annotated[int, Field(ge=256, le=1 << 22)] = 65536

    @model_validator(mode="after")
    def _one_line(self) -> "DeviceTable":
        if sum(line is not None for line in (self.link, self.tcp, self.fifo)) != 1:
            raise ValueError("name exactly one of link, tcp, fifo")
        return self

    def build(self) -> FakeDevice:
        """The device, not yet plugged in."""
        return FakePrinter(
            self.id, self._port, width_mm=self.width_mm, mm_per_second=self.mm_per_second, buffer=self.buffer
        )

    def _port(self, on_bytes: OnBytes, room: Callable[[], bool]) -> Port:
        if self.link is not None:
            return PtyPort(self.link, on_bytes, room)
        if self.fifo is not None:
            return FifoPort(self.fifo, self.back, on_bytes, room)
        return TcpPort(self.tcp or 0, on_bytes, room)


class FakesConfig(_Table):
    """The whole file."""

    api: ApiTable = ApiTable()
    devices: list[DeviceTable] = Field(min_length=1)

    @model_validator(mode="after")
    def _different_ids(self) -> "FakesConfig":
        ids = [device.id for device in self.devices]
        if len(set(ids)) != len(ids):
            raise ValueError("a device id stands twice")
        return self


def load(path: Path) -> FakesConfig:
    """Read the file. Raises FakesError."""
    try:
        return FakesConfig.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise FakesError(f"{path}: {problems}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FakesError(f"{path}: {error}") from error
