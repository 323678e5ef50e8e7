"""A thousand people sign in at a guarded door: within a minute, and all at once.

    python -m bench.door [--people 1000] [--seconds 60] [--rounds 5] [--quick]

Writes the table in `bench/door.md`; `--quick` lets 200 people in within ten seconds
and writes nothing. Console and projector are connected all the time, a roster is
brought, and the desk loads the list of people again and again.
"""

import argparse
import gc
import json
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bench import children, door_table
from bench.children import Child
from bench.entrance import Entrance, PlainVisitor, Visitor, wait_until
from bench.pairs import all_cores, interval
from bench.web_crowd import Answer, WebCrowd

THINKING_SECONDS: Final = 1.0
SECONDS_BETWEEN_LISTS: Final = 2.0
LEAST_ROUNDS: Final = 3
Figures = dict[str, Any]
_CHANCE: Final = random.Random(11)


def spread(child: Child, plain: Child, people: int, seconds: float) -> Figures:
    """Let people in one by one; each also sends the plain form, a moment later."""
    crowd = WebCrowd()
    entrance = Entrance(child, crowd, people)
    visitors = [Visitor(entrance, number) for number in range(people)]
    beside = [PlainVisitor(plain, crowd, number) for number in range(people)]
    lists: list[tuple[int, Answer]] = []
    start = time.perf_counter() + 0.5
    for visitor, other in zip(visitors, beside, strict=True):
        when = start + _CHANCE.uniform(0, seconds)
        # So far apart that neither waits for the other.
        _come(crowd, visitor, when)
        crowd.at(when, other.come)
        crowd.at(when + THINKING_SECONDS + 0.05, other.send)
    _look_at_lists(crowd, entrance, visitors, lists, start, start + seconds)
    cpu, wall, mine = child.cpu(), time.perf_counter(), time.process_time()
    theirs, everybody = plain.cpu(), all_cores()
    crowd.run(seconds + 60)
    cpu, wall = child.cpu() - cpu, time.perf_counter() - wall
    known = cpu + plain.cpu() - theirs + time.process_time() - mine
    facts = _facts(entrance, visitors, beside, lists)
    facts["server_busy"] = round(cpu / wall, 3)
    facts["foreign_cores"] = round(max(0.0, all_cores() - everybody - known) / wall, 2)
    entrance.leave()
    return facts


def _come(crowd: WebCrowd, visitor: Visitor, when: float) -> None:
    def send_later() -> None:
        crowd.at(time.perf_counter() + THINKING_SECONDS, visitor.send)

    crowd.at(when, lambda: visitor.scan(send_later))


def _look_at_lists(
    crowd: WebCrowd,
    entrance: Entrance,
    visitors: Sequence[Visitor],
    lists: list[tuple[int, Answer]],
    start: float,
    end: float,
) -> None:
    """Load the people's list now and then; note how many were in before."""

    def look() -> None:
        inside = sum("form" in visitor.answers for visitor in visitors)
        entrance.look_at_the_list(lambda answer: lists.append((inside, answer)))

    when = start
    while when < end:
        crowd.at(when, look)
        when += SECONDS_BETWEEN_LISTS


def at_once(child: Child, plain: Child, people: int, rounds: int) -> Figures:
    """Have everybody send the form at the same instant, on both sides in turns."""
    ours: list[Figures] = []
    reference: list[Figures] = []
    for _ in range(rounds):
        for is_ours in _CHANCE.sample((True, False), 2):
            if is_ours:
                ours.append(_everybody(child, people))
            else:
                reference.append(_everybody_plainly(plain, people))
    ratios = [a["last_ms"] / b["last_ms"] for a, b in zip(ours, reference, strict=True)]
    return {
        "ours": _median_of(ours),
        "reference": _median_of(reference),
        "ratio": round(statistics.median(ratios), 2),
        "interval": interval(ratios) if rounds >= LEAST_ROUNDS else None,
        "rounds": rounds,
    }


def _nothing() -> None:
    """Wait: the form is there."""


