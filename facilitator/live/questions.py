"""The room's questions as they stand: on phones, on the projector, at the console."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from facilitator.domain.stage.audience_questions import AudienceQuestion

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """What was asked and how many phones vote for each, by the question's id."""

    texts: dict[str, str] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)


def board(room: "HeldSession") -> Board:
    """Return the questions and their votes; read anew after each change."""
    if room.question_board is None:
        session, kept = room.session.id, room.questions_kept
        texts = {one.id: one.text for one in kept.all(session)}
        room.question_board = Board(texts, dict(kept.votes(session)))
    return room.question_board


def votes(room: "HeldSession", question: str) -> int:
    """Return how many phones vote for a question or for what was merged into it."""
    merged = room.stage.asking.merged_into(question)
    if not merged:
        return board(room).votes.get(question, 0)
    return room.questions_kept.votes_together(room.session.id, (question, *merged))


def count(room: "HeldSession") -> int | None:
    """Return how many questions phones can read; None while questions are off."""
    asking = room.stage.asking
    return len(asking.on_phones) if asking.is_open else None


def on_stage(room: "HeldSession") -> JSON | None:
    """Return the question on the projector: its id and its words."""
    stage = room.stage
    text = board(room).texts.get(stage.asking.on_stage, "")
    if stage.screen != "question" or not text:
        return None
    return {"id": stage.asking.on_stage, "text": text}


def listed(room: "HeldSession") -> list[JSON]:
    """Return what phones read, in the order in which it was let through."""
    asking, texts = room.stage.asking, board(room).texts
    return [
        {
            "id": one,
            "text": texts[one],
            "votes": votes(room, one),
            "standing": asking.standing(one),
        }
        for one in asking.on_phones
        if one in texts
    ]


def for_console(room: "HeldSession") -> JSON:
    """Return every question for the trainer; those not let through in no order."""
    asking, texts = room.stage.asking, board(room).texts
    places = {one: place for place, one in enumerate(asking.shown)}
    merged = dict(asking.merged)
    return {
        "v": room.stage.version,
        "questions": [
            {
                "id": one,
                "text": text,
                "votes": votes(room, one),
                "standing": asking.standing(one),
                "place": places.get(one, -1),
                "merged": [
                    {"id": other, "text": texts[other]}
                    for other in asking.merged_into(one)
                    if other in texts
                ],
            }
            for one, text in sorted(texts.items())
            if one not in merged
        ],
    }


def reported(room: "HeldSession") -> tuple[AudienceQuestion, ...]:
    """Return every question as the workbook has it: most votes first, else by words."""
    asking = room.stage.asking
    merged = dict(asking.merged)
    found = [
        AudienceQuestion(text, votes(room, one), asking.standing(one))
        for one, text in board(room).texts.items()
        if one not in merged
    ]
    return tuple(sorted(found, key=lambda one: (-one.votes, one.text.casefold())))
