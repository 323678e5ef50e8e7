"""Minutes become credit by the rules of its type."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.people import PROFESSIONS
from facilitator.domain.credit.policy import (
    CREDIT_TYPES,
    MOST_QUARTERS,
    PRESETS,
    BadAmountError,
    CreditPolicy,
    Rounding,
    amount,
    read_amount,
)

policies = st.builds(
    lambda units, step, per_unit, rounding: CreditPolicy(
        "ama",
        designated=units * step,
        minutes_per_unit=per_unit,
        step=step,
        rounding=rounding,
    ),
    st.integers(1, 12),
    st.sampled_from([1, 4]),
    st.integers(30, 120),
    st.sampled_from(["nearest", "down"]),
)


@pytest.mark.parametrize(
    ("minutes", "nearest", "down"),
    [
        (120, "2.00", "2.00"),
        (118, "2.00", "1.75"),
        (113, "2.00", "1.75"),
        (112, "1.75", "1.75"),
        (97, "1.50", "1.50"),
        (53, "1.00", "0.75"),
        (52, "0.75", "0.75"),
        (8, "0.25", "0.00"),
        (7, "0.00", "0.00"),
    ],
)
def test_minutes_come_to_quarters(minutes: int, nearest: str, down: str) -> None:
    rules = CreditPolicy("ama", designated=8)

    assert amount(replace(rules, rounding="nearest").rounded(minutes)) == nearest
    assert amount(replace(rules, rounding="down").rounded(minutes)) == down


@pytest.mark.parametrize(
    ("minutes", "nearest", "down"),
    [(180, 12, 12), (150, 12, 8), (149, 8, 8), (30, 4, 0), (29, 0, 0)],
)
def test_whole_steps_give_whole_credits_and_half_a_step_is_rounded_up(
    minutes: int, nearest: int, down: int
) -> None:
    rules = CreditPolicy("ama", designated=12, step=4)

    assert replace(rules, rounding="nearest").rounded(minutes) == nearest
    assert replace(rules, rounding="down").rounded(minutes) == down


def test_an_hour_may_have_fifty_minutes() -> None:
    rules = CreditPolicy("ancc", designated=8, minutes_per_unit=50)

    assert [rules.rounded(m) for m in (12, 13, 24, 25, 99, 100)] == [0, 1, 1, 2, 7, 8]


def test_more_minutes_than_designated_give_no_more_credit() -> None:
    rules = CreditPolicy("ama", designated=6, rounding="nearest")

    assert rules.rounded(600) == 6


@pytest.mark.parametrize(
    ("rounding", "step", "needed"),
    [("nearest", 1, 113), ("down", 1, 120), ("nearest", 4, 90), ("down", 4, 120)],
)
def test_two_credits_need_so_many_minutes(
    rounding: Rounding, step: int, needed: int
) -> None:
    rules = CreditPolicy("ama", designated=8, rounding=rounding, step=step)

    assert rules.minutes_needed == needed


@given(policies)
def test_the_minutes_needed_are_the_fewest_that_come_to_the_designated_credit(
    rules: CreditPolicy,
) -> None:
    by_trying = next(m for m in range(6_000) if rules.rounded(m) == rules.designated)

    assert rules.minutes_needed == by_trying


@given(policies, st.integers(0, 3_000))
def test_credit_is_in_steps_up_to_the_designated_and_grows_with_the_minutes(
    rules: CreditPolicy, minutes: int
) -> None:
    quarters = rules.rounded(minutes)

    assert quarters % rules.step == 0
    assert quarters <= rules.designated
    assert quarters <= rules.rounded(minutes + 1)


@given(policies, st.integers(0, 3_000))
def test_rounding_is_off_by_less_than_a_step(rules: CreditPolicy, minutes: int) -> None:
    # In quarters of a minute, so that nothing is rounded here.
    step = rules.step * rules.minutes_per_unit
    exact = 4 * min(minutes, rules.designated_minutes)
    off = exact - rules.rounded(minutes) * rules.minutes_per_unit

    if rules.rounding == "down":
        assert 0 <= off < step + 4
    else:
        assert -step <= 2 * off < step + 8


def test_the_presets_are_what_the_bodies_ask() -> None:
    assert {
        name: (p.rounding, p.partial, p.step, p.minutes_per_unit, p.professions)
        for name, p in PRESETS.items()
    } == {
        "ama": ("nearest", True, 1, 60, ("physician",)),
        "ancc": ("down", True, 1, 60, ("nurse",)),
        "acpe": ("nearest", False, 1, 60, ("pharmacist", "pharmacy_technician")),
        "apa": ("nearest", False, 1, 60, ("psychologist",)),
        "aswb": ("nearest", False, 1, 60, ("social_worker",)),
        "nchec": ("down", True, 1, 60, ("health_education_specialist",)),
    }


def test_a_preset_designates_nothing_and_approves_no_language() -> None:
    assert list(PRESETS) == [name for name, _ in CREDIT_TYPES]
    assert {(p.designated, p.languages, p.tolerance) for p in PRESETS.values()} == {
        (0, (), 0)
    }
    known = dict(PROFESSIONS)
    assert all(set(p.professions) <= set(known) for p in PRESETS.values())
    assert all(p.label.en and p.label.es for p in PRESETS.values())


@pytest.mark.parametrize(
    ("typed", "quarters"),
    [("1.75", 7), ("2", 8), ("2.0", 8), ("2.00", 8), ("0.25", 1), ("1.5", 6), ("0", 0)],
)
def test_an_amount_is_read(typed: str, quarters: int) -> None:
    assert read_amount(f" {typed}\n") == quarters


@pytest.mark.parametrize(
    "typed",
    ["", "1.8", "1.255", "1,5", "-1", "+1", "1e1", ".5", "2.", "٣", "nan", "25", "100"],
)
def test_what_is_no_amount_in_quarters_is_refused(typed: str) -> None:
    with pytest.raises(BadAmountError, match=r"such as 1\.75"):
        read_amount(typed)


@given(st.integers(0, MOST_QUARTERS))
def test_an_amount_is_read_as_it_was_written(quarters: int) -> None:
    assert read_amount(amount(quarters)) == quarters


@given(st.text())
def test_any_text_is_an_amount_or_a_sentence(typed: str) -> None:
    with suppress(BadAmountError):
        assert 0 <= read_amount(typed) <= MOST_QUARTERS
