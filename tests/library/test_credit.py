"""Credit policies read from a session plan."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.credit.policy import PRESETS, CreditPolicy
from facilitator.domain.plan import AgendaItem
from facilitator.domain.records import as_record, from_record
from facilitator.domain.text import Text
from facilitator.library.check import check
from facilitator.library.curriculum import load, plan_names, shipped_folder
from facilitator.library.plans import read_plan

Damage = Callable[[str, str, str], None]
Credit = Callable[[str], None]
PLAN = "sessions/short.yaml"
# The plan has 25 creditable minutes, and its keys end on line 21.


@pytest.fixture
def credit(damage: Damage) -> Credit:
    """Put credit policies at the end of the plan."""

    def put(words: str) -> None:
        damage(PLAN, "worksheet: worksheet\n", f"worksheet: worksheet\n{words}")

    return put


def told(folder: Path) -> list[tuple[int, str, str]]:
    """Return what is wrong with the plan by line."""
    problems = read_plan(folder, "short").problems
    assert {p.file for p in problems} <= {PLAN}
    return [(p.line, p.severity, p.message) for p in problems]


def test_a_plan_without_credit_designates_none(folder: Path) -> None:
    assert read_plan(folder, "short").value.credit == ()


def test_a_type_alone_takes_its_preset(folder: Path, credit: Credit) -> None:
    credit("credit:\n- type: ancc\n  designated: 0.25\n  languages: [en]\n")

    assert told(folder) == []
    assert read_plan(folder, "short").value.credit == (
        replace(PRESETS["ancc"], designated=1, languages=("en",)),
    )


def test_every_rule_of_the_preset_can_be_changed(folder: Path, credit: Credit) -> None:
    credit(
        """\
credit:
  - type: apa
    designated: "1.00"
    languages: [es, en]
    professions: [psychologist, social_worker]
    minutes_per_unit: 30
    step: 1.00
    rounding: down
    partial: false
    tolerance: 5
    minimum: 1
    evaluation_counts: true
    evaluation_required: false
    claim_required: true
