"""Numbers and blocks over HTTP: each number once, each block once, and the key that signs a terminal's codes."""

import hashlib
from typing import Any

PASSPORT = "pass-20-45"


def test_numbers_and_blocks_over_http(house: Any) -> None:
    first, second = house.enrol("terminal"), house.enrol("terminal")
    asked = {
        "ticket": "0199f3a0-5c1e-7a34-8f21-0c6b1d2e3f40",
        "service": PASSPORT,
        "purpose": "apply",
        "language": "ru",
    }
    number = first.command("/v1/numbers", **asked)
    assert number.body["number"].endswith("001")
    assert first.command("/v1/numbers", **asked).body["number"] == number.body["number"]
    letter = number.body["number"][0]
    blocks = [one.command("/v1/blocks", letter=letter).body for one in (first, second)]
    assert blocks[0]["last"] == 999
    assert blocks[1]["last"] == blocks[0]["first"] - 1
    assert blocks[0]["qr_key"] != blocks[1]["qr_key"]
    assert len(bytes.fromhex(blocks[0]["qr_key"])) == len(hashlib.sha256().digest())
    again = first.command("/v1/blocks", letter=letter).body
    assert again["qr_key"] == blocks[0]["qr_key"]
    house.served.restart()
    assert first.command("/v1/blocks", letter=letter).body["qr_key"] == blocks[0]["qr_key"]
    assert first.command("/v1/blocks", letter="Щ").code == "letter_unknown"
    assert first.ticket().code == "no_right"


def test_a_block_asked_for_again_with_its_key_is_the_same_block(house: Any) -> None:
    terminal = house.enrol("terminal")
    taken = [terminal.post("/v1/blocks", {"key": "block-0001", "letter": "П"}).raw for _ in range(2)]
    assert taken[0] == taken[1]
