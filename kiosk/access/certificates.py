"""The server's own certificate authority and the certificate it serves: made at the first start, renewed by itself.

The authority is made once and kept: nodes pin it when they are enrolled. The certificate below it (the leaf) is
renewed when the names or addresses of the machine change, when a third of its life is left, and when the clock stands
outside it.
"""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from kiosk.access.authority import Key, alternative_names, key_pem, make_authority, make_leaf, new_key, pem
from kiosk.access.identity import write_private


@dataclass(frozen=True, slots=True)
class Files:
    """Where the certificates of one server lie: keys readable by the owner alone."""

    ca: Path
    ca_key: Path
    leaf: Path
    leaf_key: Path

    @classmethod
    def below(cls, state: Path) -> "Files":
        folder = state / "tls"
        return cls(folder / "ca.pem", folder / "ca.key", folder / "leaf.pem", folder / "leaf.key")


class CertificateError(Exception):
    """Half of the authority is missing or unreadable; the message names the file. It is never made anew by itself."""


class Certificates:
    """The authority and the leaf of one server, kept below its state folder."""

    def __init__(self, state: Path, names: Iterable[str], now: datetime) -> None:
        """`names` are host names and IP addresses that nodes may use; `now` is aware."""
        self.files = Files.below(state)
        self.names = sorted(set(names)) or ["localhost"]
        self.files.ca.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._authority, self._key = self._load_or_make_authority(now)
        self.renew(now)

    @property
    def ca_pem(self) -> str:
        """What nodes pin."""
        return pem(self._authority).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority, for people to compare: eight groups of eight hexadecimal digits."""
        return fingerprint(self.ca_pem)

    def context(self) -> ssl.SSLContext:
        """A server context over the present leaf; `reload` puts a renewed leaf into it for new connections."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.reload(context)
        return context

    def reload(self, context: ssl.SSLContext) -> None:
        """Serve the present leaf from the next connection on."""
        context.load_cert_chain(self.files.leaf, self.files.leaf_key)

    def renew(self, now: datetime) -> bool:
        """Make a new leaf when it is due; whether it was. Call it at start and once a day."""
        if self._leaf_is_good(now):
            return False
        key = new_key()
        leaf = make_leaf(self._authority, self._key, key, self.names, now)
        # Key and certificate in one file each; a crash between the two writes is seen at the next start (keys differ).
        write_private(self.files.leaf_key, key_pem(key))
        write_private(self.files.leaf, pem(leaf) + pem(self._authority), mode=0o644)
        return True

    def _leaf_is_good(self, now: datetime) -> bool:
        try:
            leaf = x509.load_pem_x509_certificate(self.files.leaf.read_bytes())
            key = serialization.load_pem_private_key(self.files.leaf_key.read_bytes(), None)
            leaf.verify_directly_issued_by(self._authority)
            names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except Exception:  # noqa: BLE001 - whatever is wrong with it: a new one is made
            return False
        begins, ends = leaf.not_valid_before_utc, leaf.not_valid_after_utc
        same_key = isinstance(key, Key) and key.public_key() == leaf.public_key()
        same_names = names == alternative_names(self.names)
        return same_key and same_names and begins <= now and ends - now > (ends - begins) / 3

    def _load_or_make_authority(self, now: datetime) -> tuple[x509.Certificate, Key]:
        files = self.files
        if not files.ca.exists() and not files.ca_key.exists():
            self._make_authority(now)
        try:
            authority = x509.load_pem_x509_certificate(files.ca.read_bytes())
            key = serialization.load_pem_private_key(files.ca_key.read_bytes(), None)
        except Exception as error:
            raise CertificateError(f"{files.ca} and {files.ca_key.name} cannot be read: {error}") from error
        if not isinstance(key, Key) or key.public_key() != authority.public_key():
            raise CertificateError(f"{files.ca_key} is not the key of {files.ca.name}")
        return authority, key

    def _make_authority(self, now: datetime) -> None:
        key = new_key()
        write_private(self.files.ca_key, key_pem(key))
        write_private(self.files.ca, pem(make_authority(key, now)), mode=0o644)


def fingerprint(ca_pem: str) -> str:
    """SHA-256 of a certificate in PEM, in groups of eight; raises ValueError when it is none."""
    text = x509.load_pem_x509_certificate(ca_pem.encode()).fingerprint(hashes.SHA256()).hex()
    return "-".join(text[at : at + 8] for at in range(0, len(text), 8))
