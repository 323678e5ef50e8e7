"""Whole plans, and what a broken one does to the others."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.text import Text
from facilitator.library.curriculum import load, plans
from facilitator.library.problems import CurriculumError, Problem

Damage = Callable[[str, str, str], None]
FILES = (
    "sessions/short.yaml",
    "surveys/short-polls.yaml",
    "slides/short/deck.yaml",
    "slides/short/slides.en.md",
)


def test_a_plan_is_loaded_with_all_it_names(folder: Path) -> None:
    held = load(folder, "short")
    assert held.plan.name == "short"
    assert len(held.deck.slides) == 2
    assert held.polls.name == "short-polls"
    assert held.evaluation.name == "evaluation"
    assert held.worksheet is not None
    assert held.worksheet.name == "worksheet"


def test_a_worksheet_is_optional(folder: Path, damage: Damage) -> None:
    damage("sessions/short.yaml", "worksheet: worksheet\n", "")
    assert load(folder, "short").worksheet is None


def test_a_broken_plan_is_listed_and_stops_no_other(
    folder: Path, damage: Damage
) -> None:
    shutil.copy(folder / "sessions/short.yaml", folder / "sessions/other.yaml")
    damage("sessions/short.yaml", "    minutes: 25", "    minutes: many")
    other, short = plans(folder)
    assert (other.name, other.opens, other.minutes) == ("other", True, 35)
    assert (short.name, short.opens) == ("short", False)
    assert short.title == Text("Short session", "Sesión corta")
    assert load(folder, "other").plan.name == "other"
    with pytest.raises(CurriculumError):
        load(folder, "short")


def test_a_plan_without_a_readable_title_is_listed_by_its_name(folder: Path) -> None:
    (folder / "sessions/short.yaml").write_text("[", encoding="utf-8")
    (short,) = plans(folder)
    assert (short.title, short.minutes, short.opens) == (
        Text("short", "short"),
        0,
        False,
    )


@pytest.mark.parametrize(
    ("file", "edit", "problem"),
    [
        (
            "sessions/short.yaml",
            ("deck: short", "deck: gone"),
            Problem(
                "sessions/short.yaml", 18, "error", "There is no slides/gone to use."
            ),
        ),
        (
            "sessions/short.yaml",
            ("polls: short-polls", "polls: gone"),
            Problem(
                "sessions/short.yaml",
                19,
                "error",
                "There is no surveys/gone.yaml to use.",
            ),
        ),
        (
            "sessions/short.yaml",
            ("worksheet: worksheet", "worksheet: evaluation"),
            Problem(
                "surveys/evaluation.yaml",
                1,
                "error",
                "The plan `short` uses this as its worksheet, but its kind is "
                "evaluation.",
            ),
        ),
        (
            "surveys/short-polls.yaml",
            ("objective: stop", "objective: dance"),
            Problem(
                "surveys/short-polls.yaml",
                7,
                "error",
                "There is no objective `dance` in sessions/short.yaml.",
            ),
        ),
        (
            "surveys/short-polls.yaml",
            ("name: where", "name: when"),
            Problem(
                "slides/short/slides.en.md",
                19,
                "error",
                "There is no poll `where` in surveys/short-polls.yaml.",
            ),
        ),
        (
            "sessions/short.yaml",
            ("agenda:\n  - name: stop", "agenda:\n  - name: begin"),
            Problem(
                "slides/short/slides.en.md",
                8,
                "error",
                "There is no agenda item `stop` in sessions/short.yaml.",
            ),
        ),
    ],
)
def test_files_that_do_not_fit_together_are_refused(
    folder: Path, damage: Damage, file: str, edit: tuple[str, str], problem: Problem
) -> None:
    damage(file, *edit)
    with pytest.raises(CurriculumError) as refused:
        load(folder, "short")
    assert refused.value.problems == (problem,)


def test_the_refusal_counts_and_names_the_first(folder: Path, damage: Damage) -> None:
    damage("sessions/short.yaml", "    minutes: 25", "    minutes: many")
    damage("sessions/short.yaml", "deck: short", "deck: gone")
    with pytest.raises(CurriculumError) as refused:
        load(folder, "short")
    error = refused.value
    assert error.facts["count"] == len(error.problems) == 2
    assert error.facts["file"] == "sessions/short.yaml"
    assert error.facts["line"] == 12
    assert error.facts["problems"] == error.problems
    assert str(error).startswith("The curriculum files have mistakes to correct (2). ")


@pytest.mark.parametrize("name", ["gone", "../short", "", "a/b", "sh\0rt"])
def test_a_plan_that_is_not_there_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(CurriculumError):
        load(folder, name)


def test_a_warning_does_not_stop(folder: Path, damage: Damage) -> None:
    damage("sessions/short.yaml", "deck: short", "colour: red\ndeck: short")
    assert load(folder, "short").plan.deck == "short"
    assert [p.severity for p in plans(folder)[0].problems] == ["warning"]


fuzzing = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@fuzzing
@given(file=st.sampled_from(FILES), raw=st.binary(max_size=300))
def test_random_bytes_only_ever_make_problems(
    folder: Path, file: str, raw: bytes
) -> None:
    path = folder / file
    whole = path.read_bytes()
    path.write_bytes(raw)
    try:
        (listed,) = plans(folder)
        assert listed.opens is False
        with pytest.raises(CurriculumError):
            load(folder, "short")
    finally:
        path.write_bytes(whole)


@fuzzing
@given(
    file=st.sampled_from(FILES),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.text(alphabet="ab01: -[]{}#&*!|>'\"%\n\t\0é", max_size=20),
)
def test_random_edits_open_or_make_problems(
    folder: Path, file: str, at: float, cut: int, put: str
) -> None:
    path = folder / file
    whole = path.read_bytes()
    start = int(at * len(whole))
    path.write_bytes(whole[:start] + put.encode() + whole[start + cut :])
    try:
        (listed,) = plans(folder)
        assert isinstance(listed.opens, bool)
        if listed.opens:
            load(folder, "short")
    finally:
        path.write_bytes(whole)
