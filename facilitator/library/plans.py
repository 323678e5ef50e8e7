"""Session plans, from `sessions/<name>.yaml`."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitator.domain.plan import (
    SIGN_IN_FIELDS,
    AgendaItem,
    Objective,
    SessionPlan,
)
from facilitator.library.credit import POLICIES, verify_credit
from facilitator.library.problems import Report, errors
from facilitator.library.reading import Reading, read_file
from facilitator.library.schema import (
    FILE_NAME,
    TEXT,
    YES_OR_NO,
    Key,
    list_of,
    name,
    named_list,
    one_of,
    optional,
    record,
    whole_number,
    words,
)
from facilitator.library.yaml_source import Branch, line_of

LONGEST_ITEM = 480
LONGEST_DAY = 1_440
NOT_DECLARED = -1


def read_plan(folder: Path, plan: str) -> Reading[SessionPlan]:
    """Read `sessions/<plan>.yaml` below the curriculum folder."""
    reading = read_file(folder, f"sessions/{plan}.yaml", _FILE)
    value = replace(reading.value.plan, name=plan)
    return Reading(reading.file, value, reading.problems, reading.root)


@dataclass(frozen=True, slots=True)
class _PlanFile:
    """A plan, and the totals that its author expects."""

    plan: SessionPlan
    minutes: int
    creditable_minutes: int


def _plan_file(*, minutes: int, creditable_minutes: int, **rest: Any) -> _PlanFile:  # noqa: ANN401
    return _PlanFile(SessionPlan(name="", **rest), minutes, creditable_minutes)


def _verify(file: _PlanFile, node: Branch, report: Report) -> None:
    plan = file.plan
    _verify_fields(plan, node, report)
    _verify_agenda(plan, node, report)
    if errors(report.problems):
        return  # a sum over minutes that could not be read would mislead
    for key, declared, summed in (
        ("minutes", file.minutes, plan.minutes),
        ("creditable_minutes", file.creditable_minutes, plan.creditable_minutes),
    ):
        if declared not in (NOT_DECLARED, summed):
            report.error(
                line_of(node, key),
                f"`{key}` says {declared}, but the agenda adds up to {summed}.",
            )
    verify_credit(plan, node, report)


def _verify_fields(plan: SessionPlan, node: Branch, report: Report) -> None:
    for index, field in enumerate(plan.sign_in):
        if field in plan.sign_in[:index]:
            line = line_of(node, "sign_in", index)
            report.error(line, f"The field `{field}` is here twice.")


def _verify_agenda(plan: SessionPlan, node: Branch, report: Report) -> None:
    for index, item in enumerate(plan.agenda):
        if item.evaluation and item.creditable:
            report.error(
                line_of(node, "agenda", index, "evaluation"),
                "A part for the evaluation counts where a credit type's "
                "`evaluation_counts` says so: write `creditable: false`.",
            )


_OBJECTIVE = record(Objective, {"name": Key(name()), "text": Key(TEXT)})
_AGENDA_ITEM = record(
    AgendaItem,
    {
        "name": Key(name()),
        "title": Key(TEXT),
        "minutes": Key(whole_number(1, LONGEST_ITEM)),
        "creditable": Key(YES_OR_NO),
        "evaluation": optional(YES_OR_NO),
    },
)
_FILE = record(
    _plan_file,
    {
        "title": Key(TEXT),
        "summary": Key(TEXT),
        "content_note": Key(TEXT),
        "version": optional(words(20), "1"),
        "objectives": Key(named_list(_OBJECTIVE, most=20)),
        "minutes": optional(whole_number(1, LONGEST_DAY), NOT_DECLARED),
        "creditable_minutes": optional(whole_number(0, LONGEST_DAY), NOT_DECLARED),
        "agenda": Key(named_list(_AGENDA_ITEM, most=40)),
        "deck": Key(name(FILE_NAME)),
        "polls": Key(name(FILE_NAME)),
        "evaluation": Key(name(FILE_NAME)),
        "worksheet": optional(name(FILE_NAME)),
        "pre": optional(name(FILE_NAME)),
        "post": optional(name(FILE_NAME)),
        "follow_up": optional(name(FILE_NAME)),
        "sign_in": optional(
            list_of(one_of(*SIGN_IN_FIELDS), least=0, most=10), SIGN_IN_FIELDS
        ),
        "credit": optional(POLICIES),
    },
    _verify,
)