def _everybody(child: Child, people: int) -> Figures:
    crowd = WebCrowd()
    entrance = Entrance(child, crowd, people)
    visitors = [Visitor(entrance, number) for number in range(people)]
    for visitor in visitors:
        visitor.scan(_nothing)
    crowd.run()
    crowd.rest(0.5)
    gc.collect()
    cpu = child.cpu()
    for visitor in visitors:
        visitor.send()
    crowd.run()
    cpu = child.cpu() - cpu
    facts = _facts(entrance, visitors, (), ())
    entrance.leave()
    return {
        **facts["ours"],
        **{f"count_{name}": value for name, value in facts["count"].items()},
        "cpu_ms": cpu * 1_000,
    }


def _everybody_plainly(plain: Child, people: int) -> Figures:
    crowd = WebCrowd()
    visitors = [PlainVisitor(plain, crowd, number) for number in range(people)]
    for visitor in visitors:
        visitor.come()
    crowd.rest(0.5)
    gc.collect()
    cpu = plain.cpu()
    for visitor in visitors:
        visitor.send()
    crowd.run()
    cpu = plain.cpu() - cpu
    times = _times([visitor.answers["form"] for visitor in visitors])
    return {**times, "cpu_ms": cpu * 1_000}


def _facts(
    entrance: Entrance,
    visitors: Sequence[Visitor],
    beside: Sequence[PlainVisitor],
    lists: Sequence[tuple[int, Answer]],
) -> Figures:
    people = len(visitors)
    answers = [visitor.answers["form"] for visitor in visitors]
    refused = [a.status for a in answers if b'"signed_in":true' not in a.body]
    assert not refused, f"refused: {refused}"
    shown = wait_until(
        entrance.browsers, lambda: entrance.counts[-1][1] == people, seconds=10
    )
    assert shown, f"the console counts {entrance.counts[-1]}"
    assert entrance.stored() == (people, people, people)
    assert not entrance.browsers.lost
    facts: Figures = {"ours": _times(answers), "count": _lag(entrance, answers)}
    if beside:
        facts["reference"] = _times([one.answers["form"] for one in beside])
        facts["scan"] = _times([v.answers["scan"] for v in visitors])
        facts["page"] = _times([v.answers["page"] for v in visitors])
    if lists:
        for inside, answer in lists:
            listed = answer.body.count(b"/tap?") + answer.body.count(b'/tap"')
            assert listed >= inside, f"{listed} of {inside} are on the list"
        facts["list"] = _times([answer for _, answer in lists])
        facts["list"]["people"] = lists[-1][0]
    return facts


def _lag(entrance: Entrance, answers: Sequence[Answer]) -> dict[str, float]:
    """Return how long after its answer each sign-in was in the console's count."""
    told = iter(entrance.counts)
    when, counted = next(told)
    late = []
    for place, answer in enumerate(sorted(answers, key=lambda a: a.whole), start=1):
        while counted < place:
            when, counted = next(told)
        late.append(max(0.0, when - answer.whole) * 1_000)
    late.sort()
    return {"p50_ms": _share(late, 0.5), "p99_ms": _share(late, 0.99)}


def _times(answers: Sequence[Answer]) -> Figures:
    took = sorted(answer.milliseconds for answer in answers)
    return {
        "p50_ms": _share(took, 0.5),
        "p99_ms": _share(took, 0.99),
        "last_ms": round(took[-1], 1),
    }


def _share(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def _median_of(rounds: Sequence[Figures]) -> Figures:
    return {
        name: round(statistics.median(one[name] for one in rounds), 1)
        for name in rounds[0]
    }


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(prog="bench.door", description=__doc__)
    options.add_argument("--people", type=int, default=1_000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    if chosen.quick:
        chosen.people, chosen.seconds, chosen.rounds = 200, 10, 3
    children.allow_connections()
    children.pin(os.getpid(), children.CLIENT_CORE)
    load = f"{os.getloadavg()[0]:.1f}" if sys.platform != "win32" else "–"
    gc.disable()  # a collection in the phones would count as the server's time
    with children.product() as child, children.bare_door() as plain:
        figures = {
            "people": chosen.people,
            "seconds": chosen.seconds,
            "spread": spread(child, plain, chosen.people, chosen.seconds),
            "at_once": at_once(child, plain, chosen.people, chosen.rounds),
        }
    figures["machine"] = (
        f"{datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()}; "
        f"load average at the start {load}"
    )
    print(json.dumps(figures), file=sys.stderr)
    text = "\n".join(door_table.lines(figures))
    print(text)
    if not chosen.quick:
        door_table.write(text)


if __name__ == "__main__":
    main()
