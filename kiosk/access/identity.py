"""Who this node is, on disk: `identity.json` (readable by its owner alone) and the pinned certificate authority."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

FILE = "identity.json"
CENTRAL_FILE = "central.json"
CA_FILE = "ca.pem"
CENTRAL_CA_FILE = "central-ca.pem"


class IdentityError(Exception):
    """This node is not enrolled, or its identity cannot be read; the message says which file and what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a server gave this node when it was enrolled.

    `id` names the node in the hall and is the origin of its journal; `code` is a terminal's label code ("К1"), else "".
    `hub_url` is the server that gave the identity: the hub, or the centre for a hub's identity in `central.json`.
    """

    id: str
    role: str
    token: str = field(repr=False)
    hub_url: str
    code: str = ""
    hall: str = ""

    @classmethod
    def load(cls, state: Path, *, central: bool = False) -> "Identity":
        """Read it from the state folder; raises IdentityError when it is not there or not whole."""
        file = state / (CENTRAL_FILE if central else FILE)
        try:
            found = json.loads(file.read_text("utf-8"))
        except FileNotFoundError as error:
            raise IdentityError(f"{file}: this node is not enrolled yet (kiosk enrol URL CODE)") from error
        except (OSError, ValueError) as error:
            raise IdentityError(f"{file}: {error}") from error
        return cls._from(found, file)

    @classmethod
    def _from(cls, found: object, file: Path) -> "Identity":
        names = {f.name for f in fields(cls)}
        texts = isinstance(found, dict) and all(type(value) is str for value in found.values())
        if not isinstance(found, dict) or not texts or not names.issuperset(found):
            raise IdentityError(f"{file}: expected an object of texts named {', '.join(sorted(names))}")
        try:
            identity = cls(**found)
        except TypeError as error:
            raise IdentityError(f"{file}: {error}") from error
        if not (identity.id and identity.role and identity.token and identity.hub_url):
            raise IdentityError(f"{file}: id, role, token and hub_url may not be empty")
        return identity

    @classmethod
    def find(cls, state: Path, *, central: bool = False) -> "Identity | None":
        """The identity, or None while this node is not enrolled; raises IdentityError when the file is damaged."""
        return cls.load(state, central=central) if (state / (CENTRAL_FILE if central else FILE)).exists() else None

    def save(self, state: Path, *, ca_pem: str = "", central: bool = False) -> None:
        """Write it, and the authority to pin, whole or not at all; only the owner may read the token."""
        state.mkdir(parents=True, exist_ok=True)
        ca_file = state / (CENTRAL_CA_FILE if central else CA_FILE)
        if ca_pem:
            write_private(ca_file, ca_pem.encode(), mode=0o644)
        else:
            ca_file.unlink(missing_ok=True)
        write_private(state / (CENTRAL_FILE if central else FILE), _text(asdict(self)))

    @staticmethod
    def ca_file(state: Path, *, central: bool = False) -> Path | None:
        """The pinned authority, or None when the server is reached without TLS."""
        file = state / (CENTRAL_CA_FILE if central else CA_FILE)
        return file if file.exists() else None


def own_id(state: Path, role: str) -> str:
    """A server's own name (`hub-3f9a…`), made at its first start and kept in `node.json`: the origin of its journal."""
    file = state / "node.json"
    try:
        found = json.loads(file.read_text("utf-8"))
        return str(found["id"])
    except FileNotFoundError:
        name = f"{role}-{os.urandom(6).hex()}"
        state.mkdir(parents=True, exist_ok=True)
        write_private(file, _text({"id": name}), mode=0o644)
        return name
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IdentityError(f"{file}: {error!r}; without it the journal's origin is unknown") from error


def write_private(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace `file` in one step and flush it to disk; nobody else may read it before its mode is set."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _text(values: Mapping[str, str]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
