"""Polls, evaluations and worksheets, from `surveys/<name>.yaml`."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from facilitator.domain.surveys.cases import CaseStep
from facilitator.domain.surveys.instrument import Lock, Translation
from facilitator.domain.surveys.limits import (
    LARGEST_CODE,
    LEVELS,
    LONGEST_VERSION,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_SECTIONS,
    OUTCOMES,
)
from facilitator.domain.surveys.relevance import Rule, joined
from facilitator.domain.surveys.survey import (
    MAX_TEXT,
    SHORT_TEXT,
    Option,
    Question,
    QuestionKind,
    Survey,
    SurveyKind,
)
from facilitator.domain.text import Text
from facilitator.library.cases import CASE, MOST_CASES, Case, cases_rule, in_steps
from facilitator.library.instrument import (
    LOCK,
    SURVEY_TEXT,
    TRANSLATION,
    approval_problems,
    with_statuses,
)
from facilitator.library.problems import Report
from facilitator.library.question_kinds import (
    KEYS,
    form_rule,
    kind_rule,
    part_names_rule,
    worksheet_rule,
)
from facilitator.library.reading import Reading, read_file, read_text
from facilitator.library.relevance import RULES, Ruled, relevance_problems
from facilitator.library.schema import (
    DAY,
    YES_OR_NO,
    Key,
    name,
    named_list,
    one_of,
    optional,
    record,
    whole_number,
    words,
)
from facilitator.library.survey_pictures import picture_problems
from facilitator.library.survey_rules import choices_rule, limits_rule, poll_rule
from facilitator.library.yaml_source import Branch, Leaf, Node, Series, line_of

# A missing answer is exported as -9 or -8, so codes begin at 1; 0 is "not given".
BY_POSITION = 0


def read_survey(
    folder: Path, survey: str, today: date | None = None
) -> Reading[Survey]:
    """Read `surveys/<survey>.yaml` below the curriculum folder.

    A locked survey is held to its hash, and with `today` to its last day.
    """
    reading = _whole(read_file(folder, _file(survey), _SHEET), survey, today)
    found = picture_problems(folder, reading)
    return replace(reading, problems=(*reading.problems, *found))


def proofread(words: str, survey: str) -> Reading[Survey]:
    """Read a survey from the words of its file, before they are one."""
    return _whole(read_text(words, _file(survey), _SHEET), survey)


def read_unlocked(words: str, survey: str) -> Reading[Survey]:
    """Read a survey without holding it to its lock, which is yet to be written."""
    return _sheet(read_text(words, _file(survey), _SHEET), survey)


def _file(survey: str) -> str:
    return f"surveys/{survey}.yaml"


def _sheet(sheet: Reading["_Sheet"], survey: str) -> Reading[Survey]:
    value = with_statuses(sheet.value.survey(survey), sheet.root)
    return Reading(sheet.file, value, sheet.problems, sheet.root)


def _whole(
    sheet: Reading["_Sheet"], survey: str, today: date | None = None
) -> Reading[Survey]:
    reading = _sheet(sheet, survey)
    found = approval_problems(reading, today)
    return replace(reading, problems=(*reading.problems, *found))


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading that several questions stand under."""

    name: str
    label: Text
    relevant: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A question, and the name of the section that it stands under."""

    question: Question
    section: str

    @property
    def name(self) -> str:
        """The question's name."""
        return self.question.name


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A survey as its file has it."""

    kind: SurveyKind
    title: Text
    intro: Text
    version: str
    sections: tuple[_Section, ...]
    questions: tuple[_Item, ...]
    locked: Lock | None
    translation: Translation
    cases: tuple[Case, ...]

    def survey(self, name: str) -> Survey:
        """Return the survey, each question under its section's label."""
        return Survey(
            name,
            self.kind,
            self.title,
            in_steps(self.cases, self.asked()),
            self.intro,
            self.version,
            self.locked,
            self.translation,
        )

    def asked(self) -> tuple[Question, ...]:
        """Return the questions, with what their sections say of them."""
        sections = {section.name: section for section in self.sections}
        return tuple(
            _within(item.question, sections.get(item.section))
            for item in self.questions
        )


def _within(question: Question, section: _Section | None) -> Question:
    if section is None:
        return replace(question, relevant=joined(question.relevant))
    rules = joined((*section.relevant, *question.relevant))
    return replace(question, section=section.label, relevant=rules)


