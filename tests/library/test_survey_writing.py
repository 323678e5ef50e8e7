"""A survey written as YAML and read back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from made_surveys import surveys

from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text
from facilitator.library.curriculum import shipped_folder
from facilitator.library.survey_writing import heading_of, survey_yaml
from facilitator.library.surveys import proofread, read_survey

SHIPPED = sorted(p.stem for p in (shipped_folder() / "surveys").glob("*.yaml"))


@settings(max_examples=60, deadline=None)
@given(surveys())
def test_what_is_written_is_read_back_the_same(survey: Survey) -> None:
    reading = proofread(survey_yaml(survey), survey.name)
    assert [p for p in reading.problems if p.severity == "error"] == []
    assert reading.value == survey


@settings(max_examples=20, deadline=None)
@given(surveys())
def test_the_same_survey_is_always_written_alike(survey: Survey) -> None:
    once = survey_yaml(survey)
    assert survey_yaml(proofread(once, survey.name).value) == once


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_survey_stays_what_it_is(name: str) -> None:
    survey = read_survey(shipped_folder(), name).value
    reading = proofread(survey_yaml(survey), name)
    assert reading.problems == ()
    assert reading.value == survey


def test_the_comments_at_the_top_stay(tmp_path: Path) -> None:
    heading = heading_of("# Who wrote it\n\n# and why\nkind: polls # not this\n")
    assert heading == "# Who wrote it\n\n# and why\n"
    survey = read_survey(shipped_folder(), "evaluation").value
    written = survey_yaml(survey, heading)
    assert written.startswith("# Who wrote it\n\n# and why\nkind: evaluation\n")
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys/evaluation.yaml").write_text(written, encoding="utf-8")
    assert read_survey(tmp_path, "evaluation").value == survey


def test_a_file_without_comments_has_no_heading() -> None:
    assert heading_of("kind: polls\n") == ""
    assert heading_of("") == ""


def test_how_a_poll_is_run_and_answered_is_written_down() -> None:
    asked = Text("Which?", "¿Cuál?")
    options = (
        Option("one", 1, Text("One", "Uno"), right=True),
        Option("none", 2, Text("None", "Ninguna"), fixed="last"),
    )
    question = Question(
        "which",
        "multiple",
        asked,
        options=options,
        fewest=2,
        most=2,
        shuffle=True,
        seconds=90,
        results="live",
    )
    polls = Survey("asked", "polls", asked, (question,))

    reading = proofread(survey_yaml(polls), "asked")

    assert [p for p in reading.problems if p.severity == "error"] == []
    assert reading.value == polls
