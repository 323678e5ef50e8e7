"""How many answered what: rows counted anew each time, never a stored sum."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from facilitator.domain.stage.stage import PollState
from facilitator.domain.surveys.amounts import Amounts, amount_words
from facilitator.domain.surveys.points import marked, named_area
from facilitator.domain.surveys.results import FEWEST_SHOWN, bars, numbers_of
from facilitator.domain.surveys.survey import Answer, Option, Question, is_declined
from facilitator.live import rated, wall

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]
Given = list[tuple[Answer, int]]


def counts(room: "HeldSession") -> dict[str, int]:
    """Return the numbers of people; none of them says who."""
    signed_in, inside, evaluated = room.attendance.counts(room.session.id)
    expected, awaited = room.roster.counts(room.session.id)
    poll = subject(room)
    return {
        "connected": room.audience.connected(room.session.id),
        "signed_in": signed_in,
        "inside": inside,
        "expected": expected,
        "awaited": awaited,
        "evaluated": evaluated,
        "answered": answered(room, poll) if poll.name else 0,
    }


def subject(room: "HeldSession") -> PollState:
    """Return the poll that counts are about: the one on stage, else the open one.

    One that is still open while another comes up is not what the wall asks.
    """
    on_stage = room.stage.poll_state(room.stage.poll)
    return on_stage if room.stage.poll else room.stage.open_poll or on_stage


def of(room: "HeldSession", *, everything: bool) -> JSON | None:
    """Return the counts of the poll on stage, or None where none is to be seen.

    Phones and projector (`everything` false) see results only while they are shown,
    and of the written answers only those that the trainer let through. They get no
    counts of fewer than `FEWEST_SHOWN` answers: those could tell who gave them.
    """
    state = subject(room)
    question = room.polls.question(state.name)
    seen = room.stage.screen == "poll" and state.results_shown
    if question is None or not (everything or seen):
        return None
    given, declined = _given(room, state)
    numbers = _numbers(question, given)
    answered_by = _phones(given)
    # A written answer is shown because the trainer read it, whoever else answered.
    few = question.kind != "text" and answered_by < FEWEST_SHOWN
    told = everything or not few
    return {
        "poll": state.name,
        "round": state.round,
        "answered": answered_by,
        "few": few,
        # How few declined is nobody's business but the trainer's.
        "declined": declined if everything else 0,
        "counts": _counts(question, given, numbers) if told else [],
        "numbers": _numbers_words(numbers) if told else None,
        "explanation": question.explanation.as_dict(),
        **(wall.told(room, state, everything=everything) if told else {"texts": []}),
        "rows": rated.rows(question, given, everything=everything) if told else [],
        "points": _points(question, given) if told else [],
    }


def _points(question: Question, given: Given) -> list[list[int]]:
    """Return each place that was pointed at, in thousandths, and by how many phones."""
    if question.kind != "point":
        return []
    return [list(dot) for dot in marked(given)]


def with_earlier(room: "HeldSession", *, everything: bool) -> JSON | None:
    """Return `of`, and the earlier round that the trainer compares it with.

    `earlier` has a count for each choice, in order, and of a number its `numbers`;
    neither of too few answers. Phones do without it.
    """
    told = of(room, everything=everything)
    if told is None:
        return None
    state = room.stage.poll_state(told["poll"])
    return {**told, "earlier": _earlier(room, state) if state.compared else None}


def _earlier(room: "HeldSession", state: PollState) -> JSON | None:
    question = room.polls.question(state.name)
    if question is None:
        return None
    given, _ = _given(room, PollState(state.name, state.compared))
    few = _phones(given) < FEWEST_SHOWN
    numbers = None if few else _numbers(question, given)
    drawn = [] if few or numbers else _drawn(question, given, None)
    return {
        "round": state.compared,
        "answered": _phones(given),
        "few": few,
        "counts": [count for _, count in drawn],
        "means": [] if few else rated.means(question, given),
        "numbers": _numbers_words(numbers),
        "rows": [] if few else rated.rows(question, given, everything=False),
    }


def _phones(given: Given) -> int:
    return sum(phones for _, phones in given)


def _counts(question: Question, given: Given, numbers: Amounts | None) -> list[JSON]:
    drawn = _drawn(question, given, numbers)
    means: list[float | None] = [*rated.means(question, given)]
    means = means or [None] * len(drawn)
    return [
        _choice(option, count, mean)
        for (option, count), mean in zip(drawn, means, strict=True)
    ]


def _numbers(question: Question, given: Given) -> Amounts | None:
    if question.kind != "numeric":
        return None
    return numbers_of(question, [one for one, phones in given for _ in range(phones)])


def _numbers_words(numbers: Amounts | None) -> JSON | None:
    if numbers is None:
        return None
    middle = (numbers.median, numbers.lowest, numbers.highest)
    names = ("median", "lowest", "highest")
    return {n: amount_words(v).as_dict() for n, v in zip(names, middle, strict=True)}


def _drawn(
    question: Question, given: Given, numbers: Amounts | None
) -> list[tuple[Option, int]]:
    """Return what is drawn: each choice, or each bar of numbers, with its count."""
    if numbers:
        return [(bar.option, bar.count) for bar in bars(numbers)]
    if question.rows:
        return []
    counted: Counter[str] = Counter()
    for answer, phones in given:
        names = [answer] if isinstance(answer, str) else answer
        if question.kind == "point":
            names = [named_area(question.counted_areas, answer)]
        # Of a ranking it is counted what people put first.
        for name in [*names][:1] if question.kind == "ranking" else names:
            counted[name] += phones
    return [(choice, counted[choice.name]) for choice in question.choices]


def _choice(choice: Option, count: int, mean: float | None) -> JSON:
    return {
        "name": choice.name,
        "label": choice.label.as_dict(),
        "count": count,
        "right": choice.right,
        "mean": mean,
    }


def _given(room: "HeldSession", state: PollState) -> tuple[Given, int]:
    """Return each different answer with its phones, and how many declined."""
    tally = room.responses.tally(room.session.id, state.name, state.round)
    given = [(answer, phones) for answer, phones in tally if not is_declined(answer)]
    return given, sum(phones for answer, phones in tally if is_declined(answer))


def answered(room: "HeldSession", state: PollState) -> int:
    """Return how many phones answered one round; who declined is not counted."""
    return _phones(_given(room, state)[0])
