"""A node's identity on disk."""

import json

import pytest

from kiosk.access.identity import Identity, IdentityError, own_id

WHO = Identity("terminal-1", "terminal", "kiosk-device-x", "https://hub:8080", code="К1", hall="arbat")


def test_what_was_saved_is_loaded_and_nobody_else_may_read_it(tmp_path) -> None:
    WHO.save(tmp_path / "new", ca_pem="-----PEM-----")
    assert Identity.load(tmp_path / "new") == WHO
    assert (tmp_path / "new" / "identity.json").stat().st_mode & 0o777 == 0o600
    assert Identity.ca_file(tmp_path / "new").read_text() == "-----PEM-----"
    assert WHO.token not in repr(WHO)


def test_the_identity_towards_the_centre_stands_beside_the_own_one(tmp_path) -> None:
    central = Identity("hub-9", "hub", "t", "https://centre")
    WHO.save(tmp_path)
    central.save(tmp_path, ca_pem="centre", central=True)
    assert Identity.load(tmp_path) == WHO
    assert Identity.load(tmp_path, central=True) == central
    assert Identity.ca_file(tmp_path) is None
    assert Identity.ca_file(tmp_path, central=True).read_text() == "centre"


def test_enrolling_anew_without_tls_forgets_the_old_authority(tmp_path) -> None:
    WHO.save(tmp_path, ca_pem="old")
    WHO.save(tmp_path)
    assert Identity.ca_file(tmp_path) is None


def test_a_node_that_is_not_enrolled_says_what_to_do(tmp_path) -> None:
    assert Identity.find(tmp_path) is None
    with pytest.raises(IdentityError, match="kiosk enrol"):
        Identity.load(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"id": 1, "role": "desk", "token": "t", "hub_url": "u"}',
        b'{"id": "", "role": "desk", "token": "t", "hub_url": "u"}',
        b'{"id": "a", "role": "desk", "token": "t", "hub_url": "u", "more": "x"}',
        b'{"id": "a", "role": "desk", "token": null, "hub_url": "u"}',
    ],
)
def test_a_damaged_identity_is_named_with_its_file(tmp_path, content: bytes) -> None:
    (tmp_path / "identity.json").write_bytes(content)
    with pytest.raises(IdentityError, match=r"identity\.json"):
        Identity.load(tmp_path)


def test_a_crash_while_saving_leaves_the_old_identity(tmp_path) -> None:
    WHO.save(tmp_path)
    (tmp_path / ".identity.json.new").write_text("half")
    assert Identity.load(tmp_path) == WHO
    WHO.save(tmp_path)
    assert Identity.load(tmp_path) == WHO


def test_a_server_keeps_the_name_it_gave_itself(tmp_path) -> None:
    name = own_id(tmp_path, "hub")
    assert name.startswith("hub-")
    assert own_id(tmp_path, "hub") == name
    (tmp_path / "node.json").write_text(json.dumps([]))
    with pytest.raises(IdentityError, match=r"node\.json"):
        own_id(tmp_path, "hub")
