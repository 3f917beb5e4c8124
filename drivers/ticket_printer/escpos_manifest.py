"""The way into the ESC/POS driver: what it is, what its tables may say, and building one from them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from drivers.registry import ConfigError, Manifest
from drivers.ticket_printer.base import FAULTS, KIND
from drivers.ticket_printer.escpos import EscPosPrinter
from drivers.ticket_printer.escpos_options import EscPosOptions
from drivers.transports import FileLine, SerialLine, TcpLine, line
from drivers.words import Status

FONT_HEADS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")


def build(
    name: str, transport: Mapping[str, Any], options: Mapping[str, Any], on_status: Callable[[Status], None]
) -> EscPosPrinter:
    """See registry.Build."""
    try:
        attached, settings = line(transport), EscPosOptions.model_validate(dict(options))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"{name}: {problems}") from error
    if settings.font_file is not None:
        _look_at_font(name, settings.font_file)
    return EscPosPrinter(
        name,
        attached.open,
        settings,
        on_status,
        bytes_per_second=attached.bytes_per_second,
        present=attached.present,
        longest_back_off=attached.longest_back_off,
    )


def _look_at_font(name: str, path: Path) -> None:
    """Found now, by its first bytes, not when a visitor waits."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise ConfigError(f"{name}: font: {path}: {error.strerror}") from error
    if head not in FONT_HEADS:
        raise ConfigError(f"{name}: font: {path} is not a TrueType or OpenType file")


MANIFEST = Manifest(
    id="escpos",
    kind=KIND,
    title="ESC/POS ticket printer",
    transports=("serial", "tcp", "file"),
    options=EscPosOptions.model_json_schema(),
    transport={"oneOf": [each.model_json_schema() for each in (SerialLine, TcpLine, FileLine)]},
    faults=FAULTS,
    build=build,
)
