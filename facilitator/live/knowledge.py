"""What was asked before and again, joined by phone: polls, and pairs of forms."""

from collections.abc import Iterator

from facilitator.domain.reports import KnowledgeAsked
from facilitator.domain.surveys.pairing import FormPair
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


def form_pairs(room: Room) -> tuple[FormPair, ...]:
    """Return the pairs of forms that there are.

    The order is that of the hashes, which is no order; the hashes stay here.
    """
    return tuple(pair for pair in (_pre_post(room), _follow_up(room)) if pair)


def _pre_post(room: Room) -> FormPair | None:
    pre, post = room.form("pre"), room.form("post")
    if not (pre or post):
        return None
    before, after = _forms(room, "pre"), _forms(room, "post")
    phones = sorted(before.keys() | after.keys())
    if not phones:
        return None
    people = tuple((before.get(one), after.get(one)) for one in phones)
    return FormPair(pre, post, people)


def _follow_up(room: Room) -> FormPair | None:
    """Return the follow-ups beside the session's end; None before any were taken."""
    end = room.end_of_session
    if end is None or room.responses.follow_up(room.session.id) is None:
        return None
    given = room.responses.follow_up_forms(room.session.id)
    return end.pair((one.at_the_end, one.answers) for one in given)


def _forms(room: Room, name: str) -> dict[str, dict[str, Answer]]:
    return dict(room.responses.forms(room.session.id, name))


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
