"""A case as screens tell it, step by step."""

from typing import TYPE_CHECKING, Any

from facilitator.domain.surveys.cases import earlier_steps
from facilitator.domain.surveys.survey import Question

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


def brief(question: Question) -> JSON | None:
    """Return the title of a question's case and its step; None outside a case."""
    case = question.case
    if not case:
        return None
    return {"title": case.title.as_dict(), "step": case.step, "of": case.of}


def told(room: "HeldSession", question: Question) -> JSON | None:
    """Return all that is told of a case up to this question; None outside a case."""
    case, short = question.case, brief(question)
    if short is None:
        return None
    earlier = earlier_steps(room.polls.questions, case)
    return {
        **short,
        "text": case.text.as_dict(),
        "story": case.story.as_dict(),
        "earlier": [
            {"step": one.case.step, "story": one.case.story.as_dict()}
            for one in earlier
        ],
    }
