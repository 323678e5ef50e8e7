"""The surveys of a curriculum side by side, and the plans that each is used in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

import yaml

from facilitator.domain.surveys.survey import Survey, SurveyKind
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError
from facilitator.file_writing import write_whole
from facilitator.library.bundle import read_bundle
from facilitator.library.curriculum import plan_names, shipped_folder
from facilitator.library.plans import read_plan
from facilitator.library.problems import CurriculumError, Problem, Report, errors
from facilitator.library.reading import Reading
from facilitator.library.schema import FILE_NAME
from facilitator.library.surveys import read_survey
from facilitator.library.text_file import read_words
from facilitator.library.yaml_source import composed

# What a plan calls each of its surveys is what the survey says it is.
PLACES: tuple[SurveyKind, ...] = get_args(SurveyKind)
# A plan goes without these where it does not name them.
_OPTIONAL = ("worksheet", "pre", "post", "follow_up")


class PlanUnreadableError(FacilitatorError):
    """A plan's file has no line of its own for a survey."""

    code = "plan-unreadable"
    status = 409
    sentence = (
        "{file} could not be changed: it does not say in a line of its own which "
        "survey it uses. Write `{line}` into it."
    )


@dataclass(frozen=True, slots=True)
class Use:
    """A plan that names a survey as its polls or as one of its forms."""

    plan: str
    title: Text
    kind: SurveyKind


@dataclass(frozen=True, slots=True)
class ShelfSurvey:
    """A survey of the curriculum, as its file has it, and where it is used."""

    name: str
    reading: Reading[Survey]
    uses: tuple[Use, ...]


def is_shipped(folder: Path) -> bool:
    """Whether a curriculum is the one that came with the program."""
    return folder.resolve() == shipped_folder().resolve()


def survey_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the surveys there are, in alphabetical order."""
    there = (path.stem for path in (folder / "surveys").glob("*.yaml"))
    return tuple(sorted(name for name in there if FILE_NAME.match(name)))


def shelf(folder: Path, today: date) -> tuple[ShelfSurvey, ...]:
    """Return every survey of a curriculum with its problems."""
    found = uses(folder)
    return tuple(
        ShelfSurvey(name, read_survey(folder, name, today), _of(name, found))
        for name in survey_names(folder)
    )


def uses(folder: Path) -> tuple[tuple[str, Use], ...]:
    """Return which plan names which survey, as (survey, use)."""
    found = []
    for plan in plan_names(folder):
        value = read_plan(folder, plan).value
        for kind in PLACES:
            title = value.title if value.title != Text() else Text(plan, plan)
            found.append((str(getattr(value, kind)), Use(plan, title, kind)))
    return tuple((name, use) for name, use in found if name)


def plan_titles(folder: Path) -> dict[str, Text]:
    """Return the plans there are by name, each with its title or its name."""
    found = {plan: read_plan(folder, plan).value.title for plan in plan_names(folder)}
    return {n: title if title != Text() else Text(n, n) for n, title in found.items()}


def uses_of(folder: Path, name: str) -> tuple[Use, ...]:
    """Return the plans that name a survey."""
    return _of(name, uses(folder))


def objectives_of(folder: Path, name: str) -> tuple[str, ...]:
    """Return the objectives of the plans that name a survey, to tag questions with."""
    plans = dict.fromkeys(use.plan for use in uses_of(folder, name))
    found = (o.name for plan in plans for o in read_plan(folder, plan).value.objectives)
    return tuple(dict.fromkeys(found))


def _of(name: str, found: tuple[tuple[str, Use], ...]) -> tuple[Use, ...]:
    return tuple(use for named, use in found if named == name)


def misfits(folder: Path, reading: Reading[Survey], today: date) -> tuple[Problem, ...]:
    """Return what would keep a plan from opening if a survey were as it reads.

    Problems that the plan has anyway are no part of it.
    """
    found: list[Problem] = []
    for use in uses_of(folder, reading.value.name):
        found += _misfits(folder, reading, use.plan, use.kind, today)
    return tuple(sorted(set(found)))


def _misfits(
    folder: Path, reading: Reading[Survey], plan: str, kind: SurveyKind, today: date
) -> list[Problem]:
    before = set(errors(read_bundle(folder, plan, today).problems))
    with_it = read_bundle(folder, plan, today, {kind: reading})
    own = set(reading.problems)
    return [p for p in errors(with_it.problems) if p not in before and p not in own]


def use_in(folder: Path, plan: str, name: str, today: date) -> None:
    """Let a plan use a survey, by the one line of its file that names it.

    Raises:
        CurriculumError: the survey has mistakes, or does not fit the plan.
        PlanUnreadableError: the plan has no such line.
        NotWrittenError: the disk refuses.
    """
    reading = read_survey(folder, name, today)
    kind = reading.value.kind
    found = [*errors(reading.problems), *_misfits(folder, reading, plan, kind, today)]
    if found:
        raise CurriculumError(found)
    file = folder / "sessions" / f"{plan}.yaml"
    report = Report(f"sessions/{plan}.yaml")
    words = read_words(file, report)
    if words is None:
        raise CurriculumError(report.problems)
    write_whole(file, _with_name(words, report.file, kind, name).encode("utf-8"))


def _with_name(words: str, file: str, kind: str, name: str) -> str:
    """Return a plan's file with one value replaced; all else stays as it is."""
    root = composed(words)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    for key, value in pairs:
        if key.value == kind and isinstance(value, yaml.ScalarNode):
            begin, end = value.start_mark.index, value.end_mark.index
            return f"{words[:begin]}{name}{words[end:]}"
    if kind in _OPTIONAL and root is not None:
        return f"{words.rstrip()}\n{kind}: {name}\n"
    raise PlanUnreadableError(file=file, line=f"{kind}: {name}")
