"""What people wrote, as reports tell it: let through, or counted for the trainer."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from facilitator.domain.reports import WordCount
from facilitator.domain.stage.stage import PollState
from facilitator.domain.surveys.results import FEWEST_SHOWN, Series, ShownText
from facilitator.domain.surveys.statistics import Count
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text
from facilitator.live import results, wall

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

# What a chart on a slide has room for.
MOST_DRAWN = 12


def shown_texts(
    room: "HeldSession", question: Question, rounds: Sequence[int]
) -> tuple[ShownText, ...]:
    """Return the texts let through, pinned ones first; words of a cloud are counts."""
    if question.kind == "words":
        return ()
    states = [PollState(question.name, number) for number in rounds]
    return tuple(
        ShownText(card.text, card.count)
        for state in states
        if question.kind == "text" or results.answered(room, state) >= FEWEST_SHOWN
        for card in wall.let_through(room, state)
    )


def words_series(room: "HeldSession", question: Question, number: int) -> Series:
    """Return the words let through in a round, largest first, as counts."""
    state = PollState(question.name, number)
    answered = results.answered(room, state)
    if answered < FEWEST_SHOWN:
        return Series(answered, round=number)
    found = sorted(wall.let_through(room, state), key=lambda card: -card.count)
    counts = (
        Count(Option(card.id, place, Text(card.text, card.text)), card.count)
        for place, card in enumerate(found[:MOST_DRAWN], start=1)
    )
    return Series(answered, tuple(counts), number)


def word_counts(room: "HeldSession") -> Iterator[WordCount]:
    """Yield every word of every cloud that was asked, largest first in its round."""
    for name, number in room.responses.rounds(room.session.id):
        question = room.polls.question(name)
        if question and question.kind == "words":
            cards = wall.all_cards(room, PollState(name, number))
            for card in sorted(cards, key=wall.largest_first):
                also = (*card.also, *(text for _, text in card.merged))
                word = (card.text, card.count, also, card.shown)
                yield WordCount(name, number, *word)
