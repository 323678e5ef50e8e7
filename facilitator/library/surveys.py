"""Polls, evaluations and worksheets, from `surveys/<name>.yaml`."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

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
from facilitator.domain.surveys.survey import (
    MAX_TEXT,
    SCALES,
    SHORT_TEXT,
    Option,
    Question,
    QuestionKind,
    Survey,
    SurveyKind,
)
from facilitator.domain.text import Text
from facilitator.library.instrument import (
    LOCK,
    SURVEY_TEXT,
    TRANSLATION,
    approval_problems,
    with_statuses,
)
from facilitator.library.problems import Report
from facilitator.library.question_kinds import KEYS, form_rule, kind_rule
from facilitator.library.reading import Reading, read_file, read_text
from facilitator.library.schema import (
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
from facilitator.library.yaml_source import Branch, Leaf, line_of

# A missing answer is exported as -9 or -8, so codes begin at 1; 0 is "not given".
BY_POSITION = 0


def read_survey(
    folder: Path, survey: str, today: date | None = None
) -> Reading[Survey]:
    """Read `surveys/<survey>.yaml` below the curriculum folder.

    A locked survey is held to its hash, and with `today` to its last day.
    """
    return _whole(read_file(folder, _file(survey), _SHEET), survey, today)


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

    def survey(self, name: str) -> Survey:
        """Return the survey, each question under its section's label."""
        labels = {section.name: section.label for section in self.sections}
        questions = tuple(
            replace(item.question, section=labels.get(item.section, Text()))
            for item in self.questions
        )
        return Survey(
            name,
            self.kind,
            self.title,
            questions,
            self.intro,
            self.version,
            self.locked,
            self.translation,
        )


def _choices_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold options to the kinds that have them, and give codes by position."""
    line = line_of(node, "options")
    if question.kind not in ("single", "multiple"):
        if question.options:
            report.error(line, f"A question of kind {question.kind} has no options.")
        return
    if len(question.options) < 2:  # noqa: PLR2004
        report.error(line, "A choice needs two options or more, under `options`.")
    codes = Counter(option.code for option in question.options)
    for index, option in enumerate(question.options):
        if codes[option.code] > 1:
            at = line_of(node, "options", index, "code")
            report.error(at, f"The code {option.code} is here twice.")


def _limits_rule(question: Question, node: Branch, report: Report) -> None:
    if question.retrospective and question.kind not in SCALES:
        line = line_of(node, "retrospective")
        report.error(line, "Only a scale can be asked for before and now.")
    if question.most and question.kind != "multiple":
        report.error(line_of(node, "most"), "`most` belongs to a multiple choice.")
    elif question.most > len(question.options):
        report.error(line_of(node, "most"), "`most` is larger than the options.")
    if "longest" in node.entries and question.kind != "text":
        report.error(line_of(node, "longest"), "`longest` belongs to a text.")


def _verify_item(item: _Item, node: Branch, report: Report) -> None:
    if _is_one_of(node, get_args(QuestionKind)):
        _choices_rule(item.question, node, report)
        _limits_rule(item.question, node, report)
        kind_rule(item.question, node, report)


def _is_one_of(node: Branch, kinds: tuple[str, ...]) -> bool:
    """Tell whether the kind is known: rules for a blank one would mislead."""
    written = node.entries.get("kind")
    return isinstance(written, Leaf) and written.words in kinds


def _verify_sheet(sheet: _Sheet, node: Branch, report: Report) -> None:
    sections = {section.name for section in sheet.sections}
    for index, item in enumerate(sheet.questions):
        if item.section and item.section not in sections:
            line = line_of(node, "questions", index, "section")
            report.error(line, f"There is no section `{item.section}` in `sections`.")
        if _is_one_of(node, ("polls",)):
            _poll_rule(index, item.question, node, report)
        else:
            form_rule(item.question, node, index, report)


def _poll_rule(index: int, question: Question, node: Branch, report: Report) -> None:
    """Hold a live poll to what a phone can answer at once."""
    if question.retrospective:
        line = line_of(node, "questions", index, "retrospective")
        report.error(line, "A poll asks once; ask before and now in an evaluation.")
    if question.kind == "date":
        line = line_of(node, "questions", index, "kind")
        report.error(line, "A poll cannot ask for a date.")


def _item(*, section: str, options: tuple[Option, ...], **rest: Any) -> _Item:  # noqa: ANN401
    coded = tuple(
        replace(option, code=position) if option.code == BY_POSITION else option
        for position, option in enumerate(options, start=1)
    )
    return _Item(Question(options=coded, **rest), section)


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
        "options": optional(named_list(_OPTION, most=MOST_OPTIONS)),
        "required": optional(YES_OR_NO),
        "retrospective": optional(YES_OR_NO),
        "most": optional(whole_number(1, MOST_OPTIONS), 0),
        "longest": optional(whole_number(1, MAX_TEXT), SHORT_TEXT),
        "objective": optional(name()),
        "level": optional(one_of(*LEVELS), ""),
        "outcome": optional(one_of(*OUTCOMES), ""),
        **KEYS,
    },
    _verify_item,
)
_SECTION = record(_Section, {"name": Key(name()), "label": Key(SURVEY_TEXT)})
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
    },
    _verify_sheet,
)
