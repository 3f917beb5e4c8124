"""Where a server speaks TLS, and what real handshakes with its own authority say."""

from datetime import timedelta
from pathlib import Path

import pytest
import requests
from fastapi import FastAPI

from kiosk.access.certificates import Certificates
from kiosk.clock import ManualClock, SystemClock
from kiosk.server.listener import Listener, listen, tls_wanted
from kiosk.settings import Serve
from tests.server.servers import running

NAMES = ["localhost", "127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "tls", "wanted"),
    [
        ("127.0.0.1", "auto", False),
        ("localhost", "auto", False),
        ("::1", "auto", False),
        ("0.0.0.0", "auto", True),
        ("192.0.2.7", "auto", True),
        ("127.0.0.1", "always", True),
        ("0.0.0.0", "never", False),
    ],
)
def test_tls_is_the_rule_beyond_loopback(host: str, tls: str, wanted: bool) -> None:
    assert tls_wanted(Serve.model_validate({"host": host, "tls": tls})) is wanted


class Shown:
    """A tiny application on real TLS."""

    def __init__(self, listener: Listener) -> None:
        self.app = FastAPI()
        self.listener = listener
        self.app.add_api_route("/", lambda: {"ok": True})

    def running(self):
        return running(self.app, self.listener)


def get(url: str, ca_file: Path) -> int:
    with requests.Session() as fresh:
        return fresh.get(url, verify=str(ca_file), timeout=10).status_code


def served(state: Path, clock: ManualClock | SystemClock) -> Listener:
    return listen(Serve(port=0, tls="always"), state, clock)


def test_a_node_that_pins_the_authority_reaches_the_server_and_one_that_pins_another_does_not(tmp_path) -> None:
    listener = served(tmp_path / "hub", SystemClock())
    foreign = Certificates(tmp_path / "foreign", NAMES, SystemClock().now())
    with Shown(listener).running() as url:
        assert url.startswith("https://127.0.0.1:")
        assert get(url, listener.certificates.files.ca) == 200
        with pytest.raises(requests.exceptions.SSLError, match="CERTIFICATE_VERIFY_FAILED"):
            get(url, foreign.files.ca)
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(url, timeout=10)  # the world's authorities know nothing of ours
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.get(url.replace("https", "http"), timeout=10)


def test_an_expired_leaf_is_refused_and_a_renewed_one_is_taken_without_a_restart(tmp_path) -> None:
    long_ago = ManualClock(SystemClock().now() - timedelta(days=120))
    listener = served(tmp_path, long_ago)
    with Shown(listener).running() as url:
        with pytest.raises(requests.exceptions.SSLError, match="expired"):
            get(url, listener.certificates.files.ca)
        assert listener.certificates.renew(SystemClock().now())
        listener.certificates.reload(listener.context)
        assert get(url, listener.certificates.files.ca) == 200


def test_a_name_that_is_not_in_the_leaf_is_refused_until_it_is_and_the_pin_stays_the_same(tmp_path) -> None:
    ca = tmp_path / "pinned.pem"
    before = Certificates(tmp_path, ["hub.hall"], SystemClock().now())
    ca.write_text(before.ca_pem)
    listener = listen(Serve(port=0, tls="never"), tmp_path, SystemClock())
    with (
        running(FastAPI(), Listener(listener.bound, before, before.context())) as url,
        pytest.raises(requests.exceptions.SSLError, match="IP address mismatch"),
    ):
        get(url, ca)
    with Shown(served(tmp_path, SystemClock())).running() as url:
        assert get(url, ca) == 200
