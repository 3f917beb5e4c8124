"""The server's own authority and leaf: what is kept and what is renewed."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from kiosk.access.authority import own_names
from kiosk.access.certificates import CertificateError, Certificates, Files, fingerprint

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
NAMES = ["localhost", "127.0.0.1"]


def leaf(state: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(Files.below(state).leaf.read_bytes())


def test_the_authority_is_made_once_and_kept(tmp_path) -> None:
    first = Certificates(tmp_path, NAMES, NOW)
    second = Certificates(tmp_path, NAMES, NOW + timedelta(days=3000))
    assert first.ca_pem == second.ca_pem
    assert first.fingerprint == second.fingerprint == fingerprint(first.ca_pem)


def test_keys_are_readable_by_the_owner_alone(tmp_path) -> None:
    files = Certificates(tmp_path, NAMES, NOW).files
    assert {file.stat().st_mode & 0o777 for file in (files.ca_key, files.leaf_key)} == {0o600}


def test_a_restart_with_the_same_names_keeps_the_leaf(tmp_path) -> None:
    Certificates(tmp_path, NAMES, NOW)
    before = leaf(tmp_path)
    Certificates(tmp_path, reversed(NAMES), NOW + timedelta(days=59))
    assert leaf(tmp_path) == before


def test_a_new_name_or_address_renews_the_leaf_and_not_the_authority(tmp_path) -> None:
    first = Certificates(tmp_path, NAMES, NOW)
    before = leaf(tmp_path)
    second = Certificates(tmp_path, [*NAMES, "hub.hall", "192.0.2.7"], NOW)
    after = leaf(tmp_path)
    assert after != before
    assert second.ca_pem == first.ca_pem
    names = after.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["hub.hall", "localhost"]
    assert [str(a) for a in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1", "192.0.2.7"]


def test_the_leaf_is_renewed_when_a_third_of_its_life_is_left(tmp_path) -> None:
    certificates = Certificates(tmp_path, NAMES, NOW)
    begins, ends = leaf(tmp_path).not_valid_before_utc, leaf(tmp_path).not_valid_after_utc
    due = ends - (ends - begins) / 3
    assert not certificates.renew(due - timedelta(seconds=1))
    assert certificates.renew(due)
    assert leaf(tmp_path).not_valid_after_utc == due + timedelta(days=90)


def test_a_clock_that_went_back_behind_the_leaf_renews_it(tmp_path) -> None:
    certificates = Certificates(tmp_path, NAMES, NOW)
    assert certificates.renew(NOW - timedelta(days=400))


def test_the_authority_covers_a_clock_that_was_wrong_by_years(tmp_path) -> None:
    authority = x509.load_pem_x509_certificate(Certificates(tmp_path, NAMES, NOW).ca_pem.encode())
    assert authority.not_valid_before_utc <= datetime(2020, 1, 1, tzinfo=UTC)
    assert authority.not_valid_after_utc >= NOW + timedelta(days=365 * 20)


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
@pytest.mark.parametrize("name", ["leaf", "leaf_key"])
def test_a_damaged_leaf_is_made_anew(tmp_path, damage: bytes, name: str) -> None:
    first = Certificates(tmp_path, NAMES, NOW)
    getattr(first.files, name).write_bytes(damage)
    second = Certificates(tmp_path, NAMES, NOW)
    second.context()
    assert second.ca_pem == first.ca_pem


def test_a_key_that_is_not_the_leafs_is_noticed(tmp_path) -> None:
    certificates = Certificates(tmp_path, NAMES, NOW)
    foreign = Certificates(tmp_path / "other", NAMES, NOW)
    certificates.files.leaf_key.write_bytes(foreign.files.leaf_key.read_bytes())
    assert certificates.renew(NOW)
    certificates.context()


@pytest.mark.parametrize("name", ["ca", "ca_key"])
def test_a_damaged_or_missing_half_of_the_authority_is_never_made_anew(tmp_path, name: str) -> None:
    files = Certificates(tmp_path, NAMES, NOW).files
    getattr(files, name).write_bytes(b"rubbish")
    with pytest.raises(CertificateError, match="ca"):
        Certificates(tmp_path, NAMES, NOW)
    getattr(files, name).unlink()
    with pytest.raises(CertificateError, match="ca"):
        Certificates(tmp_path, NAMES, NOW)


def test_the_key_of_another_authority_is_refused(tmp_path) -> None:
    files = Certificates(tmp_path, NAMES, NOW).files
    files.ca_key.write_bytes(Certificates(tmp_path / "other", NAMES, NOW).files.ca_key.read_bytes())
    with pytest.raises(CertificateError, match="not the key"):
        Certificates(tmp_path, NAMES, NOW)


def test_own_names_hold_loopback_and_what_the_machine_file_adds() -> None:
    assert {"localhost", "127.0.0.1", "hub.hall"} <= set(own_names(["hub.hall", ""]))


def test_old_protocol_versions_are_not_spoken(tmp_path) -> None:
    context = Certificates(tmp_path, NAMES, NOW).context()
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
