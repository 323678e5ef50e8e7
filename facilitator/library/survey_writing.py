"""A survey as the words of its file, in one order, to be read back the same."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import yaml

from facilitator.domain.surveys.instrument import Lock, Translation
from facilitator.domain.surveys.points import Area
from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.domain.surveys.section_names import section_names
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text

_WIDTH = 88

Keys = dict[str, Any]

# Every other key of a question stands between these.
_FIRST = ("name", "kind", "retrospective", "required", "most", "longest")
_NEXT = ("section", "label", "help", "options")
_LAST = ("objective", "level", "outcome")


def survey_yaml(survey: Survey, heading: str = "") -> str:
    """Return the file of a survey.

    Sections get names from their labels, as a survey knows them by label alone.

    Args:
        survey: what the file is to say.
        heading: comments that stand before everything else.
    """
    words = _Words(survey)
    parts = [dumped(words.head())]
    parts += [dumped(part) for part in words.questions()]
    # A blank line between questions; each list of one is a part of the whole list.
    listed = [part.removeprefix("questions:\n") for part in parts[1:]]
    return f"{heading}{parts[0]}questions:\n" + "\n".join(listed)


def heading_of(words: str) -> str:
    """Return the comments that a file begins with."""
    kept = []
    for line in words.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        kept.append(line)
    heading = "\n".join(kept).rstrip()
    return f"{heading}\n" if heading else ""


class _Indented(yaml.SafeDumper):
    """Writes the lines of a list further in than their key, as the files have it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # yaml's own
        super().increase_indent(flow, False)


def dumped(part: Keys) -> str:
    """Return keys as YAML, as the files have it."""
    return yaml.dump(
        part,
        Dumper=_Indented,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=False,
    )


class _Words:
    """The keys of one survey, in their order."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.sections = section_names(survey.questions)

    def head(self) -> Keys:
        """Return everything but the questions."""
        survey = self.survey
        keys: Keys = {"kind": survey.kind, "version": survey.version}
        keys["title"] = self._text(survey.title)
        if survey.intro != NO_TEXT:
            keys["intro"] = self._text(survey.intro)
        if survey.locked:
            keys["locked"] = self._lock(survey.locked)
        if whole := _whole(survey.translation):
            keys["translation"] = whole
        if self.sections:
            keys["sections"] = [
                {"name": name, "label": self._text(label)}
                for label, name in self.sections.items()
            ]
        if cases := self._cases():
            keys["cases"] = cases
        return keys

    def _cases(self) -> list[Keys]:
        told = {q.case.name: q.case for q in self.survey.questions if q.case}
        return [
            {
                "name": name,
                "title": self._text(case.title),
                "text": self._text(case.text),
            }
            for name, case in told.items()
        ]

    def questions(self) -> Iterator[Keys]:
        """Yield each question as a list of its own."""
        for question in self.survey.questions:
            yield {"questions": [self._question(question)]}

    def _question(self, question: Question) -> Keys:
        """Return the keys of a question: those that say something, in one order."""
        there = {field.name: field.default for field in fields(question)}
        known = {*_FIRST, *_NEXT, *_LAST}
        more = (name for name in there if name not in known)
        order = (*_FIRST, *more, *_NEXT, *_LAST)
        said = {name: getattr(question, name) for name in order}
        case = said.pop("case")
        step: Keys = {"case": case.name} if case else {}
        if case.story != NO_TEXT:
            step["story"] = self._text(case.story)
        keys = {
            name: self._value(name, value)
            for name, value in said.items()
            if value != there[name]
        }
        # The case stands before the words of the question, as it is told.
        return {"name": keys.pop("name"), "kind": keys.pop("kind")} | step | keys

    def _value(self, name: str, value: Any) -> Any:  # noqa: ANN401  # as the file has it
        if name == "section":
            return self.sections[value]
        if name == "picture":
            return value.file
        if name in ("options", "areas"):
            made = self._options(value) if name == "options" else self._areas(value)
            return list(made)
        if name == "rows":
            return [{"name": r.name, "label": self._text(r.label)} for r in value]
        if isinstance(value, Text):
            return self._text(value)
        return _rules(value) if name == "relevant" else value

    def _options(self, options: tuple[Option, ...]) -> Iterator[Keys]:
        for position, option in enumerate(options, start=1):
            code = {} if option.code == position else {"code": option.code}
            label = {"label": self._text(option.label)}
            right = {"right": True} if option.right else {}
            fixed = {"fixed": option.fixed} if option.fixed else {}
            yield {"name": option.name} | code | label | right | fixed

    def _areas(self, areas: tuple[Area, ...]) -> Iterator[Keys]:
        sides = ("left", "top", "width", "height")
        for area in areas:
            box = {side: getattr(area, side) for side in sides}
            right = {"right": True} if area.right else {}
            yield {"name": area.name, "label": self._text(area.label)} | box | right

    def _lock(self, lock: Lock) -> Keys:
        keys: Keys = {
            "omb_number": lock.omb_number,
            "expires": lock.expires,
            "burden": self._text(lock.burden),
        }
        return keys | ({"hash": lock.hash} if lock.hash else {})

    def _text(self, text: Text) -> Keys:
        translation = self.survey.translation
        said = {
            code: status
            for code in LANGUAGES
            if (status := translation.said(text, code))
        }
        return text.as_dict() | ({"translation": said} if said else {})


def _rules(rules: tuple[Rule, ...]) -> Keys | list[Keys]:
    written = [_rule(rule) for rule in rules]
    return written[0] if len(written) == 1 else written


def _rule(rule: Rule) -> Keys:
    tests = [_test(test) for test in rule.tests]
    if len(tests) == 1:
        return tests[0]
    return {"any" if rule.any else "all": tests}


def _test(test: Condition) -> Keys:
    said: Any = list(test.names) if test.names else test.number
    return {"question": test.question, test.how: test.how == "answered" or said}


def _whole(translation: Translation) -> Keys:
    return {code: said for code in LANGUAGES if (said := translation.whole(code))}
