"""The evaluation at a glance: how figures are written, and what each two forms say."""

from fractions import Fraction

import pytest
from credited import Credited
from visiting import words

from facilitator.domain.surveys.statistics import Proportion
from facilitator.web.desk.glance import Drawing


@pytest.mark.parametrize(
    ("count", "of", "written"),
    [(5, 8, "63%"), (1, 8, "13%"), (1, 200, "1%"), (0, 5, "0%"), (5, 5, "100%")],
)
def test_half_a_percent_is_rounded_up(count: int, of: int, written: str) -> None:
    assert Drawing().percent(Proportion(count, of)) == written


def test_halves_of_a_hundredth_are_rounded_away_from_zero() -> None:
    draw = Drawing()

    assert draw.signed(Fraction(9, 8)) == "+1.13"
    assert draw.signed(Fraction(-9, 8)) == "−1.13"
    assert draw.signed(Fraction(-1, 1000)) == "0.00"
    assert draw.mean(Fraction(25, 8)) == "3.13"
    assert (draw.p(0.0625), draw.p(0.0005), draw.p(None)) == ("0.063", "< 0.001", "")


def test_a_loss_has_no_gain() -> None:
    draw = Drawing()

    assert draw.gain(None) == draw.gain(Fraction(-1, 2)) == "–"
    assert (draw.gain(Fraction()), draw.gain(Fraction(1, 8))) == ("0.00", "+0.13")


def test_of_fewer_than_five_the_desk_says_that_rows_could_be_guessed(
    program: Credited,
) -> None:
    room, said = program.hold(), "could guess whose row is whose"
    there = f"/desk/sessions/{room.session.id}"
    room.move("evaluation", {"open": True})
    assert said not in words(program.desk().get(there))
    for _ in range(4):
        room.submit(room.join(), "evaluation", {"confidence_ask": {"now": "high"}})
    assert said in words(program.desk().get(there))

    room.submit(room.join(), "evaluation", {"confidence_ask": {"now": "high"}})

    assert said not in words(program.desk().get(there))


def test_a_follow_up_has_a_heading_and_columns_of_its_own(program: Credited) -> None:
    room = program.hold()
    room.move("evaluation", {"open": True})
    codes = []
    for _ in range(5):
        phone = room.join()
        sure = {"before": "low", "now": "high"}
        room.submit(phone, "evaluation", {"confidence_ask": sure})
        codes.append(room.make_code(phone))
    room.move("finish", {})
    room.open_follow_up()
    for code in codes:
        room.send_follow_up(code, "", {"confidence_ask": "moderate"})

    there = f"/desk/sessions/{room.session.id}/glance"
    page = words(program.desk().get(there))
    assert "Before and now, in the same people" in page
    assert "End of the session and three months later, in the same people" in page
    assert "Before and after the session" not in page
    assert "4.00 at the end of the session and 3.00 three months later" in page
    assert "(end of the session and follow-up)" not in page
    spanish = words(program.desk().get(f"{there}?lang=es"))
    assert "Final de la sesión y tres meses después, en las mismas personas" in spanish
    assert "Al final Luego" in spanish
