"""A survey as the three sheets of an XLSForm."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby

from facilitator.domain.surveys.section_names import stem_of, unused
from facilitator.domain.surveys.survey import SCALES, Option, Question, Survey
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.columns import (
    CHOICES_COLUMNS,
    OPTIONAL,
    SETTINGS_COLUMNS,
    SURVEY_COLUMNS,
)
from facilitator.domain.xlsform.conditions import expression_of, statement_names
from facilitator.domain.xlsform.constraints import constraint_of
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    BURDEN,
    CHOICES,
    CODE_HINT,
    CODE_ROW,
    CODE_WORDS,
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
    LOST,
    MESSAGE,
    OMB,
    PARAMETERS,
    RELEVANT,
    RIGHT,
    SETTINGS,
    SHUFFLED,
    SURVEY,
    TABLE,
    TAGS,
    UNIT,
    Cells,
    Form,
    NotInFormError,
    Row,
    Sheet,
    header,
    omb_line,
    status_header,
)
from facilitator.domain.xlsform.numbers_asked import hint_of
from facilitator.domain.xlsform.others import other_row


def form_of(survey: Survey) -> Form:
    """Return the sheets `survey`, `choices` and `settings` of a survey.

    Raises:
        NotInFormError: it asks something that an XLSForm has no place for here.
    """
    for question in survey.questions:
        _check_held(question)
    writing = _Writing(survey)
    return {
        SURVEY: _sheet(SURVEY, SURVEY_COLUMNS, writing.survey_rows()),
        CHOICES: _sheet(CHOICES, CHOICES_COLUMNS, writing.choice_rows()),
        SETTINGS: _sheet(SETTINGS, SETTINGS_COLUMNS, [writing.settings()]),
    }


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Cells]) -> Sheet:
    """Return a sheet without those optional columns that nothing stands in."""
    filled = list(rows)
    kept = [c for c in columns if c not in OPTIONAL or any(r.get(c) for r in filled)]
    body = (tuple(row.get(column, "") for column in kept) for row in filled)
    numbered = tuple(Row(number, cells) for number, cells in enumerate(body, start=2))
    return Sheet(name, Row(1, tuple(kept)), numbered)


def _check_held(question: Question) -> None:
    """See that nothing of a question would be lost."""
    if question.kind not in KINDS:
        raise NotInFormError(question=question.label, what=LOST[question.kind])
    lost = _lost(question, HELD)
    for option in question.options:
        lost += _lost(option, HELD_OF_OPTIONS)
    for name in lost:
        raise NotInFormError(question=question.label, what=LOST.get(name, name))


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
        used = dict.fromkeys(
            q.scale or KINDS[q.kind].list for q in self.survey.questions
        )
        for name in filter(None, used):
            yield from self._list(name, SCALES[name], is_ours=True)
        for question in self.survey.questions:
            ending = KINDS[question.kind].own_list
            if ending and not question.scale:
                yield from self._own_list(f"{question.name}{ending}", question)

    def _notes(self) -> Iterator[Cells]:
        survey, lock = self.survey, self.survey.locked
        if lock:
            line = omb_line(lock.omb_number, lock.expires.isoformat())
            yield {"type": "note", "name": OMB} | _words(LABEL, line)
            yield {"type": "note", "name": BURDEN} | self._text(LABEL, lock.burden)
        if survey.intro != NO_TEXT:
            yield {"type": "note", "name": INTRO} | self._text(LABEL, survey.intro)
        if survey.kind == "follow_up":
            said = _words(LABEL, CODE_WORDS) | _words(HINT, CODE_HINT)
            yield {"type": "text", "name": CODE_ROW} | said

    def _question(self, question: Question) -> Iterator[Cells]:
        cells = self._asked(question)
        if question.rows:
            yield from self._matrix(question, cells)
        else:
            yield from self._once_or_twice(question, cells, question.label)
        if question.other:
            yield other_row(question)

    def _once_or_twice(
        self, question: Question, cells: Cells, label: Text
    ) -> Iterator[Cells]:
        """Yield a row of a question, or one for each half of a pair."""
        if not question.retrospective:
            yield cells | self._text(LABEL, label)
            return
        for ending, said in HALVES.values():
            yield (
                cells
                | {"name": f"{cells['name']}{ending}"}
                | _words(LABEL, Text(label.en + said.en, label.es + said.es))
                | self._statuses(LABEL, label)
            )

    def _matrix(self, question: Question, cells: Cells) -> Iterator[Cells]:
        """Yield a group that other tools draw as a table, with the statements in it."""
        asked, required = cells["type"], cells.get("required", "")
        group = {"type": "begin_group", "required": "", APPEARANCE: TABLE}
        yield cells | group | self._text(LABEL, question.label)
        for name, row in zip(statement_names(question), question.rows, strict=True):
            one = {"type": asked, "name": name, "required": required}
            yield from self._once_or_twice(question, one, row.label)
        yield {"type": "end_group"}

    def _asked(self, question: Question) -> Cells:
        """Return everything but the label."""
        form = KINDS[question.kind]
        own = f"{question.name}{form.own_list}" if form.own_list else form.list
        listed = question.scale or own
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
