"""What the trainer decided about the questions that the room asks, by their ids."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

Standing = Literal["held", "shown", "on-stage", "answered", "hidden"]
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether phones may ask, and what became of each question; held is the rest.

    `shown` are those let through, in the order of the trainer; `answered` are some of
    them. `merged` are pairs of a question and the one that it counts as; `on_stage` is
    the one on the projector ("" for none).
    """

    is_open: bool = False
    shown: Ids = ()
    answered: Ids = ()
    hidden: Ids = ()
    merged: tuple[tuple[str, str], ...] = ()
    on_stage: str = ""

    @property
    def on_phones(self) -> Ids:
        """Those that phones can read, in the order in which they were let through."""
        merged = dict(self.merged)
        return tuple(one for one in self.shown if one not in merged)

    def counts_as(self, question: str) -> str:
        """Return the question that this one was merged into, or itself."""
        return dict(self.merged).get(question, question)

    def merged_into(self, question: str) -> Ids:
        """Return the questions that count as this one, without itself."""
        return tuple(one for one, main in self.merged if main == question)

    def standing(self, question: str) -> Standing:
        """Return what became of a question, or of the one that it counts as."""
        main = self.counts_as(question)
        if main == self.on_stage:
            return "on-stage"
        if main in self.answered:
            return "answered"
        if main in self.shown:
            return "shown"
        return "hidden" if main in self.hidden else "held"

    def held(self, question: str) -> "Asking":
        """Take back whatever was decided about a question."""
        return replace(
            self,
            shown=_without(self.shown, question),
            answered=_without(self.answered, question),
            hidden=_without(self.hidden, question),
            on_stage="" if self.on_stage == question else self.on_stage,
        )

    def let_through(self, question: str) -> "Asking":
        """Let phones read a question; one that was answered is open again."""
        shown = self.shown if question in self.shown else (*self.shown, question)
        return replace(
            self,
            shown=shown,
            answered=_without(self.answered, question),
            hidden=_without(self.hidden, question),
        )

    def hide(self, question: str) -> "Asking":
        """Keep a question off every screen but the console."""
        kept = self.held(question)
        return replace(kept, hidden=(*kept.hidden, question))

    def answer(self, question: str) -> "Asking":
        """Note that a question was answered, and take it off the projector."""
        kept = self.let_through(question)
        on_stage = "" if self.on_stage == question else self.on_stage
        answered = (*kept.answered, question)
        return replace(kept, answered=answered, on_stage=on_stage)

    def merge(self, question: str, into: str) -> "Asking":
        """Let a question, and what counts as it, count as another."""
        pairs = tuple(
            (one, into if main == question else main) for one, main in self.merged
        )
        on_stage = "" if self.on_stage == question else self.on_stage
        return replace(self, merged=(*pairs, (question, into)), on_stage=on_stage)

    def separate(self, question: str) -> "Asking":
        """Let a merged question stand by itself again, as it did before."""
        pairs = tuple(pair for pair in self.merged if pair[0] != question)
        return replace(self, merged=pairs)

    def only(self, kept: Collection[str]) -> "Asking":
        """Forget questions that are no longer there as they were."""
        known = frozenset(kept)
        return replace(
            self,
            shown=tuple(one for one in self.shown if one in known),
            answered=tuple(one for one in self.answered if one in known),
            hidden=tuple(one for one in self.hidden if one in known),
            merged=tuple(pair for pair in self.merged if known.issuperset(pair)),
            on_stage=self.on_stage if self.on_stage in known else "",
        )

    def ended(self) -> "Asking":
        """Close, and forget in which order questions were let through."""
        return replace(
            self,
            is_open=False,
            shown=tuple(sorted(self.shown)),
            answered=tuple(sorted(self.answered)),
            hidden=tuple(sorted(self.hidden)),
            merged=tuple(sorted(self.merged)),
            on_stage="",
        )


def _without(ids: Ids, question: str) -> Ids:
    return tuple(one for one in ids if one != question)
