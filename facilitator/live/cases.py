"""A case as screens tell it, step by step."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from facilitator.domain.surveys.answer_words import in_words
from facilitator.domain.surveys.cases import earlier_steps
from facilitator.domain.surveys.survey import Question, is_declined

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]
AskedAs = Callable[[Question], JSON]
# What an answer is put into words by; the rest of a question stays where it is asked.
_READ = ("name", "kind", "label", "choices", "rows", "picture", "number")


def brief(question: Question) -> JSON | None:
    """Return the title of a question's case and its step; None outside a case."""
    case = question.case
    if not case:
        return None
    return {"title": case.title.as_dict(), "step": case.step, "of": case.of}


def told(room: "HeldSession", question: Question, asked_as: AskedAs) -> JSON | None:
    """Return all that is told of a case up to this question; None outside a case.

    Earlier steps come with what a phone needs to word its own answer, no other.
    """
    case, short = question.case, brief(question)
    if short is None:
        return None
    earlier = earlier_steps(room.polls.questions, case)
    return {
        **short,
        "text": case.text.as_dict(),
        "story": case.story.as_dict(),
        "earlier": [
            {
                "step": one.case.step,
                "story": one.case.story.as_dict(),
                "question": _as_read(asked_as(one)),
            }
            for one in earlier
        ],
    }


def with_own(
    room: "HeldSession", told: JSON | None, answers: Mapping[str, Mapping[str, Any]]
) -> JSON | None:
    """Return what is told of a case, with what one phone answered at earlier steps.

    `answers` are the phone's own, as `Room.mine` has them; of a question asked more
    than once the newest counts. Scripts on phones do the same by themselves.
    """
    if told is None:
        return None
    earlier = [
        {**one, "own": _own_of(room, one["question"]["name"], answers)}
        for one in told["earlier"]
    ]
    return {**told, "earlier": earlier}


def _own_of(
    room: "HeldSession", name: str, answers: Mapping[str, Mapping[str, Any]]
) -> JSON | None:
    rounds = [int(n) for one, _, n in map(_parted, answers) if one == name]
    question = room.polls.question(name)
    if not rounds or question is None:
        return None
    answer = answers[f"{name}:{max(rounds)}"]["answer"]
    if is_declined(answer):
        return {"declined": True, "words": {}}
    words = in_words(question, answer)
    return {"declined": False, "words": words.as_dict()} if words[""] else None


def _parted(key: str) -> tuple[str, str, str]:
    return key.rpartition(":")


def _as_read(asked: JSON) -> JSON:
    return {name: asked[name] for name in _READ if asked[name] or name == "choices"}
