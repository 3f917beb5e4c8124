"""Many hands at once: one ticket goes to one desk, no number is given twice, one key happens once."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

PASSPORT = "pass-20-45"


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run all, each in a thread of its own, from one starting shot; their results in order."""
    barrier = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        barrier.wait(10)
        results[place] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_two_desks_racing_for_one_ticket_never_both_get_it(house: Any) -> None:
    desks = {number: house.desk(number) for number in (3, 4)}
    for _ in range(30):
        ticket = house.admin.ticket().body["ticket"]["id"]
        said = at_once(
            *(
                lambda n=number, d=desk, t=ticket: (n, d.command(f"/v1/desks/{n}/call", ticket=t))
                for number, desk in desks.items()
            )
        )
        won = [number for number, answer in said if answer.status == 200]
        assert len(won) == 1
        assert {answer.code for _, answer in said if answer.status != 200} <= {"wrong_state", "ticket_unknown"}
        desks[won[0]].command(f"/v1/desks/{won[0]}/no-show", ticket=ticket)


def test_many_desks_calling_next_share_the_line_without_a_double(house: Any) -> None:
    put = house.admin.get("/v1/snapshot?scope=desk").body["put"]
    serving = [desk["desk"] for kind, _, desk in put if kind == "desk" and PASSPORT in desk["services"]]
    desks = {number: house.desk(number) for number in serving[:8]}
    waiting = {house.admin.ticket().body["ticket"]["id"] for _ in range(3 * len(desks))}
    called: Counter[str] = Counter()
    for _ in range(3):
        said = at_once(*(lambda n=n, d=d: d.command(f"/v1/desks/{n}/call-next") for n, d in desks.items()))
        for (number, desk), answer in zip(desks.items(), said, strict=True):
            ticket = answer.body["ticket"]["id"]
            called[ticket] += 1
            assert desk.command(f"/v1/desks/{number}/no-show", ticket=ticket).status == 200
    assert set(called) == waiting
    assert set(called.values()) == {1}


def test_no_number_is_given_twice_however_many_ask(house: Any) -> None:
    clients = [house.served.client(house.admin.token, house.admin.session) for _ in range(8)]
    said = at_once(*(lambda c=client: [c.ticket().body["ticket"]["number"] for _ in range(25)] for client in clients))
    numbers = [number for some in said for number in some]
    assert len(set(numbers)) == len(numbers) == 200
    assert sorted(int(number[1:]) for number in numbers) == list(range(1, 201))


def test_one_key_sent_by_many_at_once_happens_once(house: Any) -> None:
    clients = [house.served.client(house.admin.token, house.admin.session) for _ in range(8)]
    said = at_once(*(lambda c=client: c.ticket(key="key-00000001").raw for client in clients))
    assert len(set(said)) == 1
    assert house.admin.ticket().body["ticket"]["number"].endswith("002")