"""
    )

    assert read_plan(folder, "short").value.credit == (
        CreditPolicy(
            "apa",
            designated=4,
            languages=("es", "en"),
            professions=("psychologist", "social_worker"),
            minutes_per_unit=30,
            step=4,
            rounding="down",
            partial=False,
            tolerance=5,
            minimum=4,
            evaluation_counts=True,
        ),
    )


def test_a_part_for_the_evaluation_is_marked(folder: Path, damage: Damage) -> None:
    damage(PLAN, "    creditable: false", "    creditable: false\n    evaluation: true")

    assert told(folder) == []
    assert read_plan(folder, "short").value.agenda[-1] == AgendaItem(
        "wrap_up", Text("Sign-out", "Salida"), 10, creditable=False, evaluation=True
    )


def test_a_part_for_the_evaluation_does_not_count_for_every_type(
    folder: Path, damage: Damage
) -> None:
    damage(PLAN, "    creditable: true", "    creditable: true\n    evaluation: yes")

    assert told(folder) == [
        (
            14,
            "error",
            (
                "A part for the evaluation counts where a credit type's "
                "`evaluation_counts` says so: write `creditable: false`."
            ),
        )
    ]


def test_too_few_minutes_are_a_warning_at_the_designated_credit(
    folder: Path, credit: Credit
) -> None:
    credit(
        "credit:\n"
        "  - {type: ama, designated: 0.50, languages: [en]}\n"
        "  - type: nchec\n"
        "    languages: [en]\n"
        "    designated: 0.50\n"
    )

    assert told(folder) == [
        (
            26,
            "warning",
            "nchec: 25 creditable minutes: 0.50 credits need 30.",
        )
    ]
    assert read_plan(folder, "short").sound


@pytest.mark.parametrize(
    ("words", "line", "message"),
    [
        (
            "credit: [{type: cme}]",
            22,
            "type: write one of: ama, ancc, acpe, apa, aswb, nchec; not `cme`.",
        ),
        ("credit:\n- type: ama\n  languages: [en]", 23, "`designated` is missing."),
        ("credit:\n- type: ama\n  designated: 1", 23, "`languages` is missing."),
        (
            "credit:\n- type: ama\n  designated: 1.8\n  languages: [en]",
            24,
            "designated: write an amount of credit in quarters, such as 1.75.",
        ),
        (
            "credit:\n- type: ama\n  designated: 0\n  languages: [en]",
            24,
            "designated: the least amount is 0.25.",
        ),
        (
            "credit:\n- type: ama\n  designated: 0.25\n  languages: [fr]",
            25,
            "languages: write one of: en, es; not `fr`.",
        ),
        (
            "credit:\n- type: ama\n  designated: 0.25\n  languages: []",
            25,
            "languages: the list has 0 items; 1 to 2 are allowed.",
        ),
        (
            "credit:\n- {type: ama, designated: 0.25, languages: [en], step: 0.5}",
            23,
            "step: write one of: 0.25, 1.00; not `0.5`.",
        ),
        (
            "credit:\n- {type: ama, designated: 0.25, languages: [en], step: 1.00}",
            23,
            "`designated` is 0.25, but credit is given in steps of 1.00.",
        ),
        (
            "credit:\n- {type: ama, designated: 0.25, languages: [en], minimum: 0.5}",
            23,
            "`minimum` is 0.50, more than is designated.",
        ),
        (
            "credit:\n- {type: ama, designated: 0.25, languages: [en], tolerance: 5}",
            23,
            "`tolerance` counts only for full attendance: with `partial: false`.",
        ),
        (
            (
                "credit:\n- {type: ama, designated: 0.25, languages: [en], "
                "professions: [cook]}"
            ),
            23,
            "professions: write one of: physician, nurse,",
        ),
        (
            (
                "credit:\n- {type: ama, designated: 0.25, languages: [en], "
                "professions: [physician, nurse]}"
            ),
            23,
            "`ama` credit is for physicians alone; others get a confirmation of",
        ),
        (
            (
                "credit:\n- {type: ama, designated: 0.25, languages: [en]}\n"
                "- {type: ama, designated: 0.25, languages: [es]}"
            ),
            24,
            "The credit type `ama` is here twice.",
        ),
        (
            (
                "sign_in: [name]\n"
                "credit:\n- {type: ama, designated: 0.25, languages: [en]}"
            ),
            23,
            "Credit needs the field `profession` in `sign_in`.",
        ),
        ("credit: yes", 22, "credit: write a list here: lines that begin with `- `."),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, credit: Credit, words: str, line: int, message: str
) -> None:
    credit(f"{words}\n")

    found = [(at, said[: len(message)]) for at, _, said in told(folder)]

    assert (line, message) in found


def test_proofreading_tells_of_credit_too(folder: Path, credit: Credit) -> None:
    credit("credit:\n- {type: ama, designated: 1, languages: [en]}\n")

    assert [str(problem) for problem in check(folder)] == [
        f"{PLAN}:23: warning: ama: 25 creditable minutes: 1.00 credits need 53."
    ]


def test_a_session_keeps_the_policies_it_was_made_with(
    folder: Path, credit: Credit
) -> None:
    credit("credit:\n- {type: acpe, designated: 0.25, languages: [en, es]}\n")
    plan = load(folder, "short").plan

    assert from_record(type(plan), as_record(plan)) == plan


def test_a_session_kept_from_before_there_was_credit_has_none(folder: Path) -> None:
    plan = read_plan(folder, "short").value
    record = as_record(plan)
    del record["credit"]
    for item in record["agenda"]:
        del item["evaluation"]

    assert from_record(type(plan), record) == plan


@pytest.mark.parametrize("plan", plan_names(shipped_folder()))
def test_the_plans_that_come_with_the_program_designate_no_credit(plan: str) -> None:
    assert load(shipped_folder(), plan).plan.credit == ()


def test_the_example_in_the_readme_is_read(folder: Path, credit: Credit) -> None:
    readme = (shipped_folder() / "sessions" / "README.md").read_text(encoding="utf-8")
    example = readme.split("```yaml\ncredit:")[1].split("```")[0]

    credit(f"credit:{example}")

    said = [message for _, severity, message in told(folder) if severity == "error"]
    assert said == []
    assert [p.type for p in read_plan(folder, "short").value.credit] == ["ama", "aswb"]
