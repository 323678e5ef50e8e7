"""What a room knew before and now: right and wrong answers of the same people."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from facilitator.domain.surveys.signed_rank import FEWEST_MOVED
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.surveys.survey import Answer, Question


@dataclass(frozen=True, slots=True)
class RightWrong:
    """People who answered a knowledge item twice, by right and wrong.

    `learned` were wrong before and are right now, `lost` the other way around.
    """

    stayed_right: int
    learned: int
    lost: int
    stayed_wrong: int

    @property
    def pairs(self) -> int:
        """Everybody who answered both times."""
        return self.stayed_right + self.learned + self.lost + self.stayed_wrong

    @property
    def moved(self) -> int:
        """Whose answer changed between right and wrong."""
        return self.learned + self.lost

    @property
    def before(self) -> Proportion:
        """Who was right before."""
        return Proportion(self.stayed_right + self.lost, self.pairs)

    @property
    def now(self) -> Proportion:
        """Who is right now."""
        return Proportion(self.stayed_right + self.learned, self.pairs)

    @property
    def p(self) -> float | None:
        """The exact two-sided p of McNemar; None where fewer than six moved.

        Source: McNemar, Psychometrika 12 (1947) 153-157, by the binomial distribution.
        """
        if self.moved < FEWEST_MOVED:
            return None
        smaller = min(self.learned, self.lost)
        tail = sum(comb(self.moved, count) for count in range(smaller + 1))
        return float(min(Fraction(1), Fraction(2 * tail, 2**self.moved)))

    @property
    def gain(self) -> Fraction | None:
        """The normalised gain: how much of what could be learned was learned.

        None where nobody was wrong before. Source: Hake, American Journal of Physics
        66 (1998) 64-74.
        """
        room = self.pairs - self.before.count
        return Fraction(self.now.count - self.before.count, room) if room else None


def is_knowledge(question: Question) -> bool:
    """Whether the question has a right answer."""
    return any(option.right for option in question.options)


def is_right(question: Question, answer: Answer) -> bool:
    """Whether the answer is all that is right, and nothing else."""
    names = {answer} if isinstance(answer, str) else set(answer)
    return names == {option.name for option in question.options if option.right}


def right_wrong(
    question: Question, pairs: Iterable[tuple[Answer, Answer]]
) -> RightWrong:
    """Return how many were right or wrong, of the answers before and now of each."""
    found = [(is_right(question, b), is_right(question, n)) for b, n in pairs]
    return RightWrong(
        stayed_right=found.count((True, True)),
        learned=found.count((False, True)),
        lost=found.count((True, False)),
        stayed_wrong=found.count((False, False)),
    )