def _verify_item(item: _Item, node: Branch, report: Report) -> None:
    if _is_one_of(node, get_args(QuestionKind)):
        choices_rule(item.question, node, report)
        limits_rule(item.question, node, report)
        kind_rule(item.question, node, report)


def _is_one_of(node: Branch, kinds: tuple[str, ...]) -> bool:
    """Tell whether the kind is known: rules for a blank one would mislead."""
    written = node.entries.get("kind")
    return isinstance(written, Leaf) and written.words in kinds


def _verify_sheet(sheet: _Sheet, node: Branch, report: Report) -> None:
    steps = [item.question.case for item in sheet.questions]
    cases_rule(sheet.cases, steps, node, report)
    sections = {section.name for section in sheet.sections}
    for index, item in enumerate(sheet.questions):
        if item.section and item.section not in sections:
            line = line_of(node, "questions", index, "section")
            report.error(line, f"There is no section `{item.section}` in `sections`.")
        if _is_one_of(node, ("polls",)):
            poll_rule(index, item.question, node, report)
        else:
            form_rule(item.question, node, index, report)
        if _is_one_of(node, ("worksheet",)):
            worksheet_rule(index, item.question, node, report)
    part_names_rule([item.question for item in sheet.questions], node, report)
    relevance_problems(_ruled(sheet, node), report)


def _ruled(sheet: _Sheet, node: Branch) -> list[Ruled]:
    """Return each question with the parts of the file that say who gets it."""
    sections = dict(
        zip((s.name for s in sheet.sections), _items(node, "sections"), strict=False)
    )
    return [
        Ruled(item.question, part, sections.get(item.section))
        for item, part in zip(sheet.questions, _items(node, "questions"), strict=False)
    ]


def _items(node: Branch, key: str) -> tuple[Node, ...]:
    listed = node.entries.get(key)
    return listed.items if isinstance(listed, Series) else ()


def _item(
    *,
    section: str,
    options: tuple[Option, ...],
    case: str,
    story: Text,
    **rest: Any,  # noqa: ANN401
) -> _Item:
    coded = tuple(
        replace(option, code=position) if option.code == BY_POSITION else option
        for position, option in enumerate(options, start=1)
    )
    step = CaseStep(case, story=story)
    return _Item(Question(options=coded, case=step, **rest), section)


_OPTION = record(
    Option,
    {
        "name": Key(name()),
        "label": Key(SURVEY_TEXT),
        "code": optional(whole_number(1, LARGEST_CODE), BY_POSITION),
        "right": optional(YES_OR_NO),
        "fixed": optional(one_of("last"), ""),
    },
)
_ITEM = record(
    _item,
    {
        "name": Key(name()),
        "kind": Key(one_of(*get_args(QuestionKind))),
        "label": Key(SURVEY_TEXT),
        "help": optional(SURVEY_TEXT),
        "section": optional(name()),
        "case": optional(name()),
        "story": optional(SURVEY_TEXT),
        "options": optional(named_list(_OPTION, most=MOST_OPTIONS)),
        "required": optional(YES_OR_NO),
        "retrospective": optional(YES_OR_NO),
        "most": optional(whole_number(1, MOST_OPTIONS), 0),
        "longest": optional(whole_number(1, MAX_TEXT), SHORT_TEXT),
        "shortest": optional(whole_number(1, MAX_TEXT), 0),
        "earliest": Key(DAY, required=False),
        "latest": Key(DAY, required=False),
        "constraint_message": optional(SURVEY_TEXT),
        "relevant": optional(RULES),
        "objective": optional(name()),
        "level": optional(one_of(*LEVELS), ""),
        "outcome": optional(one_of(*OUTCOMES), ""),
        **KEYS,
    },
    _verify_item,
)
_SECTION = record(
    _Section,
    {
        "name": Key(name()),
        "label": Key(SURVEY_TEXT),
        "relevant": optional(RULES),
    },
)
_SHEET = record(
    _Sheet,
    {
        "kind": Key(one_of(*get_args(SurveyKind))),
        "title": Key(SURVEY_TEXT),
        "intro": optional(SURVEY_TEXT),
        "version": optional(words(LONGEST_VERSION), "1"),
        "sections": optional(named_list(_SECTION, most=MOST_SECTIONS)),
        "questions": Key(named_list(_ITEM, most=MOST_QUESTIONS)),
        "locked": Key(LOCK, required=False),
        "translation": optional(TRANSLATION),
        "cases": optional(named_list(CASE, most=MOST_CASES)),
    },
    _verify_sheet,
)
