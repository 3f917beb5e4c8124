"""The vectors of docs/protocol.md hold for this program, and for twenty lines that share nothing with it."""

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.journal.journal import Journal
from kiosk.sync.ingest import accept
from kiosk.sync.wire import read_batch, write_batch

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/data/protocol_vectors.json").read_text("utf-8"))
HEADER = ("origin", "lane", "epoch", "seq", "kind", "v", "at_us", "mono_us", "boot", "ticket")


def recomputed(chain: dict[str, Any]) -> list[str]:
    """The hashes of a chain by the formula of the document alone."""
    prev, found = bytes.fromhex(chain["prev"]), []
    for event in chain["events"]:
        digest = hashlib.sha256(prev)
        for name in HEADER:
            text = str({**chain, **event}[name]).encode("utf-8")
            digest.update(struct.pack(">I", len(text)) + text)
        body = event["body"].encode("utf-8")
        digest.update(struct.pack(">I", len(body)) + body)
        prev = digest.digest()
        found.append(prev.hex())
    return found


@pytest.mark.parametrize("chain", VECTORS["chains"], ids=lambda chain: chain["origin"])
def test_the_hashes_of_the_vectors_follow_from_the_formula(chain: dict[str, Any]) -> None:
    assert recomputed(chain) == [event["hash"] for event in chain["events"]]


@pytest.mark.parametrize("chain", VECTORS["chains"], ids=lambda chain: chain["origin"])
def test_the_program_takes_and_gives_the_vectors_unchanged(
    chain: dict[str, Any], open_node: Callable[..., Any]
) -> None:
    hub: Journal = open_node("hub")
    batch = read_batch(json.dumps(chain).encode())
    assert accept(hub, batch, allowed=lambda _: True).status == 200
    stored = hub.read(*batch.stream)
    assert json.loads(write_batch(stored)[0]) == chain


@pytest.mark.parametrize("case", VECTORS["answers"], ids=lambda case: case["name"])
def test_the_answers_of_the_vectors_are_given(
    case: dict[str, Any], open_node: Callable[..., Any], expect_log: Callable[[str], None]
) -> None:
    expect_log("refused:")
    hub: Journal = open_node("hub")
    chain = VECTORS["chains"][0]
    if case["known"]:
        known = {**chain, "events": chain["events"][: case["known"]]}
        accept(hub, read_batch(json.dumps(known).encode()), allowed=lambda _: True)
    answer = accept(hub, read_batch(json.dumps(case["batch"]).encode()), allowed=lambda _: True)
    said = answer.as_json()
    assert (answer.status, said.get("error", {}).get("code", ""), said["acked"]) == (
        case["status"], case["code"], case["acked"],
    )  # fmt: skip


def test_every_class_of_answer_has_a_vector_and_a_place_in_the_document() -> None:
    text = (ROOT / "docs/protocol.md").read_text("utf-8")
    for code in ("gap", "chain_broken", "fork", "no_epoch_start", "quarantined", "foreign_origin", "bad_envelope"):
        assert f"`{code}`" in text
    assert {case["status"] for case in VECTORS["answers"]} == {200, 409, 422}


def test_what_the_program_writes_obeys_the_formula(open_node: Callable[..., Any]) -> None:
    journal: Journal = open_node("терминал-1")
    from kiosk.journal.event import Draft

    with journal.transaction():
        journal.append("ops", [Draft("ticket.issued", {"number": "П047"}, "id"), Draft("x", {}, "", 3)])
    events = journal.read("терминал-1", "ops", journal.cursor("терминал-1", "ops")[0])
    chain = json.loads(write_batch(events)[0])
    assert recomputed(chain) == [event["hash"] for event in chain["events"]]
