"""What of an evaluation goes on a page that anybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from facilitator.domain.reports import KnowledgeAsked
from facilitator.domain.surveys.evaluation import (
    EvaluationFigures,
    PairedFigures,
    ScaleFigures,
)
from facilitator.domain.surveys.pairing import Ends
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.statistics import Proportion, When

Pair = TypeVar("Pair", PairedFigures, KnowledgeAsked)


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of at least five people each; `hidden` questions have fewer.

    `scales` are those that are asked once; the distributions of all are in `counted`.
    """

    confidence_before: Proportion | None
    confidence_now: Proportion | None
    paired: tuple[PairedFigures, ...]
    scales: tuple[ScaleFigures, ...]
    knowledge: tuple[KnowledgeAsked, ...]
    counted: tuple[ScaleFigures, ...]
    hidden: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.paired or self.scales or self.knowledge)


def by_ends(pairs: Sequence[Pair]) -> list[tuple[Ends | None, list[Pair]]]:
    """Return the pairs of each two forms by themselves; None has those of one form."""
    return [
        (ends, [pair for pair in pairs if pair.ends == ends])
        for ends in dict.fromkeys(pair.ends for pair in pairs)
    ]


def glance(figures: EvaluationFigures) -> Glance:
    """Return what may be shown of the figures."""
    counted = tuple(s for s in figures.scales if s.n >= FEWEST_SHOWN)
    moved = (*figures.paired, *figures.between_forms)
    paired = tuple(p for p in moved if p.pairs >= FEWEST_SHOWN)
    known = tuple(k for k in figures.knowledge if k.answers.pairs >= FEWEST_SHOWN)
    once = tuple(s for s in counted if not s.question.retrospective)
    asked = sum(not s.question.retrospective for s in figures.scales)
    possible = asked + len(moved) + len(figures.knowledge)
    return Glance(
        figures.confidence_before if _whole(figures, "before") else None,
        figures.confidence_now if _whole(figures, "now") else None,
        paired,
        once,
        known,
        counted,
        possible - len(once) - len(paired) - len(known),
    )


def _whole(figures: EvaluationFigures, when: When) -> bool:
    """Whether no part of the pool is hidden: the rest would give it away."""
    parts = [
        scale.n
        for scale in figures.scales
        if scale.question.kind == "confidence" and scale.when == when
    ]
    return any(parts) and not any(0 < n < FEWEST_SHOWN for n in parts)
