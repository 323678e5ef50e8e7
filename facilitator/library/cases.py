"""The cases of a survey file, and the steps that its questions are of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.domain.surveys.cases import CaseStep
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text
from facilitator.library.instrument import SURVEY_TEXT
from facilitator.library.problems import Report
from facilitator.library.schema import Key, name, record
from facilitator.library.yaml_source import Branch, line_of

MOST_CASES = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its file has it: its title, and the vignette."""

    name: str
    title: Text
    text: Text


CASE = record(
    Case,
    {"name": Key(name()), "title": Key(SURVEY_TEXT), "text": Key(SURVEY_TEXT)},
)


def in_steps(
    cases: Sequence[Case], questions: Sequence[Question]
) -> tuple[Question, ...]:
    """Return the questions, each with its place in the case that it names."""
    known = {case.name: case for case in cases}
    of = Counter(question.case.name for question in questions)
    reached: Counter[str] = Counter()
    return tuple(_placed(question, known, of, reached) for question in questions)


def _placed(
    question: Question,
    known: dict[str, Case],
    of: Counter[str],
    reached: Counter[str],
) -> Question:
    case = known.get(question.case.name)
    if case is None:
        return replace(question, case=CaseStep())
    reached[case.name] += 1
    step = replace(
        question.case,
        title=case.title,
        text=case.text,
        step=reached[case.name],
        of=of[case.name],
    )
    return replace(question, case=step)


def cases_rule(
    cases: Sequence[Case], steps: Sequence[CaseStep], node: Branch, report: Report
) -> None:
    """Hold each step to a case that there is, and the steps of a case together."""
    known = {case.name for case in cases}
    for index, step in enumerate(steps):
        line = line_of(node, "questions", index, "case")
        if step.name and step.name not in known:
            report.error(line, f"There is no case `{step.name}` in `cases`.")
        elif step.story != Text() and not step.name:
            line = line_of(node, "questions", index, "story")
            report.error(line, "A `story` is told within a case: name it by `case`.")
        elif step.name and _is_torn(steps, index):
            report.error(
                line,
                f"The case `{step.name}` is torn apart: another question stands "
                "between its steps. Put its steps together.",
            )
    used = {step.name for step in steps}
    for index, case in enumerate(cases):
        if case.name not in used:
            line = line_of(node, "cases", index, "name")
            report.error(line, f"No question is a step of the case `{case.name}`.")


def _is_torn(steps: Sequence[CaseStep], index: int) -> bool:
    """Tell whether a step comes after a question that is none of its case."""
    here = steps[index].name
    earlier = [step.name for step in steps[:index]]
    return here in earlier and earlier[-1] != here
