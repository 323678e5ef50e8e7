"""A follow-up months later, and the code by which a person joins it to what they said.

The code is theirs alone: what is kept is a slow hash of it, beside the answers and
beside no person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from facilitator.domain.session import CODE_ALPHABET, read_code
from facilitator.domain.surveys.matrix import in_parts, response_in_parts
from facilitator.domain.surveys.pairing import FOLLOW_UP, Answers, FormPair, is_same
from facilitator.domain.surveys.survey import Answer, Question, Survey
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError

# 31 letters, 12 times: 59 bits, so that no code is found by trying.
CODE_LENGTH, CODE_GROUP = 12, 4
# What a code leads back to: the forms of the session's end.
ENDS = ("post", "evaluation")
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


@dataclass(frozen=True, slots=True)
class EndOfSession:
    """What the forms of the end ask that a follow-up asks again.

    `surveys` are the forms in the order in which they are handed in: where two ask the
    same, the later one counts. Statements of a matrix are questions of their own.
    """

    follow_up: Survey
    surveys: tuple[Survey, ...]

    @property
    def asked(self) -> dict[str, Question]:
        """The questions by name, as the forms of the end ask them."""
        again = {q.name for q in in_parts(self.follow_up).questions}
        found: dict[str, Question] = {}
        for survey in map(in_parts, self.surveys):
            found |= {q.name: q for q in survey.questions if q.name in again}
        return found

    @property
    def survey(self) -> Survey:
        """The same questions as one form, of the end alone."""
        questions = tuple(asked_at_the_end(q) for q in self.asked.values())
        title = self.surveys[-1].title if self.surveys else Text()
        version = "/".join(survey.version for survey in self.surveys)
        return Survey("end", "post", title, questions, version=version)

    def said(self, given: Iterable[Answers]) -> dict[str, Answer]:
        """Return what somebody answered, of the answers to each of the forms."""
        asked, found = self.asked, dict[str, Answer]()
        for survey, answers in zip(self.surveys, given, strict=True):
            both = response_in_parts(survey, answers)
            for question in in_parts(survey).questions:
                if question.name in both and _asks(question, asked):
                    said = said_at_the_end(question, both[question.name])
                    if said is not None:
                        found[question.name] = said
        return found

    def pair(self, people: Iterable[tuple[Answers | None, Answers]]) -> FormPair:
        """Return follow-ups beside the end: (said at the end, None: unknown; later)."""
        both = tuple((e, response_in_parts(self.follow_up, n)) for e, n in people)
        return FormPair(self.survey, in_parts(self.follow_up), both, FOLLOW_UP)


def _asks(question: Question, asked: Mapping[str, Question]) -> bool:
    """Whether an answer to a question of one form is one as the end is told."""
    there = asked.get(question.name)
    return there is not None and is_same(
        asked_at_the_end(question), asked_at_the_end(there)
    )
