"""Session plans read from a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.domain.plan import SIGN_IN_FIELDS, AgendaItem, Objective, SessionPlan
from facilitator.domain.text import Text
from facilitator.library.plans import read_plan

Damage = Callable[[str, str, str], None]
PLAN = "sessions/short.yaml"


def test_a_plan_is_read_whole(folder: Path) -> None:
    reading = read_plan(folder, "short")
    assert reading.problems == ()
    assert reading.value == SessionPlan(
        name="short",
        title=Text("Short session", "Sesión corta"),
        summary=Text("One sentence.", "Una oración."),
        content_note=Text("A note.", "Un aviso."),
        objectives=(Objective("stop", Text("Describe.", "Describir.")),),
        agenda=(
            AgendaItem("stop", Text("Stop", "Deténgase"), 25, creditable=True),
            AgendaItem("wrap_up", Text("Sign-out", "Salida"), 10, creditable=False),
        ),
        deck="short",
        polls="short-polls",
        evaluation="evaluation",
        worksheet="worksheet",
        sign_in=SIGN_IN_FIELDS,
    )


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (
            ("    minutes: 25", "    minutes: a"),
            12,
            "minutes: write a whole number from 1 to 480, not `a`.",
        ),
        (
            ("creditable: true", "creditable: 3"),
            13,
            "creditable: write true or false, not `3`.",
        ),
        (("name: wrap_up", "name: stop"), 14, "The name `stop` is here twice."),
        (
            ("deck: short", "deck: ../short"),
            18,
            "`../short` is no kebab-case name: use a-z, 0-9 and -.",
        ),
        (("deck: short\n", ""), 1, "`deck` is missing."),
        (
            ("minutes: 35", "minutes: 36"),
            7,
            "`minutes` says 36, but the agenda adds up to 35.",
        ),
        (
            ("creditable_minutes: 25", "creditable_minutes: 30"),
            8,
            "`creditable_minutes` says 30, but the agenda adds up to 25.",
        ),
        (
            ("deck: short", "sign_in: [name, shoe_size]\ndeck: short"),
            18,
            (
                "sign_in: write one of: name, email, organization, setting, "
                "profession; not `shoe_size`."
            ),
        ),
        (
            ("deck: short", "sign_in: [name, name]\ndeck: short"),
            18,
            "The field `name` is here twice.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, damage: Damage, edit: tuple[str, str], line: int, message: str
) -> None:
    damage(PLAN, *edit)
    reading = read_plan(folder, "short")
    assert (line, message) in [(p.line, p.message) for p in reading.problems]
    assert {p.file for p in reading.problems} == {PLAN}
    assert not reading.sound


def test_totals_may_be_left_out(folder: Path, damage: Damage) -> None:
    damage(PLAN, "minutes: 35\ncreditable_minutes: 25\n", "")
    reading = read_plan(folder, "short")
    assert reading.problems == ()
    assert (reading.value.minutes, reading.value.creditable_minutes) == (35, 25)


def test_a_session_may_ask_for_nothing(folder: Path, damage: Damage) -> None:
    damage(PLAN, "deck: short", "sign_in: []\ndeck: short")
    assert read_plan(folder, "short").value.sign_in == ()
