"""Choices in an order of each phone's own."""

from collections import Counter
from dataclasses import replace

from facilitator.domain.surveys.shuffling import offered, scattered
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text

NAMES = ("one", "two", "three", "four")


def question(*, shuffle: bool = True) -> Question:
    options = [Option(n, code, Text(n, n)) for code, n in enumerate(NAMES, 1)]
    last = Option("none", 5, Text("None", "Nada"), fixed="last")
    asked = Text("?", "?")
    return Question("q", "single", asked, options=(last, *options), shuffle=shuffle)


def names(asked: Question, seed: str) -> tuple[str, ...]:
    return tuple(option.name for option in offered(asked, seed))


def test_a_phone_keeps_its_order_and_phones_differ() -> None:
    seeds = [f"{number:08x}" for number in range(2_000)]
    orders = [names(question(), seed) for seed in seeds]

    assert orders == [names(question(), seed) for seed in seeds]
    assert {order[-1] for order in orders} == {"none"}
    # Each of the four is offered first to about a quarter of the room.
    first = Counter(order[0] for order in orders)
    assert set(first) == set(NAMES)
    assert all(400 < count < 600 for count in first.values())


def test_without_shuffling_or_a_seed_the_order_is_the_questions_own() -> None:
    plain = ("none", *NAMES)

    assert names(question(shuffle=False), "0123abcd") == plain
    assert names(question(), "") == plain


def test_two_questions_are_not_shuffled_alike() -> None:
    first = question()
    other = replace(first, name="other")

    assert any(
        names(first, f"{seed:08x}") != names(other, f"{seed:08x}") for seed in range(9)
    )


def test_the_bits_are_those_that_a_phone_works_out() -> None:
    # As static/phone/shuffling.js gives them.
    assert [scattered(words) for words in ("", "a", "0123abcd:q:one")] == EXPECTED


EXPECTED = [2872998923, 444641715, 195665077]
