"""So many phones on both servers: slide changes, whole questions, memory, answers."""

import json
import sqlite3
import statistics
from contextlib import ExitStack, closing
from typing import Any, Final

from bench.children import Child, bare, product
from bench.held import PHONES, POLL, Held
from bench.load import Crowd, Phone, Round, rest_together
from bench.pairs import in_turns

QUESTIONS: Final = 5
SETTLING_SECONDS: Final = 9.0  # our collector freezes once a room has been calm
PAUSE_SECONDS: Final = 0.3  # counts go out some five times a second


class Bare:
    """The phones of bare Flask-SocketIO, and who triggers its broadcasts."""

    def __init__(self, child: Child) -> None:
        self.child = child

    def join(self, count: int) -> None:
        """Let so many phones join."""
        self.crowd = Crowd(self.child.url, count, PHONES)
        self._presenter = Phone(self.child.url, PHONES, None)
        self.crowd.look_after(self._presenter)
        self.crowd.ask("watch", lambda _number: None)

    def leave(self) -> None:
        """Close the phones."""
        self.crowd.close()
        self._presenter.sock.close()

    def keep(self, payload: object) -> None:
        """Hand the server what it is to broadcast."""
        self._presenter.send(f"42{PHONES},7{json.dumps(['keep', payload])}")
        self.crowd.rest(0.05)

    def broadcast(self) -> Round:
        """Measure until each phone has what was kept."""
        return self.crowd.broadcast(
            lambda: self._presenter.send(f'42{PHONES},["trigger",null]'), "state"
        )

    def answer(self) -> Round:
        """Have every phone answer at once; measure to each acknowledgement."""
        return self.crowd.ask("answer", lambda number: {"choice": number % 3})


class Slides:
    """The running order walked through, on both servers with the same bytes."""

    def __init__(self, held: Held, other: Bare) -> None:
        self._held, self._other = held, other
        held.move("go_to", step=0)
        self._states = [held.state()]
        while (last := self._states[-1]) and _more(last, self._states):
            held.move("next")
            self._states.append(held.state())
        self._at = len(self._states) - 1
        self.sizes: list[int] = []

    def prepare(self) -> None:
        """Have the other server keep what the next slide will be, to the byte."""
        assert self._held.crowd.newest, "no slide was shown"
        while True:
            if self._at + 1 == len(self._states):
                self._held.move("go_to", step=0)
                self._at = 0
            self._at += 1
            if self._states[self._at]["slide"]:
                break
            self._held.move("next")  # a poll between slides is not measured
        version = self._held.state()["v"] + 1
        self._other.keep({**self._states[self._at], "v": version})

    def ours(self) -> Round:
        """Show the next slide."""
        shown = self._held.move("next")
        self.sizes.append(len(self._held.crowd.newest.encode()))
        return shown

    def check(self) -> None:
        """Make sure that both servers sent the same."""
        ours, other = self._held.crowd.newest, self._other.crowd.newest
        assert ours == other, f"{ours} is not {other}"


def _more(last: dict[str, Any], seen: list[dict[str, Any]]) -> bool:
    """Whether another step follows: at the end the same one is shown again."""
    before = seen[-2] if len(seen) > 1 else {}
    if {**last, "v": 0} != {**before, "v": 0}:
        return True
    seen.pop()
    return False


def measure(count: int, rounds: int) -> dict[str, Any]:
    """Return every figure for a room of `count` phones."""
    with ExitStack() as stack:
        held = Held(stack.enter_context(product()))
        forgetful = Held(stack.enter_context(product(stored=False)))
        facts: dict[str, Any] = {"phones": count}
        with bare() as child:
            other = Bare(child)
            facts["memory"] = _joined(held, other, count)
            facts["slide"] = _slides(held, other, rounds)
            facts["question"] = _questions(held, other, count)
            assert not other.crowd.lost
            other.leave()
        forgetful.join(count, [held.crowd])
        rest_together(SETTLING_SECONDS, held.crowd, forgetful.crowd)
        facts["answers"] = in_turns(
            held.answer,
            forgetful.answer,
            rounds,
            lambda: _ask(held, forgetful),
            lambda: held.child.cpu() + forgetful.child.cpu(),
        ).facts()
        assert not held.crowd.lost + forgetful.crowd.lost
        facts["stored"] = _stored(held)
        assert facts["stored"] == count * (held.round - 1), "an answer was lost"
        return facts


def _joined(held: Held, other: Bare, count: int) -> dict[str, Any]:
    """Let the phones join; return what each costs."""
    held.join(5)  # what is loaded at first use is no phone's cost
    held.ask()
    held.answer()
    held.move("close_and_show", poll=POLL)
    held.crowd.rest(PAUSE_SECONDS)
    held.leave()
    other.join(5)
    other.keep({"v": 0})
    other.broadcast()
    other.leave()
    children = {"ours": held.child, "reference": other.child}
    before = {n: (c.kilobytes(), c.descriptors()) for n, c in children.items()}
    other.join(count)
    held.join(count, [other.crowd])
    rest_together(SETTLING_SECONDS, held.crowd, other.crowd)
    return {
        name: {
            "kilobytes": round((child.kilobytes() - before[name][0]) / count, 1),
            "descriptors": round((child.descriptors() - before[name][1]) / count, 2),
        }
        for name, child in children.items()
    }


def _slides(held: Held, other: Bare, rounds: int) -> dict[str, object]:
    slides = Slides(held, other)
    both = (held.child, other.child)
    pairs = in_turns(
        slides.ours,
        other.broadcast,
        rounds,
        slides.prepare,
        lambda: sum(child.cpu() for child in both),
    )
    slides.check()
    return {**pairs.facts(), "median_bytes": round(statistics.median(slides.sizes))}


def _questions(held: Held, other: Bare, count: int) -> dict[str, Any]:
    """Return messages per phone and processor time of whole questions."""
    before, heard = held.child.cpu(), _told(held)
    for _ in range(QUESTIONS):
        held.ask()
        held.answer()
        held.crowd.rest(PAUSE_SECONDS)
        held.move("close_and_show", poll=POLL)
        held.crowd.rest(PAUSE_SECONDS)
    spent = held.child.cpu() - before
    told = _told(held) - heard
    bare_before = other.child.cpu()
    for _ in range(QUESTIONS):
        other.broadcast()
        other.crowd.rest(PAUSE_SECONDS)
        other.answer()
        other.crowd.rest(PAUSE_SECONDS)
        other.broadcast()
        other.crowd.rest(PAUSE_SECONDS)
    bare_spent = other.child.cpu() - bare_before
    return {
        "messages_per_phone": told / QUESTIONS / count,
        "acknowledgements_per_phone": 1,
        "cpu_ms": round(spent / QUESTIONS * 1_000, 1),
        "reference_cpu_ms": round(bare_spent / QUESTIONS * 1_000, 1),
    }


def _told(held: Held) -> int:
    """Return how many messages the phones got that answer nothing they sent."""
    return held.crowd.count(f"42{PHONES},")


def _ask(*rooms: Held) -> None:
    for held in rooms:
        held.ask()


def _stored(held: Held) -> int:
    assert held.child.data is not None
    path = held.child.data / "facilitator.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM responses WHERE round > 1"
        return int(connection.execute(query).fetchone()[0])
