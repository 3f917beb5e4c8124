"""The machine file: what this one machine is, where its hub is, which screen and devices it has."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MACHINE_FILE = Path("/etc/kiosk/machine.toml")
STATE = Path("/var/lib/kiosk")

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Part(BaseModel):
    """Base of every table: an unknown key is an error, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Node(Part):
    """Who this machine is in the hall."""

    name: str = Field("node", pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")
    place: dict[str, str] = Field(default_factory=dict, description="where it stands, by language")


class Parent(Part):
    """The server above this machine."""

    url: str = Field("", pattern=r"^(https?://[^\s/]+)?$")


class Serve(Part):
    """What this machine listens on (hub, central)."""

    host: str = "127.0.0.1"
    port: Port = 8080
    tls: Literal["auto", "always", "never"] = "auto"
    names: list[str] = Field(default_factory=list, description="further names and addresses in the certificate")


class Desk(Part):
    """Which desk stands here."""

    number: int = Field(1, ge=1, le=999)


class Screen(Part):
    """The panel: pixels, and how many of them make a millimetre."""

    width: int = Field(1080, ge=320, le=7680)
    height: int = Field(1920, ge=320, le=7680)
    px_per_mm: Positive = 4.0
    fullscreen: bool = True
    renderer: Literal["software", "opengl"] = "software"
    theme: Literal["light", "dark"] = "light"
    reduced_motion: bool = False
    colour: str = Field("#0E4A5A", pattern=r"^#[0-9A-Fa-f]{6}$", description="the centre's one colour")


class Idle(Part):
    """Seconds of quiet before the screen asks, and before it clears."""

    seconds: Positive = 30
    reading: Positive = 60
    warning: Positive = 20
    result: Positive = 15


class Sound(Part):
    """The player program of chimes; empty = silent. The file name is added as the last argument."""

    player: list[str] = Field(default_factory=lambda: ["aplay", "-q"])
    limit: Positive = 5.0


class Device(Part):
    """One attached device: which driver, how it is reached, its own options."""

    driver: str
    transport: dict[str, Any]
    options: dict[str, Any] = Field(default_factory=dict)


class Machine(Part):
    """The whole machine file."""

    node: Node = Node()
    hub: Parent = Parent()
    central: Parent = Parent()
    serve: Serve = Serve()
    desk: Desk = Desk()
    screen: Screen = Screen()
    idle: Idle = Idle()
    sound: Sound = Sound()
    languages: list[str] = Field(default_factory=lambda: ["ru", "en"], min_length=1)
    number_budget_ms: Positive = 300
    devices: dict[str, Device] = Field(default_factory=dict)


class SettingsError(Exception):
    """The machine file cannot be used; the message names file, place and what was expected."""

    def __init__(self, message: str, file: Path | None = None) -> None:
        super().__init__(message)
        self.file = file


def load_machine(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Machine:
    """Read the machine file. Without a path: `$KIOSK_CONFIG`, else `/etc/kiosk/machine.toml`, else the defaults.

    Raises SettingsError when a named file is missing, is not TOML or has an unknown or wrong value.
    """
    named = path or (Path(environment["KIOSK_CONFIG"]) if environment.get("KIOSK_CONFIG") else None)
    file = named or MACHINE_FILE
    if named is None and not file.exists():
        return Machine()
    try:
        return Machine.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"{file}: {problems}", file) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}", file) from error


def state_folder(machine: Machine, given: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of this node's state: `--state`, else `$KIOSK_STATE`, else `/var/lib/kiosk/<node>`."""
    if given:
        return given
    if environment.get("KIOSK_STATE"):
        return Path(environment["KIOSK_STATE"])
    return STATE / machine.node.name
