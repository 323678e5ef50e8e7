"""A place on a picture: its one form, its area, and how a room's places count."""

import pytest

from facilitator.domain.surveys.answers import check_answer
from facilitator.domain.surveys.points import (
    NINTHS,
    Area,
    NotAPlaceError,
    Picture,
    named_area,
)
from facilitator.domain.surveys.results import result_of
from facilitator.domain.surveys.statistics import tally
from facilitator.domain.surveys.survey import DECLINED, Question
from facilitator.domain.text import Text

DOOR = Area("door", Text("Back door", "Puerta trasera"), 0, 0, 40, 50, right=True)
DESK = Area("desk", Text("Desk", "Escritorio"), 40, 0, 60, 50)
WHERE = Question(
    "where",
    "point",
    Text("Where?", "¿Dónde?"),
    decline=True,
    picture=Picture("room.png", "0" * 32, 1600, 900),
    alt=Text("A room", "Una sala"),
    areas=(DOOR, DESK),
)


@pytest.mark.parametrize("given", ["0,0", "1000,1000", "375,250"])
def test_a_place_is_kept_as_it_was_given(given: str) -> None:
    assert check_answer(WHERE, given) == given


@pytest.mark.parametrize(
    "given",
    [
        *("", ",", "1", "1,", ",1", "1,2,3", "1001,0", "0,1001", "-1,5", "+1,5"),
        *("01,5", " 1,5", "1, 5", "1,5\n", "1.5,2", "NaN,NaN", "inf,0", "1e3,0"),
        *("9" * 5000 + ",1", "١,٢", "0x1,1", "door", None, 5, 0.5, True),
        *(float("nan"), float("inf"), 10**400),
        *([1, 2], ["1,2"], {"x": 1, "y": 2}, {}, [], [[]], {"1,2": ""}),
    ],
)
def test_what_is_no_place_is_refused(given: object) -> None:
    with pytest.raises(NotAPlaceError) as refused:
        check_answer(WHERE, given)
    assert refused.value.status < 500


def test_a_person_may_rather_not_point() -> None:
    assert check_answer(WHERE, DECLINED) == DECLINED


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("0,0", "door"),
        ("399,499", "door"),
        ("400,0", "desk"),
        ("1000,0", "desk"),
        ("0,500", "elsewhere"),
        ("1000,1000", "elsewhere"),
        (DOOR.middle, "door"),
        (DESK.middle, "desk"),
    ],
)
def test_a_place_lies_in_one_area(place: str, area: str) -> None:
    assert named_area(WHERE.counted_areas, place) == area


def test_the_ninths_leave_nothing_out() -> None:
    for x in range(0, 1001, 5):
        for y in range(0, 1001, 5):
            assert sum(area.holds(x, y) for area in NINTHS) == 1


def test_places_are_counted_by_area() -> None:
    answers = ["0,0", "10,10", "500,10", "10,900", "1000,1000"]
    counts = {one.option.name: one.count for one in tally(WHERE, answers)}
    assert counts == {"door": 2, "desk": 1, "elsewhere": 2}
    (shown,) = result_of(WHERE, {1: answers}).series
    assert [one.count for one in shown.counts] == [2, 1, 2]
    (few,) = result_of(WHERE, {1: answers[:4]}).series
    assert few.counts == ()
