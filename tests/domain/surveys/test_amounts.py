"""What a room's numbers come to."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.amounts import (
    MOST_BARS,
    amounts,
    bar_words,
    read_amount,
)
from facilitator.domain.text import Text


def numbers(*written: str) -> list[Decimal]:
    return [Decimal(one) for one in written]


def test_years_of_work_stand_in_bars_of_one_width() -> None:
    found = amounts(numbers("0", "2", "3", "12", "38"), 0)

    assert found
    ends = (found.median, found.lowest, found.highest)
    assert (found.n, *map(int, ends)) == (5, 3, 0, 38)
    assert [(bar_words(bar).en, bar.count) for bar in found.bars] == [
        ("0–4", 3),
        ("5–9", 0),
        ("10–14", 1),
        ("15–19", 0),
        ("20–24", 0),
        ("25–29", 0),
        ("30–34", 0),
        ("35–39", 1),
    ]


def test_a_bar_names_the_least_and_the_largest_number_in_it() -> None:
    found = amounts(numbers("0.5", "3.5", "9.9"), 1)

    assert found
    assert bar_words(found.bars[0]) == Text("0–1.9", "0–1.9")


def test_one_number_alone_is_a_bar() -> None:
    found = amounts(numbers("7"), 0)

    assert found
    assert [(bar_words(bar).en, bar.count) for bar in found.bars] == [("7", 1)]
    assert amounts([], 0) is None


@settings(max_examples=200)
@given(
    st.integers(0, 3).flatmap(
        lambda places: st.tuples(
            st.just(places),
            st.lists(
                st.decimals(-(10**9), 10**9, places=places), min_size=1, max_size=40
            ),
        )
    )
)
def test_every_number_is_in_exactly_one_bar(
    case: tuple[int, list[Decimal]],
) -> None:
    places, written = case
    found = amounts(written, places)

    assert found
    assert 1 <= len(found.bars) <= MOST_BARS
    assert sum(bar.count for bar in found.bars) == len(written)
    for bar in found.bars:
        assert bar.count == sum(bar.low <= one <= bar.high for one in written)


@settings(max_examples=300)
@given(st.text() | st.floats() | st.integers() | st.booleans(), st.integers(0, 3))
def test_what_is_read_as_a_number_is_finite_and_short(
    sent: object, decimals: int
) -> None:
    number = read_amount(sent, decimals)

    assert number is None or (number.is_finite() and len(str(number)) <= 16)
