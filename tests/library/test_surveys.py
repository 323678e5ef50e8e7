"""Questions read from a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text
from facilitator.library.surveys import read_survey

Damage = Callable[[str, str, str], None]
POLLS = "surveys/short-polls.yaml"


def problems(folder: Path, survey: str) -> list[tuple[int, str]]:
    reading = read_survey(folder, survey)
    assert all(p.file == f"surveys/{survey}.yaml" for p in reading.problems)
    assert not reading.sound
    return [(p.line, p.message) for p in reading.problems]


def test_a_survey_is_read_whole(folder: Path) -> None:
    reading = read_survey(folder, "short-polls")
    assert reading.problems == ()
    assert reading.value == Survey(
        name="short-polls",
        kind="polls",
        title=Text("Polls", "Preguntas"),
        questions=(
            Question(
                name="where",
                kind="single",
                label=Text("Where?", "¿Dónde?"),
                options=(
                    Option("here", 1, Text("Here", "Aquí")),
                    Option("there", 2, Text("There", "Allá")),
                ),
                objective="stop",
            ),
        ),
    )


def test_codes_may_be_given(folder: Path, damage: Damage) -> None:
    damage(POLLS, "- name: here\n", "- name: here\n        code: 7\n")
    options = read_survey(folder, "short-polls").value.questions[0].options
    assert [(o.name, o.code) for o in options] == [("here", 7), ("there", 2)]


def test_a_question_stands_under_its_section(folder: Path, damage: Damage) -> None:
    damage(
        POLLS, "questions:", "sections: [{name: a, label: {en: A, es: Á}}]\nquestions:"
    )
    damage(POLLS, "    objective: stop", "    section: a")
    question = read_survey(folder, "short-polls").value.questions[0]
    assert question.section == Text("A", "Á")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kind: polls",
            "kind: quiz",
            (
                1,
                (
                    "kind: write one of: polls, evaluation, worksheet, pre, post, "
                    "follow_up; not `quiz`."
                ),
            ),
        ),
        (
            "kind: single",
            "kind: wager",
            (
                5,
                (
                    "kind: write one of: single, multiple, agreement, confidence, "
                    "quality, rating, numeric, text, words, date, ranking, matrix, "
                    "point, acknowledge; not `wager`."
                ),
            ),
        ),
        (", es: ¿Dónde?", "", (6, "label: the Spanish (`es`) is missing.")),
        (
            "objective: stop",
            "section: nowhere",
            (7, "There is no section `nowhere` in `sections`."),
        ),
        (
            "objective: stop",
            "most: 2",
            (7, "`most` belongs to a multiple choice, a ranking or a word cloud."),
        ),
        ("objective: stop", "longest: 9", (7, "`longest` belongs to a text.")),
        (
            "objective: stop",
            "longest: 2001",
            (7, "longest: write a whole number from 1 to 2000, not `2001`."),
        ),
        (
            "objective: stop",
            "points: 5",
            (7, "`points` belongs to a rating."),
        ),
        (
            "objective: stop",
            "fewest: 2",
            (7, "`fewest` belongs to a multiple choice."),
        ),
        (
            "kind: single",
            "kind: multiple\n    fewest: 3",
            (6, "`fewest` is larger than the options."),
        ),
        (
            "kind: single",
            "kind: multiple\n    most: 1\n    fewest: 2",
            (7, "`fewest` is larger than `most`."),
        ),
        (
            "kind: single",
            "kind: text\n    shuffle: true",
            (6, "Only the options of a choice can be shuffled."),
        ),
        (
            "name: there\n",
            "name: there\n        fixed: last\n",
            (12, "`fixed` needs `shuffle: true`."),
        ),
        (
            "objective: stop",
            "seconds: 4",
            (7, "seconds: write a whole number from 5 to 1800, not `4`."),
        ),
        ("kind: single", "kind: numeric", (5, "A number needs `greatest`.")),
        ("kind: single", "kind: rating", (5, "A rating needs `low`.")),
        (
            "objective: stop",
            "explanation: {en: Because, es: Porque}",
            (7, "An explanation needs an option with `right: true`."),
        ),
        (
            "objective: stop",
            "level: bliss",
            (
                7,
                (
                    "level: write one of: participation, satisfaction, "
                    "declarative_knowledge, procedural_knowledge, competence, "
                    "performance, patient_health, community_health; not `bliss`."
                ),
            ),
        ),
        ("name: there", "name: here", (11, "The name `here` is here twice.")),
        (
            "name: there\n",
            "name: there\n        code: 1\n",
            (12, "The code 1 is here twice."),
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, damage: Damage, old: str, new: str, problem: tuple[int, str]
) -> None:
    damage(POLLS, old, new)
    assert problem in problems(folder, "short-polls")


def test_a_poll_is_run_as_its_file_says(folder: Path, damage: Damage) -> None:
    damage(
        POLLS,
        "kind: single",
        "kind: multiple\n    fewest: 2\n    most: 2\n    shuffle: true\n"
        "    seconds: 90\n    results: live",
    )
    damage(POLLS, "name: there\n", "name: there\n        fixed: last\n")

    reading = read_survey(folder, "short-polls")

    assert reading.problems == ()
    (asked,) = reading.value.questions
    assert (asked.fewest, asked.most, asked.shuffle) == (2, 2, True)
    assert (asked.seconds, asked.results) == (90, "live")
    assert [option.fixed for option in asked.options] == ["", "last"]


@pytest.mark.parametrize("line", ["seconds: 90", "results: live"])
def test_only_polls_are_run_against_a_clock(
    folder: Path, damage: Damage, line: str
) -> None:
    damage(POLLS, "objective: stop", line)
    damage(POLLS, "kind: polls", "kind: evaluation")
    key = line.partition(":")[0]
    assert (7, f"`{key}` belongs to a poll.") in problems(folder, "short-polls")


def test_a_choice_needs_two_options(folder: Path, damage: Damage) -> None:
    damage(POLLS, "      - name: there\n        label: {en: There, es: Allá}\n", "")
    assert problems(folder, "short-polls") == [
        (8, "A choice needs two options or more, under `options`.")
    ]


def test_more_choices_than_options_cannot_be_asked(
    folder: Path, damage: Damage
) -> None:
    damage(POLLS, "kind: single", "kind: multiple\n    most: 3")
    assert problems(folder, "short-polls") == [
        (6, "`most` is larger than the options.")
    ]


def test_a_scale_has_no_options_of_its_own(folder: Path, damage: Damage) -> None:
    damage(POLLS, "kind: single", "kind: agreement")
    assert problems(folder, "short-polls") == [
        (8, "A question of kind agreement has no options.")
    ]


def test_a_poll_is_asked_once_and_asks_for_no_date(
    folder: Path, damage: Damage
) -> None:
    damage("surveys/evaluation.yaml", "kind: evaluation", "kind: polls")
    assert problems(folder, "evaluation") == [
        (6, "A poll asks once; ask before and now in an evaluation.")
    ]
    damage("surveys/worksheet.yaml", "kind: worksheet", "kind: polls")
    assert problems(folder, "worksheet") == [(5, "A poll cannot ask for a date.")]


def test_only_a_scale_can_be_asked_twice(folder: Path, damage: Damage) -> None:
    damage("surveys/evaluation.yaml", "kind: confidence", "kind: text")
    assert problems(folder, "evaluation") == [
        (6, "Only a scale can be asked for before and now.")
    ]


def test_other_brings_its_own_option_and_code(folder: Path, damage: Damage) -> None:
    damage(POLLS, "kind: single", "kind: single\n    other: true")
    damage(POLLS, "name: there", "name: other\n        code: 96")
    assert problems(folder, "short-polls") == [
        (6, "`other` brings its own option: leave out the one called `other`."),
        (6, "The code 96 belongs to the option that `other` brings."),
    ]
    damage(POLLS, "name: other\n        code: 96", "name: there")
    reading = read_survey(folder, "short-polls")
    assert reading.sound
    assert [(o.name, o.code) for o in reading.value.questions[0].choices][-1] == (
        "other",
        96,
    )


def test_a_word_cloud_is_asked_in_polls_for_a_few_words(
    folder: Path, damage: Damage
) -> None:
    damage("surveys/evaluation.yaml", "kind: confidence", "kind: words\n    most: 11")
    found = problems(folder, "evaluation")
    assert (5, "A word cloud belongs to the polls, where all see it.") in found
    assert (6, "A word cloud takes 10 words or fewer.") in found


ROWS = "rows: [{name: a, label: {en: A, es: Á}}, {name: b, label: {en: B, es: Be}}]"
AS_MATRIX = f"kind: matrix\n    {ROWS}"


def test_a_ranking_and_a_matrix_are_read(folder: Path, damage: Damage) -> None:
    damage(POLLS, "kind: single", "kind: ranking\n    most: 1")
    (ranked,) = read_survey(folder, "short-polls").value.questions
    assert (ranked.kind, ranked.most, len(ranked.options)) == ("ranking", 1, 2)
    damage(POLLS, "kind: ranking\n    most: 1", AS_MATRIX)
    reading = read_survey(folder, "short-polls")
    assert reading.problems == ()
    (rated,) = reading.value.questions
    assert [row.name for row in rated.rows] == ["a", "b"]
    assert [point.name for point in rated.choices] == ["here", "there"]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("matrix", "A matrix needs `rows`."),
        (f"single\n    {ROWS}", "`rows` belongs to a matrix."),
        ("single\n    scale: quality", "`scale` belongs to a matrix."),
        (
            f"matrix\n    {ROWS}\n    scale: quality",
            "A matrix has a `scale` or its own `options`, not both.",
        ),
        (
            "matrix\n    rows: [{name: declined, label: {en: A, es: Á}}]",
            "A statement cannot be called `declined`.",
        ),
        (
            (
                "matrix\n    rows: [{name: a_name_that_goes_on_and_on_for, label: "
                "{en: A, es: Á}}]"
            ),
            (
                "`where_a_name_that_goes_on_and_on_for`, as workbooks call it, is "
                "longer than 32 characters: shorten one of its two names."
            ),
        ),
        (
            "matrix\n    rows: ["
            + ", ".join(f"{{name: r{n}, label: {{en: A, es: Á}}}}" for n in range(7))
            + "]",
            "A poll's matrix has at most 6 statements.",
        ),
    ],
)
def test_a_matrix_that_cannot_be_asked_is_refused(
    folder: Path, damage: Damage, kind: str, problem: str
) -> None:
    damage(POLLS, "kind: single", f"kind: {kind}")
    assert problem in [message for _, message in problems(folder, "short-polls")]


@pytest.mark.parametrize("kind", ["ranking", AS_MATRIX.removeprefix("kind: ")])
def test_neither_has_right_answers_or_a_place_in_a_worksheet(
    folder: Path, damage: Damage, kind: str
) -> None:
    damage(POLLS, "kind: polls", "kind: worksheet")
    damage(POLLS, "kind: single", f"kind: {kind}")
    damage(POLLS, "- name: there\n", "- name: there\n        right: true\n")
    found = [message for _, message in problems(folder, "short-polls")]
    assert "`right` belongs to a choice." in found
    assert f"A worksheet cannot have a {kind.split(maxsplit=1)[0]}." in found


def test_a_scale_counts_from_one_and_names_of_statements_are_free(
    folder: Path, damage: Damage
) -> None:
    damage(POLLS, "kind: single", AS_MATRIX)
    damage(POLLS, "- name: there\n", "- name: there\n        code: 7\n")
    more = "  - {name: where_a, kind: text, label: {en: Why?, es: ¿Por qué?}}\n"
    damage(POLLS, "questions:\n", f"questions:\n{more}")
    found = [message for _, message in problems(folder, "short-polls")]
    assert "The points of a scale count 1, 2, 3: leave `code` out." in found
    assert "Another question is called `where_a`, too." in found
