"""The figures of an evaluation: what the workbook and the printed page both show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator.domain.reports import EvaluationReport, KnowledgeAsked
from facilitator.domain.surveys.form_pair_figures import (
    known_before_and_after,
    moved_between,
)
from facilitator.domain.surveys.pairing import Ends
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.signed_rank import SignedRank, signed_rank
from facilitator.domain.surveys.statistics import (
    Centre,
    Count,
    Proportion,
    Shift,
    When,
    centre,
    changes,
    picked,
    shift,
    tally,
    top_two_box,
    whole_pairs,
)
from facilitator.domain.surveys.survey import Answer, Question
from facilitator.domain.text import Text

HALVES: tuple[When, When] = ("before", "now")


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """A scale, or the half `when` of a retrospective pair, as everybody answered it."""

    question: Question
    when: When
    counts: tuple[Count, ...]
    centre: Centre | None
    top: Proportion | None

    @property
    def n(self) -> int:
        """How many answered."""
        return self.centre.n if self.centre else 0

    @property
    def mean(self) -> Fraction:
        """The mean of the codes, exactly; 0 where nobody answered."""
        codes = sum(one.option.code * one.count for one in self.counts)
        return Fraction(codes, self.n) if self.n else Fraction()


@dataclass(frozen=True, slots=True)
class PairedFigures:
    """A retrospective pair, of the people who answered both halves.

    Who answered one half is counted apart. `before` and `now` count the same people.
    `ends` says of what two forms the halves are, None where one form asks both.
    """

    question: Question
    before: ScaleFigures
    now: ScaleFigures
    before_only: int
    now_only: int
    shift: Shift | None
    test: SignedRank
    ends: Ends | None = None

    @property
    def label(self) -> Text:
        """The question, with its two forms where it is of two."""
        label = self.question.label
        return self.ends.of_both(label) if self.ends else label

    @property
    def pairs(self) -> int:
        """How many answered both halves."""
        return self.test.pairs


@dataclass(frozen=True, slots=True)
class EvaluationFigures:
    """Every figure of an evaluation.

    `confidence_before` and `confidence_now` pool all confidence questions; they have
    no interval, as one person gives several of those answers. `knowledge` are polls
    asked twice, and items of two forms; `between_forms` are the scales that two forms
    share, and `of_forms` every scale of either, by itself.
    """

    responses: int
    confidence_before: Proportion | None
    confidence_now: Proportion | None
    scales: tuple[ScaleFigures, ...]
    paired: tuple[PairedFigures, ...]
    knowledge: tuple[KnowledgeAsked, ...]
    between_forms: tuple[PairedFigures, ...] = ()
    of_forms: tuple[ScaleFigures, ...] = ()

    @property
    def known(self) -> tuple[Proportion, Proportion] | None:
        """The right answers before and now, pooled over the session's knowledge items.

        Only items of at least five pairs are in it, so that nothing of the others is
        given away; None without any. One person gives several of those answers.
        """
        shown = [
            asked.answers
            for asked in self.knowledge
            if asked.answers.pairs >= FEWEST_SHOWN and not asked.months_later
        ]
        if not shown:
            return None
        return _pooled([k.before for k in shown]), _pooled([k.now for k in shown])


def evaluation_figures(report: EvaluationReport) -> EvaluationFigures:
    """Return the figures of all scales, in the order they are asked."""
    report = report.in_parts
    asked = [q for q in report.survey.questions if q.is_summed]
    before, now = (_confidence(report, asked, when) for when in HALVES)
    return EvaluationFigures(
        responses=len(report.responses),
        confidence_before=before,
        confidence_now=now,
        scales=tuple(
            scale_figures(question, report.answers(question), when)
            for question in asked
            for when in (HALVES if question.retrospective else HALVES[1:])
        ),
        paired=tuple(
            paired_figures(question, report.answers(question))
            for question in asked
            if question.retrospective
        ),
        knowledge=(*report.knowledge, *known_before_and_after(report)),
        between_forms=tuple(paired_figures(*one) for one in moved_between(report)),
        of_forms=tuple(_of_forms(report)),
    )


def _of_forms(report: EvaluationReport) -> Iterator[ScaleFigures]:
    """Yield the scales of paired forms, each of all who answered it."""
    for pair in report.pairs:
        both = report.of_pair(pair)
        for question in both.survey.questions:
            if question.is_summed:
                for when in HALVES if question.retrospective else HALVES[1:]:
                    yield scale_figures(question, both.answers(question), when)


def scale_figures(
    question: Question, answers: Sequence[Answer], when: When = "now"
) -> ScaleFigures:
    """Return the figures of one scale, or of one half of a pair."""
    return ScaleFigures(
        question,
        when,
        tally(question, answers, when),
        centre(question, answers, when),
        top_two_box(question, answers, when),
    )


def paired_figures(
    question: Question, answers: Sequence[Answer], ends: Ends | None = None
) -> PairedFigures:
    """Return what changed among the people who answered both halves of a pair."""
    both = whole_pairs(question, answers)
    before, now = (scale_figures(question, both, when) for when in HALVES)
    apart = (len(picked(question, answers, when)) - len(both) for when in HALVES)
    before_only, now_only = apart
    return PairedFigures(
        question,
        before,
        now,
        before_only=before_only,
        now_only=now_only,
        shift=shift(question, both),
        test=signed_rank(changes(question, both)),
        ends=ends,
    )


def _confidence(
    report: EvaluationReport, asked: Sequence[Question], when: When
) -> Proportion | None:
    """Return the high and very high among all confidence answers of one half."""
    parts = [
        top_two_box(question, report.answers(question), when)
        for question in asked
        if question.kind == "confidence" and (when == "now" or question.retrospective)
    ]
    given = [part for part in parts if part]
    return _pooled(given) if given else None


def _pooled(parts: Sequence[Proportion]) -> Proportion:
    return Proportion(sum(p.count for p in parts), sum(p.of for p in parts))
