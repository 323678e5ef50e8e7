"""The figures about decks as the tables of `decks.md`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.table import BEGIN, END

FILE: Final = Path(__file__).parent / "decks.md"
COST_GOAL: Final = 1.3
FIRST_PICTURE_GOAL: Final = 5.0
VOTE_GOAL_MS: Final = 300.0

Figures = Mapping[str, Any]


def write(figures: Figures) -> str:
    """Write the tables into `decks.md`; return them."""
    text = "\n".join(lines(figures))
    before, _, rest = FILE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    FILE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    return text


def lines(figures: Figures) -> Iterator[str]:
    """Yield every table, line by line."""
    decks: Sequence[Figures] = figures["decks"]
    yield (
        "| deck | slides | clicks | way taken | ready after s | its clicks s "
        "| peak MB | to look at |"
    )
    yield "| --- | ---: | ---: | --- | ---: | ---: | ---: | --- |"
    for deck in decks:
        yield _deck(deck)
    read = [deck for deck in decks if "slides" in deck]
    yield ""
    yield (
        f"{len(read)} of {len(decks)} files are decks and came in; the others ended in "
        "the sentence shown."
    )
    yield ""
    yield "| what | ours | reference | ratio | goal | |"
    yield "| --- | ---: | ---: | ---: | --- | --- |"
    for costs in figures["costs"]:
        yield from _cost(costs)
    for room in figures["rooms"]:
        yield from _room(room)


def _deck(deck: Figures) -> str:
    clicks = deck["clicks_seconds"] if deck.get("clicks") else "–"
    measured = f"{deck['seconds']} | {clicks} | {deck['megabytes']}"
    if "sentence" in deck:
        return f"| {deck['file']} | – | – | *{deck['sentence']}* | {measured} | |"
    ways = ", ".join(f"{n} {way}" for way, n in deck["ways"].items())
    found = ", ".join(f"{n} {kind}" for kind, n in sorted(deck["findings"].items()))
    facts = f"{deck['slides']} | {deck['clicks']} | {ways}"
    return f"| {deck['file']} | {facts} | {measured} | {found} |"


def _cost(costs: Figures) -> Iterator[str]:
    low, high = costs["spread"]
    ratio = f"**{costs['ratio']}** ({low}–{high})"
    what = f"import of {costs['file']}, {costs['slides']} slides"
    met = _met(costs["ratio"] <= COST_GOAL)
    sides = f"{costs['ours']} s | {costs['reference']} s"
    yield f"| {what} | {sides} | {ratio} | ≤ {COST_GOAL} × | {met} |"
    if costs["clicks"]:
        clicks = f"its {costs['clicks']} clicks, drawn once it is ready"
        yield f"| {clicks} | {costs['clicks_s']} s | – | – | – | |"


def _room(room: Figures) -> Iterator[str]:
    first, ready = room["first_picture_s"], room["ready_s"]
    met = _met(first <= FIRST_PICTURE_GOAL)
    later = f"ready after {ready} s"
    if room["clicks"]:
        later += f", its {room['clicks']} clicks after {room['clicks_s']} s"
    yield (
        f"| first picture of {room['file']} on the desk, 200 phones voting | {first} s "
        f"| {later} | – | ≤ {FIRST_PICTURE_GOAL:.0f} s | {met} |"
    )
    busy, quiet = room["busy_p99_ms"], room["quiet_p99_ms"]
    met = _met(busy <= VOTE_GOAL_MS)
    yield (
        f"| p99 of {room['votes']:,} votes acknowledged meanwhile, 200 at once "
        f"| {busy} ms (median {room['busy_median_ms']}) | {quiet} ms without an import "
        f"| {busy / quiet:.1f} | ≤ {VOTE_GOAL_MS:.0f} ms | {met} |"
    )


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"
