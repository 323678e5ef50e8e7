"""A follow-up months later, and the code by which a person joins it to what they said.

The code is theirs alone: what is kept is a slow hash of it, beside the answers and
beside no person.
"""

from dataclasses import replace
from datetime import date, timedelta

from facilitator.domain.session import CODE_ALPHABET, read_code
from facilitator.domain.surveys.matrix import in_parts, response_in_parts
from facilitator.domain.surveys.pairing import FOLLOW_UP, Answers, FormPair
from facilitator.domain.surveys.survey import Answer, Question, Survey
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError

# 31 letters, 12 times: 59 bits, so that no code is found by trying.
CODE_LENGTH, CODE_GROUP = 12, 4
# What is typed may have spaces and hyphens between the letters, and no more.
LONGEST_TYPED = 40
# Source: continuing education asks for change in practice about three months later.
DAYS_UNTIL = 90


class NoFollowUpCodeError(FacilitatorError):
    """What was typed is not the form of a follow-up code."""

    code = "no-follow-up-code"
    status = 422
    sentence = (
        "This is not a follow-up code: it has 12 letters and numbers. Look at it "
        "again, or leave the field empty to answer without it."
    )


class UnknownFollowUpCodeError(FacilitatorError):
    """No code of this session is the one that was typed."""

    code = "unknown-follow-up-code"
    status = 422
    sentence = (
        "This session has no such code. Look at it again letter by letter, or leave "
        "the field empty to answer without it."
    )


def read_follow_up_code(typed: str) -> str:
    """Return a code as its hash is made: twelve letters in upper case.

    Raises:
        NoFollowUpCodeError: it is something else.
    """
    code = read_code(typed) if len(typed) <= LONGEST_TYPED else ""
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
        raise NoFollowUpCodeError
    return code


def spelled(code: str) -> str:
    """Return a code as people read it, in groups: ABCD-EFGH-JKMN."""
    starts = range(0, len(code), CODE_GROUP)
    return "-".join(code[start : start + CODE_GROUP] for start in starts)


def due_on(held: date) -> date:
    """Return the day on which the follow-up of a session is due."""
    return held + timedelta(days=DAYS_UNTIL)


def asked_at_the_end(question: Question) -> Question:
    """Return a question as it was asked of the end of the session alone."""
    return replace(question, retrospective=False)


def said_at_the_end(question: Question, answer: Answer) -> Answer | None:
    """Return what was answered of the end; None where only "before" was answered."""
    if not question.retrospective or not isinstance(answer, dict):
        return answer
    return answer.get("now") or (answer if "declined" in answer else None)


def joined_to_the_end(
    follow_up: Survey,
    ends: tuple[Survey, ...],
    people: tuple[tuple[tuple[Answers, ...] | None, Answers], ...],
) -> FormPair:
    """Return a follow-up beside what the same people said at the end of the session.

    `ends` are the forms of that end; `people` have for each follow-up what its person
    answered to each of them, in that order, or None where it came without a code. Of
    the end there is only what the follow-up asks again; the later form counts. The
    statements of a matrix are questions of their own.
    """
    later = in_parts(follow_up)
    again = {q.name for q in later.questions}
    asked: dict[str, Question] = {}
    for survey in map(in_parts, ends):
        asked |= {q.name: q for q in survey.questions if q.name in again}
    questions = tuple(asked_at_the_end(q) for q in asked.values())
    title = ends[-1].title if ends else Text()
    version = "/".join(survey.version for survey in ends)
    end = Survey("end", "post", title, questions, version=version)
    both = tuple(
        (_of_end(asked, ends, then), response_in_parts(follow_up, now))
        for then, now in people
    )
    return FormPair(end, later, both, FOLLOW_UP)


def _of_end(
    asked: dict[str, Question],
    ends: tuple[Survey, ...],
    then: tuple[Answers, ...] | None,
) -> Answers | None:
    if then is None:
        return None
    found: dict[str, Answer] = {}
    for survey, answers in zip(ends, then, strict=True):
        for name, answer in response_in_parts(survey, answers).items():
            said = said_at_the_end(asked[name], answer) if name in asked else None
            if said is not None:
                found[name] = said
    return found
