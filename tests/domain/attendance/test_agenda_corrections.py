"""The times of the parts, put right beside their marks."""

from datetime import datetime, timedelta

import pytest
from credit_delivery import AGENDA, END, PLANNED, minute

from facilitator.domain.attendance.agenda_corrections import (
    THE_END,
    AfterTheEndError,
    Held,
    MarkCorrection,
    NoMarkError,
    NoSuchPartError,
    OtherOrderError,
    corrected_marks,
)
from facilitator.domain.attendance.corrections import ReasonNeededError, TimeToComeError
from facilitator.domain.stage.stage import AgendaMark

NOW = minute(24 * 60)


def held(*lines: MarkCorrection, began: dict[str, int] | None = None) -> Held:
    marks = (PLANNED if began is None else began).items()
    return Held(
        AGENDA,
        tuple(AgendaMark(item, minute(m)) for item, m in marks),
        minute(END),
        lines,
    )


def line(item: str, at: datetime | None, written: datetime = NOW) -> MarkCorrection:
    return MarkCorrection(item, at, "Marked late", written)


def right(times: Held, item: str, minutes: int | None, **given: bool) -> MarkCorrection:
    at = None if minutes is None else minute(minutes)
    return times.corrected(item, at, reason="Marked late", now=NOW, **given)


def test_the_newest_correction_of_a_part_counts() -> None:
    times = held(line("break", minute(55)), line("break", minute(58)))

    assert times.began[1] == AgendaMark("break", minute(58))
    assert times.marks[1].at == minute(60)


def test_a_forgotten_mark_is_added_and_a_wrong_one_struck_out() -> None:
    forgotten = {item: m for item, m in PLANNED.items() if item != "break"}
    times = held(line("break", minute(60)), line("wrap_up", None), began=forgotten)

    assert [mark.item for mark in times.began] == ["stop", "break", "ask"]


def test_a_part_that_begins_after_it_was_struck_out_counts_again() -> None:
    lines = [line("stop", None, minute(-5)), line("break", None, minute(61))]

    began = corrected_marks(held().marks, lines)

    assert [mark.item for mark in began] == ["stop", "ask", "wrap_up"]


def test_the_end_is_put_right_too() -> None:
    times = held(line(THE_END, minute(140)))

    assert times.end == minute(140)
    assert held().end == minute(END)
    assert Held(AGENDA, (), None, (line(THE_END, minute(1)),)).end is None


def test_a_correction_is_a_line_with_its_reason() -> None:
    assert right(held(), "break", 55) == line("break", minute(55))
    assert right(held(), "break", None) == line("break", None)
    assert right(held(), THE_END, 150) == line(THE_END, minute(150))


@pytest.mark.parametrize(
    ("item", "minutes", "refusal"),
    [
        ("dance", 5, NoSuchPartError),
        ("break", 25 * 60, TimeToComeError),
        ("wrap_up", END + 1, AfterTheEndError),
        (THE_END, 100, AfterTheEndError),
        ("break", 80, OtherOrderError),
        (THE_END, None, NoMarkError),
    ],
)
def test_what_makes_no_sense_is_refused(
    item: str, minutes: int | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        right(held(), item, minutes)


def test_parts_really_held_in_another_order_can_be_said_so() -> None:
    swapped = right(held(), "break", 80, any_order=True)

    times = held(swapped)
    assert [mark.item for mark in times.began] == ["stop", "ask", "break", "wrap_up"]
    # An order that was another one before is no reason to refuse what keeps it.
    assert right(times, "break", 82).at == minute(82)


def test_a_part_without_a_mark_cannot_be_struck_out_nor_an_end_that_is_not() -> None:
    with pytest.raises(NoMarkError):
        right(held(began={"stop": 0}), "break", None)
    with pytest.raises(NoSuchPartError):
        right(Held(AGENDA, (), None), THE_END, 10)
    with pytest.raises(ReasonNeededError):
        held().corrected("break", minute(55), reason="", now=NOW + timedelta(days=1))


def test_a_clock_set_back_between_two_marks_is_told_until_one_is_put_right() -> None:
    first, second, *_ = PLANNED
    turned = {first: 30, second: 10}

    assert held(began=turned).ran_back
    assert not held().ran_back
    for item in (first, second):
        assert not held(line(item, minute(20)), began=turned).ran_back


def test_an_end_before_the_last_mark_is_a_clock_set_back_too() -> None:
    first, *_ = PLANNED
    late = {first: END + 5}

    assert held(began=late).ran_back
    assert not held(line(THE_END, minute(END + 30)), began=late).ran_back
