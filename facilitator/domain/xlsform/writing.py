"""A survey as the three sheets of an XLSForm."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby

from facilitator.domain.surveys.section_names import stem_of, unused
from facilitator.domain.surveys.survey import SCALES, Option, Question, Survey
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.conditions import expression_of
from facilitator.domain.xlsform.constraints import constraint_of
from facilitator.domain.xlsform.form import (
    BURDEN,
    CHOICES,
    CONSTRAINT,
    DECIMALS,
    DECLINE,
    DECLINES,
    EXPLANATION,
    HALVES,
    HELD,
    HELD_OF_OPTIONS,
    HINT,
    INTRO,
    KINDS,
    LABEL,
    LANGUAGE_HEADERS,
    MESSAGE,
    OMB,
    PARAMETERS,
    RELEVANT,
    RIGHT,
    SETTINGS,
    SHUFFLED,
    SURVEY,
    TAGS,
    UNIT,
    Form,
    NotInFormError,
    Row,
    Sheet,
    header,
    omb_line,
    status_header,
)
from facilitator.domain.xlsform.numbers_asked import hint_of

Cells = dict[str, str]

_OURS = (UNIT, EXPLANATION)
_TEXTS = tuple(header(c, one) for c in (LABEL, HINT) for one in LANGUAGES)
_OUR_TEXTS = tuple(header(c, one) for c in _OURS for one in LANGUAGES)
_MESSAGES = tuple(header(MESSAGE, one) for one in LANGUAGES)
_STATUSES = tuple(
    status_header(c, one) for c in (LABEL, HINT, MESSAGE, *_OURS) for one in LANGUAGES
)
_ASKED = (
    *_MESSAGES,
    PARAMETERS,
    DECLINE,
    DECIMALS,
    RIGHT,
    *_OUR_TEXTS,
    *TAGS,
    *_STATUSES,
)
_SURVEY = ("type", "name", *_TEXTS, "required", RELEVANT, CONSTRAINT, *_ASKED)
_CHOICES = (
    "list_name",
    "name",
    *(header(LABEL, one) for one in LANGUAGES),
    "code",
    *(status_header(LABEL, one) for one in LANGUAGES),
)
_SETTINGS = (
    "form_title",
    "title_es",
    "form_id",
    "version",
    "default_language",
    "kind",
    *(f"translation_{one}" for one in LANGUAGES),
    *(status_header("title", one) for one in LANGUAGES),
    "omb_number",
    "omb_expires",
    "lock_hash",
)
_OPTIONAL = frozenset({*_ASKED, *_SETTINGS[6:], *_TEXTS[2:], RELEVANT, CONSTRAINT})


def form_of(survey: Survey) -> Form:
    """Return the sheets `survey`, `choices` and `settings` of a survey.

    Raises:
        NotInFormError: it asks something that an XLSForm has no place for here.
    """
    for question in survey.questions:
        _check_held(question)
    writing = _Writing(survey)
    return {
        SURVEY: _sheet(SURVEY, _SURVEY, writing.survey_rows()),
        CHOICES: _sheet(CHOICES, _CHOICES, writing.choice_rows()),
        SETTINGS: _sheet(SETTINGS, _SETTINGS, [writing.settings()]),
    }


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Cells]) -> Sheet:
    """Return a sheet without those optional columns that nothing stands in."""
    filled = list(rows)
    kept = [c for c in columns if c not in _OPTIONAL or any(r.get(c) for r in filled)]
    body = (tuple(row.get(column, "") for column in kept) for row in filled)
    numbered = tuple(Row(number, cells) for number, cells in enumerate(body, start=2))
    return Sheet(name, Row(1, tuple(kept)), numbered)


def _check_held(question: Question) -> None:
    """See that nothing of a question would be lost."""
    if question.kind not in KINDS:
        raise NotInFormError(question=question.label, what=question.kind)
    lost = _lost(question, HELD)
    for option in question.options:
        lost += _lost(option, HELD_OF_OPTIONS)
    for name in lost:
        raise NotInFormError(question=question.label, what=name)


def _lost(part: Question | Option, held: Collection[str]) -> list[str]:
    """Return the names of what a part says and a form has no place for."""
    there = (field for field in fields(part) if field.name not in held)
    return [f.name for f in there if getattr(part, f.name) != f.default]


class _Writing:
    """Writes the rows of one survey."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.asked = {question.name: question for question in survey.questions}

    def settings(self) -> Cells:
        """Return the one row of the sheet `settings`."""
        survey, translation = self.survey, self.survey.translation
        cells = {
            "form_title": survey.title.en,
            "title_es": survey.title.es,
            "form_id": survey.name,
            "version": survey.version,
            "default_language": LANGUAGE_HEADERS["en"],
            "kind": survey.kind,
        }
        cells |= {f"translation_{one}": translation.whole(one) for one in LANGUAGES}
        cells |= self._statuses("title", survey.title)
        if survey.locked:
            cells["omb_number"] = survey.locked.omb_number
            cells["omb_expires"] = survey.locked.expires.isoformat()
            cells["lock_hash"] = survey.locked.hash
        return cells

    def survey_rows(self) -> Iterator[Cells]:
        """Yield notes, groups and questions as they are asked."""
        yield from self._notes()
        taken = [question.name for question in self.survey.questions]
        for section, together in groupby(self.survey.questions, lambda q: q.section):
            if section != NO_TEXT:
                name = unused(stem_of(section.en), taken)
                taken.append(name)
                yield {"type": "begin_group", "name": name} | self._text(LABEL, section)
            for question in together:
                yield from self._question(question)
            if section != NO_TEXT:
                yield {"type": "end_group"}

    def choice_rows(self) -> Iterator[Cells]:
        """Yield the lists: those of scales once, those of questions in their order."""
        used = dict.fromkeys(KINDS[q.kind].list for q in self.survey.questions)
        for name in filter(None, used):
            yield from self._list(name, SCALES[name], is_ours=True)
        for question in self.survey.questions:
            if ending := KINDS[question.kind].own_list:
                yield from self._own_list(f"{question.name}{ending}", question)

    def _notes(self) -> Iterator[Cells]:
        survey, lock = self.survey, self.survey.locked
        if lock:
            line = omb_line(lock.omb_number, lock.expires.isoformat())
            yield {"type": "note", "name": OMB} | _words(LABEL, line)
            yield {"type": "note", "name": BURDEN} | self._text(LABEL, lock.burden)
        if survey.intro != NO_TEXT:
            yield {"type": "note", "name": INTRO} | self._text(LABEL, survey.intro)

    def _question(self, question: Question) -> Iterator[Cells]:
        cells = self._asked(question)
        if not question.retrospective:
            yield cells | self._text(LABEL, question.label)
            return
        for ending, said in HALVES.values():
            label = Text(question.label.en + said.en, question.label.es + said.es)
            yield (
                cells
                | {"name": f"{question.name}{ending}"}
                | _words(LABEL, label)
                | self._statuses(LABEL, question.label)
            )

    def _asked(self, question: Question) -> Cells:
        """Return everything but the label."""
        form = KINDS[question.kind]
        listed = f"{question.name}{form.own_list}" if form.own_list else form.list
        type_ = form.fraction if question.decimals else form.type
        return {
            "type": f"{type_} {listed}".strip(),
            "name": question.name,
            RELEVANT: expression_of(question.relevant, self.asked),
            CONSTRAINT: constraint_of(question),
            PARAMETERS: SHUFFLED if question.shuffle else "",
            **_having_to(question),
            **{tag: getattr(question, tag) for tag in TAGS},
            **self._text(MESSAGE, question.constraint_message),
            **self._text(UNIT, question.unit),
            **self._text(EXPLANATION, question.explanation),
            **_words(HINT, hint_of(question)),
            **self._statuses(HINT, question.help),
            DECIMALS: str(question.decimals or ""),
            RIGHT: " ".join(o.name for o in question.options if o.right),
        }

    def _own_list(self, name: str, question: Question) -> Iterator[Cells]:
        rows = self._list(name, question.choices, is_ours=question.kind == "rating")
        ends = {"1": question.low, str(question.points): question.high}
        for row in rows:
            end = ends.get(row["name"], NO_TEXT)
            yield row | (self._statuses(LABEL, end) if question.points else {})

    def _list(
        self, name: str, options: tuple[Option, ...], *, is_ours: bool = False
    ) -> Iterator[Cells]:
        for option in options:
            label = _words(LABEL, option.label)
            said = {} if is_ours else self._statuses(LABEL, option.label)
            code = {"code": str(option.code)}
            yield {"list_name": name, "name": option.name} | label | code | said

    def _text(self, column: str, text: Text) -> Cells:
        return _words(column, text) | self._statuses(column, text)

    def _statuses(self, column: str, text: Text) -> Cells:
        translation = self.survey.translation
        return {
            status_header(column, one): translation.said(text, one) for one in LANGUAGES
        }


def _having_to(question: Question) -> Cells:
    """Return whether there has to be an answer, and whether declining is one."""
    if question.decline:
        return {DECLINE: DECLINES[question.required]}
    return {"required": "yes" if question.required else ""}


def _words(column: str, text: Text) -> Cells:
    return {header(column, one): text.as_dict()[one] for one in LANGUAGES}
