"""What changed between two forms, in the same people."""

from dataclasses import replace

from facilitator.domain.reports import EvaluationReport, KnowledgeAsked
from facilitator.domain.surveys.pairing import Common, Ends
from facilitator.domain.surveys.right_wrong import is_knowledge, right_wrong
from facilitator.domain.surveys.survey import Answer, Question


def common(report: EvaluationReport) -> tuple[tuple[Ends, Common], ...]:
    """Return what two forms ask in the same way; statements of a matrix apart."""
    return tuple(
        (pair.ends, one) for pair in report.pairs for one in pair.in_parts.common
    )


def known_before_and_after(report: EvaluationReport) -> tuple[KnowledgeAsked, ...]:
    """Return each knowledge item of both forms, counted by right and wrong."""
    return tuple(
        KnowledgeAsked(
            _of_both(one.question, ends),
            right_wrong(one.question, one.pairs),
            one.before_only,
            one.after_only,
            ends,
        )
        for ends, one in common(report)
        if is_knowledge(one.question)
    )


def moved_between(
    report: EvaluationReport,
) -> tuple[tuple[Question, tuple[Answer, ...], Ends], ...]:
    """Return each scale of both forms as one asked before and now, with its answers.

    So it is counted as a pair within one form is; who answered once has one half.
    """
    return tuple(
        (replace(_of_both(one.question, ends), retrospective=True), _halves(one), ends)
        for ends, one in common(report)
        if one.question.is_scale and not one.question.retrospective
    )


def _halves(one: Common) -> tuple[Answer, ...]:
    return (
        *({"before": str(b), "now": str(n)} for b, n in one.pairs),
        *({"before": str(b)} for b in one.before_alone),
        *({"now": str(n)} for n in one.after_alone),
    )


def _of_both(question: Question, ends: Ends) -> Question:
    return replace(question, name=f"{question.name}_{ends.joined}")
