"""What of the answers may be shown to anybody."""

import pytest

from facilitator.domain.surveys.results import FEWEST_SHOWN, Series, series, top_two
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.surveys.survey import DECLINED, Answer, Option, Question
from facilitator.domain.text import Text

YES_NO = (Option("yes", 1, Text("Yes", "Sí")), Option("no", 2, Text("No", "No")))
SINGLE = Question("q", "single", Text("Sure?", "¿Segura?"), options=YES_NO)
RATING = Question("r", "rating", Text("Ready?", "¿Lista?"), points=5)
PAIR = Question("p", "confidence", Text("How sure?", "¿Qué tan?"), retrospective=True)
DECLINING: Answer = dict(DECLINED)


def counts(one: Series) -> list[int]:
    return [count.count for count in one.counts]


@pytest.mark.parametrize(("number", "shown"), [(4, []), (5, [5, 0])])
def test_counts_are_there_from_five_answers_on(number: int, shown: list[int]) -> None:
    (one,) = series(SINGLE, ["yes"] * number, round_=3)

    assert (one.answered, one.round, counts(one)) == (number, 3, shown)
    assert FEWEST_SHOWN == 5


def test_each_half_of_a_pair_is_counted_by_those_who_gave_it() -> None:
    both: list[Answer] = [{"before": "low", "now": "high"}] * 5
    before, now = series(PAIR, [*both, {"before": "high"}])

    assert (before.when, before.answered, counts(before)) == (
        "before",
        6,
        [0, 5, 0, 1, 0],
    )
    assert (now.when, now.answered, counts(now)) == ("now", 5, [0, 0, 0, 5, 0])


def test_half_a_pair_that_few_gave_is_left_out_alone() -> None:
    only: list[Answer] = [{"now": "high"}] * 5
    before, now = series(PAIR, [*only, {"before": "low", "now": "low"}])

    assert (before.answered, counts(before)) == (1, [])
    assert counts(now) == [0, 1, 0, 5, 0]


def test_a_multiple_choice_counts_ticks_and_people() -> None:
    multiple = Question("m", "multiple", Text("Which?", "¿Cuáles?"), options=YES_NO)
    (one,) = series(multiple, [["yes", "no"], ["yes"], ["yes"], ["no"], ["yes"]])

    assert (one.answered, counts(one)) == (5, [4, 2])


def test_written_answers_are_only_how_many() -> None:
    text = Question("t", "text", Text("A step", "Un paso"))

    assert series(text, ["a"] * 9) == (Series(9),)


def test_the_two_highest_of_a_scale_are_a_share_of_those_shown() -> None:
    quality = Question("q", "quality", Text("Good?", "¿Buena?"))
    (shown,) = series(quality, ["good"] * 2 + ["excellent"] + ["poor"] * 3)
    (few,) = series(quality, ["excellent"])

    assert top_two(quality, shown) == Proportion(3, 6)
    assert top_two(quality, few) is None
    assert top_two(SINGLE, series(SINGLE, ["yes"] * 5)[0]) is None


def test_numbers_stand_in_bars_from_five_answers_on() -> None:
    years = Question("y", "numeric", Text("Years?", "¿Años?"), greatest=60)
    (few,) = series(years, ["3"] * 4)
    (shown,) = series(years, ["3", "4", "12", "13", "14", DECLINING])

    assert (few.answered, few.counts, few.numbers) == (4, (), None)
    assert (shown.answered, sum(counts(shown))) == (5, 5)
    assert shown.numbers
    assert int(shown.numbers.median) == 12


def test_who_declined_is_in_no_count() -> None:
    text = Question("t", "text", Text("A step", "Un paso"), decline=True)

    assert series(text, ["a", DECLINING]) == (Series(1),)
    (one,) = series(SINGLE, [*["yes"] * 5, *[DECLINING] * 3])
    assert (one.answered, counts(one)) == (5, [5, 0])
    (rated,) = series(RATING, [*["1"] * 3, *["5"] * 2, DECLINING])
    assert (rated.answered, counts(rated)) == (5, [3, 0, 0, 0, 2])
