"""Moves about the room's questions: let through, hidden, on stage, answered, merged."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.domain.stage import stage as on
from facilitator.domain.stage.asking import Asking
from facilitator.domain.stage.audience_questions import put_on_stage, settled
from facilitator.domain.stage.stage import NoSuchStepError, Stage
from facilitator.errors import BadInputError
from facilitator.live.questions import board

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

Given = Mapping[str, object]
Move = Callable[["HeldSession", Given], Stage]
# Phones need no snapshot of these, unless the screen changes: the hint is enough.
QUIET = frozenset(
    {
        "let_question_through",
        "hold_question",
        "hide_question",
        "answer_question",
        "merge_questions",
        "separate_question",
    }
)


def _question(room: "HeldSession", given: Given, name: str = "question") -> str:
    question = given.get(name)
    if not isinstance(question, str) or question not in board(room).texts:
        raise NoSuchStepError(what="such question")
    return question


def _switch(room: "HeldSession", given: Given) -> Stage:
    is_open = given.get("open")
    if not isinstance(is_open, bool):
        raise BadInputError(what="open")
    asking = replace(room.stage.asking, is_open=is_open)
    return on.moved(room.stage, asking=asking)


def _decided(decide: Callable[[Asking, str], Asking]) -> Move:
    def move(room: "HeldSession", given: Given) -> Stage:
        asking = decide(room.stage.asking, _question(room, given))
        return settled(on.moved(room.stage, asking=asking))

    return move


def _merge(room: "HeldSession", given: Given) -> Stage:
    asking = room.stage.asking
    question, into = _question(room, given), _question(room, given, "into")
    if asking.counts_as(into) != into or asking.counts_as(question) == into:
        raise BadInputError(what="into")
    return settled(on.moved(room.stage, asking=asking.merge(question, into)))


def _stage(room: "HeldSession", given: Given) -> Stage:
    question = _question(room, given)
    if room.stage.asking.counts_as(question) != question:
        raise BadInputError(what="question")
    return put_on_stage(room.stage, question)


def _off_stage(room: "HeldSession", _: Given) -> Stage:
    asking = replace(room.stage.asking, on_stage="")
    return settled(on.moved(room.stage, asking=asking))


def undone(room: "HeldSession", _: Given) -> Stage:
    """Return the stage before the last move, without questions that are gone since."""
    stage = on.undone(room.stage)
    asking = stage.asking.only(board(room).texts)
    return settled(replace(stage, asking=asking))


MOVES: dict[str, Move] = {
    "questions": _switch,
    "let_question_through": _decided(Asking.let_through),
    "hold_question": _decided(Asking.held),
    "hide_question": _decided(Asking.hide),
    "answer_question": _decided(Asking.answer),
    "merge_questions": _merge,
    "separate_question": _decided(Asking.separate),
    "stage_question": _stage,
    "unstage_question": _off_stage,
}
