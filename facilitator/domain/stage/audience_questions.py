"""What a phone may ask, and a question of the room on the projector."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from facilitator.domain.stage.asking import Standing
from facilitator.domain.stage.stage import Stage, moved
from facilitator.domain.text import cleaned, is_blank
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError

LONGEST = 280  # characters
# So many questions of one phone may wait or be on the list at the same time, and so
# many may come from it in a session, with those that it took back.
MOST_OPEN = 3
MOST_OF_A_PHONE = 30
# More than a trainer could read; it keeps one phone after the other from flooding.
MOST_OF_A_SESSION = 600
ID_LENGTH = 16
_KEY = re.compile("[0-9a-f]{32}")


class QuestionsClosedError(FacilitatorError):
    """The trainer has not switched questions on."""

    code = "questions-closed"
    status = 409
    sentence = "Questions are not open now. The trainer opens them."


class EmptyQuestionError(BadInputError):
    """There is nothing to read in the question."""

    code = "empty-question"
    sentence = "Write your question first."


class LongQuestionError(BadInputError):
    """The question is longer than LONGEST."""

    code = "too-long"
    sentence = "The question is too long: {length} characters, at most {longest}."


class EnoughQuestionsError(FacilitatorError):
    """This phone has as many questions open as it may."""

    code = "enough-questions"
    status = 409
    sentence = (
        "You have {most} questions waiting or on the list. When one is answered, or "
        "you take one back, there is room for the next."
    )


class ManyQuestionsError(FacilitatorError):
    """The session, or this phone, has asked as much as is kept."""

    code = "many-questions"
    status = 409
    sentence = (
        "No more questions can be taken here. Please ask the trainer in the room."
    )


class NotOnListError(NotFoundError):
    """A vote for a question that is not open to votes."""

    code = "not-on-list"
    sentence = "This question is not open to votes any more."


@dataclass(frozen=True, slots=True)
class AudienceQuestion:
    """A question as it is reported: nothing of who asked, or when."""

    text: str
    votes: int
    standing: Standing


def read_question(given: object) -> str:
    """Return the question in one line, without characters that steer or hide.

    Raises:
        BadInputError: it is no text, shows nothing, or is longer than LONGEST.
    """
    if not isinstance(given, str):
        raise BadInputError(what="question")
    if len(given) > LONGEST * 4:  # spaces and what is not shown do not count
        raise LongQuestionError(length=len(given), longest=LONGEST)
    text = " ".join(cleaned(given).split())
    if is_blank(text):
        raise EmptyQuestionError
    if len(text) > LONGEST:
        raise LongQuestionError(length=len(text), longest=LONGEST)
    return text


def read_key(given: object) -> str:
    """Return the random id that a phone made for one question of its own.

    Raises:
        BadInputError: it is not 32 hexadecimal digits.
    """
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        raise BadInputError(what="key")
    return given


def question_id(phone: str, key: str, change: int, text: str) -> str:
    """Return what a question is known by outside the store.

    The words and the change are part of it: one that was let through and is then
    changed by its writer is another question, and held again.
    """
    seed = f"{phone}:{key}:{change}:{text}"
    return sha256(seed.encode()).hexdigest()[:ID_LENGTH]


def put_on_stage(stage: Stage, question: str) -> Stage:
    """Show a question of the room on the projector, over what is on."""
    under = stage.uncovered if stage.screen in ("calm", "black") else stage.screen
    return moved(
        stage,
        screen="question",
        uncovered="question",
        under=stage.under if under == "question" else under,
        asking=replace(stage.asking.let_through(question), on_stage=question),
    )


def is_on_stage(stage: Stage) -> bool:
    """Whether a question is on, also under calm or black."""
    return "question" in (stage.screen, stage.uncovered)


def settled(stage: Stage) -> Stage:
    """Return to what was on before, where the question on stage is there no more."""
    if not is_on_stage(stage) or stage.asking.on_stage:
        return stage
    screen = stage.under if stage.screen == "question" else stage.screen
    return replace(stage, screen=screen, uncovered=stage.under)
