"""What was asked before and again, joined by phone: polls, and the two forms."""

from collections.abc import Iterator

from facilitator.domain.reports import KnowledgeAsked
from facilitator.domain.surveys.pairing import PrePost
from facilitator.domain.surveys.right_wrong import is_knowledge, right_wrong
from facilitator.domain.surveys.survey import Answer, Question, is_declined
from facilitator.live.room import Room


def knowledge(room: Room) -> Iterator[KnowledgeAsked]:
    """Yield each such poll: the first round that was answered beside the last.

    A phone is known by its keyed hash alone, which stays here: what goes on is counts.
    """
    answered = room.responses.rounds(room.session.id)
    for question in filter(is_knowledge, room.polls.questions):
        rounds = sorted(number for name, number in answered if name == question.name)
        if len(rounds) > 1:
            yield _counted(room, question, rounds[0], rounds[-1])


def pre_post(room: Room) -> PrePost | None:
    """Return the forms before and after, joined; None where nobody handed one in.

    The order is that of the hashes, which is no order; the hashes stay here.
    """
    pre, post = room.form("pre"), room.form("post")
    if not (pre or post):
        return None
    before = dict(room.responses.forms(room.session.id, "pre"))
    after = dict(room.responses.forms(room.session.id, "post"))
    phones = sorted(before.keys() | after.keys())
    if not phones:
        return None
    return PrePost(
        pre, post, tuple((before.get(one), after.get(one)) for one in phones)
    )


def _counted(room: Room, question: Question, first: int, last: int) -> KnowledgeAsked:
    before, now = _answers(room, question, first), _answers(room, question, last)
    both = before.keys() & now.keys()
    return KnowledgeAsked(
        question,
        right_wrong(question, [(before[phone], now[phone]) for phone in both]),
        before_only=len(before.keys() - both),
        now_only=len(now.keys() - both),
    )


def _answers(room: Room, question: Question, number: int) -> dict[str, Answer]:
    given = room.responses.answers(room.session.id, question.name, number)
    return {one.participant: one.answer for one in given if not is_declined(one.answer)}
