"""How certificates are built: the authority, the leaf below it, and the names a leaf is good for."""

import contextlib
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LEAF_LIFE = timedelta(days=90)
CA_LIFE = timedelta(days=365 * 25)
# A machine whose clock was wrong when it made its authority must not lock its nodes out once the clock is right.
CA_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=1)  # clocks of nodes that run behind

Key = ec.EllipticCurvePrivateKey


def new_key() -> Key:
    """A P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def make_authority(key: Key, now: datetime) -> x509.Certificate:
    """A self-signed authority that may sign leaves and nothing below them."""
    common = f"kiosk authority {x509.random_serial_number():x}"[:40]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        _builder(name, name, key)
        .not_valid_before(min(CA_BEGINS, now - SLACK))
        .not_valid_after(max(CA_BEGINS, now) + CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def make_leaf(
    authority: x509.Certificate, ca_key: Key, key: Key, names: Sequence[str], now: datetime
) -> x509.Certificate:
    """A server certificate for `names`, good for 90 days from `now`."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"kiosk server {names[0]}"[:64])])
    return (
        _builder(subject, authority.subject, key)
        .not_valid_before(now - SLACK)
        .not_valid_after(now + LEAF_LIFE)
        .add_extension(alternative_names(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )


def alternative_names(names: Sequence[str]) -> x509.SubjectAlternativeName:
    """Host names and IP addresses as a certificate carries them."""
    return x509.SubjectAlternativeName([_general_name(name) for name in names])


def own_names(more: Iterable[str] = ()) -> list[str]:
    """What nodes may call this machine: its host name, its addresses, loopback, and the names of its machine file."""
    host = socket.gethostname()
    found = {"localhost", "127.0.0.1", host, *more}
    with contextlib.suppress(OSError):  # a machine that cannot resolve itself is reached by its machine file's names
        found.update(str(info[4][0]) for info in socket.getaddrinfo(host, None))
    return sorted({name.partition("%")[0] for name in found if name})


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    serial = x509.random_serial_number()
    return x509.CertificateBuilder(
        issuer_name=issuer, subject_name=subject, public_key=key.public_key(), serial_number=serial
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
