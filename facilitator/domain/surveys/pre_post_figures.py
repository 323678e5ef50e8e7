"""What changed between the forms before and after, in the same people."""

from dataclasses import replace

from facilitator.domain.reports import EvaluationReport, KnowledgeAsked
from facilitator.domain.surveys.pairing import Common
from facilitator.domain.surveys.right_wrong import is_knowledge, right_wrong
from facilitator.domain.surveys.survey import Answer, Question
from facilitator.domain.text import Text

_BOTH = Text("pre and post", "previo y posterior")


def common(report: EvaluationReport) -> tuple[Common, ...]:
    """Return what both forms ask in the same way; statements of a matrix apart."""
    return report.pre_post.in_parts.common if report.pre_post else ()


def known_before_and_after(report: EvaluationReport) -> tuple[KnowledgeAsked, ...]:
    """Return each knowledge item of both forms, counted by right and wrong."""
    return tuple(
        KnowledgeAsked(
            _of_both(one.question),
            right_wrong(one.question, one.pairs),
            one.before_only,
            one.after_only,
        )
        for one in common(report)
        if is_knowledge(one.question)
    )


def moved_between(
    report: EvaluationReport,
) -> tuple[tuple[Question, tuple[Answer, ...]], ...]:
    """Return each scale of both forms as one asked before and now, with its answers.

    So it is counted as a pair within one form is; who answered once has one half.
    """
    return tuple(
        (replace(_of_both(one.question), retrospective=True), _halves(one))
        for one in common(report)
        if one.question.is_scale and not one.question.retrospective
    )


def _halves(one: Common) -> tuple[Answer, ...]:
    return (
        *({"before": str(b), "now": str(n)} for b, n in one.pairs),
        *({"before": str(b)} for b in one.before_alone),
        *({"now": str(n)} for n in one.after_alone),
    )


def _of_both(question: Question) -> Question:
    label = Text(
        f"{question.label.en} ({_BOTH.en})", f"{question.label.es} ({_BOTH.es})"
    )
    return replace(question, name=f"{question.name}_pre_post", label=label)
