"""Locked forms and unsettled words, as the proofreader tells of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.domain.surveys.instrument import TextStatus, Translation
from facilitator.domain.text import Text
from facilitator.library.check import check
from facilitator.library.curriculum import load, plans
from facilitator.library.problems import CurriculumError
from facilitator.library.survey_locking import (
    NotAsLockedError,
    NothingToLockError,
    locked_words,
)
from facilitator.library.surveys import read_survey

Damage = Callable[[str, str, str], None]
EVALUATION = "surveys/evaluation.yaml"
LOCK = """\
locked:  # made up
  omb_number: 0000-0000
  expires: 2027-12-31
  burden: {en: About five minutes., es: Unos cinco minutos.}
"""
APPROVED = "translation: {es: approved}\n"


def told(folder: Path, today: date | None = None) -> list[str]:
    return [str(problem) for problem in check(folder, today)]


def lock(folder: Path, *, anew: bool = False) -> None:
    words, _ = locked_words(folder, "evaluation", anew=anew)
    (folder / EVALUATION).write_text(words, encoding="utf-8")


@pytest.fixture
def approved(folder: Path, damage: Damage) -> Path:
    """The small curriculum, its evaluation approved and locked."""
    damage(EVALUATION, "questions:", f"{LOCK}{APPROVED}questions:")
    lock(folder)
    return folder


def test_a_locked_form_opens(approved: Path) -> None:
    assert told(approved, date(2027, 12, 31)) == []
    survey = load(approved, "short", date(2027, 12, 31)).evaluation
    assert survey.locked is not None
    assert survey.locked.omb_number == "0000-0000"
    assert survey.locked.burden == Text("About five minutes.", "Unos cinco minutos.")


def test_a_form_without_its_hash_does_not_open(folder: Path, damage: Damage) -> None:
    damage(EVALUATION, "questions:", f"{LOCK}{APPROVED}questions:")
    assert told(folder) == [
        (
            f"{EVALUATION}:3: error: The form has no `hash` yet. "
            "Write it with `facilitator survey lock evaluation`."
        )
    ]


def test_a_changed_word_closes_the_plan_and_names_the_line(
    approved: Path, damage: Damage
) -> None:
    damage(EVALUATION, "es: Deténgase", "es: Alto")
    (problem,) = told(approved)
    assert problem.startswith(f"{EVALUATION}:4: error: A word or a code of this locked")
    with pytest.raises(CurriculumError, match=r"evaluation\.yaml, line 4"):
        load(approved, "short")


def test_only_the_plan_with_the_changed_form_is_closed(
    approved: Path, damage: Damage
) -> None:
    other = (approved / EVALUATION).read_text(encoding="utf-8")
    (approved / "surveys/other.yaml").write_text(
        other[: other.index("locked:")] + other[other.index("questions:") :],
        encoding="utf-8",
    )
    plan = (approved / "sessions/short.yaml").read_text(encoding="utf-8")
    (approved / "sessions/other.yaml").write_text(
        plan.replace("evaluation: evaluation", "evaluation: other"), encoding="utf-8"
    )
    damage(EVALUATION, "es: Deténgase", "es: Alto")
    assert [(p.name, p.opens) for p in plans(approved)] == [
        ("other", True),
        ("short", False),
    ]


def test_an_expired_form_does_not_open(approved: Path) -> None:
    tomorrow = date(2028, 1, 1)
    assert told(approved, tomorrow) == [
        (
            f"{EVALUATION}:6: error: The approval of this form expired on 2027-12-31. "
            "It cannot be used."
        )
    ]
    with pytest.raises(CurriculumError, match="expired on 2027-12-31"):
        load(approved, "short", tomorrow)
    assert not plans(approved, tomorrow)[0].opens
    # What was held before it expired can still be read.
    assert load(approved, "short").evaluation.locked


def test_a_translation_that_is_not_approved_is_told(
    approved: Path, damage: Damage
) -> None:
    damage(EVALUATION, "{es: approved}", "{es: reviewed}")
    assert told(approved) == [
        (
            f"{EVALUATION}:8: warning: The Spanish of this locked form is not approved "
            "(reviewed): everybody reads it in English."
        )
    ]
    damage(EVALUATION, "translation: {es: reviewed}\n", "")
    assert told(approved) == [
        (
            f"{EVALUATION}:1: warning: The Spanish of this locked form is not "
            "approved: everybody reads it in English."
        )
    ]


def test_a_form_with_no_approved_language_does_not_open(
    approved: Path, damage: Damage
) -> None:
    damage(EVALUATION, "{es: approved}", "{en: draft, es: draft}")
    assert told(approved) == [
        f"{EVALUATION}:8: error: No language of this locked form is approved."
    ]


def test_polls_are_not_locked(folder: Path, damage: Damage) -> None:
    damage("surveys/short-polls.yaml", "questions:", f"{LOCK}questions:")
    assert any("Polls cannot be locked" in problem for problem in told(folder))


def test_drafts_are_told_where_they_stand(folder: Path, damage: Damage) -> None:
    damage(EVALUATION, "questions:", "translation: {es: draft}\nquestions:")
    damage(
        EVALUATION,
        "label: {en: Stop, es: Deténgase}",
        "label: {en: Stop, es: Deténgase, translation: {en: draft, es: approved}}",
    )
    damage(
        "surveys/short-polls.yaml", "es: Aquí}", "es: Aquí, translation: {es: draft}}"
    )
    assert told(folder) == [
        f"{EVALUATION}:3: warning: The Spanish is a draft.",
        f"{EVALUATION}:8: warning: The English of this text is a draft.",
        "surveys/short-polls.yaml:10: warning: The Spanish of this text is a draft.",
    ]
    stop = Text("Stop", "Deténgase")
    assert read_survey(folder, "evaluation").value.translation == Translation(
        es="draft",
        texts=(TextStatus(stop, "en", "draft"), TextStatus(stop, "es", "approved")),
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("expires: 2027-12-31", "expires: soon", "expires: write a date"),
        ("  omb_number: 0000-0000\n", "", "`omb_number` is missing."),
        (", es: Unos cinco minutos.", "", "burden: the Spanish (`es`) is missing."),
        ("{es: approved}", "{es: fine}", "draft, reviewed, approved; not `fine`."),
    ],
)
def test_a_mistake_in_the_approval_is_told(
    approved: Path, damage: Damage, old: str, new: str, problem: str
) -> None:
    damage(EVALUATION, old, new)
    assert any(problem in line for line in told(approved))


def test_a_lock_changes_one_line_of_the_file(folder: Path, damage: Damage) -> None:
    damage(EVALUATION, "questions:", f"{LOCK}{APPROVED}questions:")
    before = (folder / EVALUATION).read_text(encoding="utf-8").splitlines()
    words, computed = locked_words(folder, "evaluation")
    after = words.splitlines()
    assert [line for line in after if line not in before] == [f"  hash: {computed}"]
    assert len(after) == len(before) + 1


def test_a_lock_fits_into_one_line_too(folder: Path, damage: Damage) -> None:
    short = "{omb_number: 0000-0000, expires: 2027-12-31, burden: {en: A, es: B}}"
    damage(EVALUATION, "questions:", f"locked: {short}\n{APPROVED}questions:")
    lock(folder)
    assert told(folder) == []


def test_other_words_are_locked_only_when_asked_for(
    approved: Path, damage: Damage
) -> None:
    lock(approved)
    damage(EVALUATION, "es: Deténgase", "es: Alto")
    with pytest.raises(NotAsLockedError, match="--replace"):
        lock(approved)
    lock(approved, anew=True)
    assert told(approved) == []


def test_what_is_not_approved_cannot_be_locked(folder: Path) -> None:
    with pytest.raises(NothingToLockError, match="nothing under `locked`"):
        locked_words(folder, "evaluation")
    with pytest.raises(CurriculumError, match="no such file"):
        locked_words(folder, "nowhere")
