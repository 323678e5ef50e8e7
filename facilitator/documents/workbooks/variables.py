"""The variables of a survey: one column of numbers or labels each."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from facilitator.documents.workbooks.sheets import Column, Value
from facilitator.domain.surveys.cases import headed
from facilitator.domain.surveys.points import named_area
from facilitator.domain.surveys.ranking import NOT_RANKED, place_in, places_of
from facilitator.domain.surveys.relevance import holds
from facilitator.domain.surveys.statistics import When
from facilitator.domain.surveys.survey import (
    DECLINED_CODE,
    DECLINED_WORDS,
    OTHER,
    Answer,
    Option,
    Question,
    Survey,
    is_declined,
    other_text,
)
from facilitator.domain.text import LANGUAGES, Text

T = TypeVar("T")

SKIPPED, PREFERRED_NOT, NOT_PUT = -9, DECLINED_CODE, -7
# A single choice of this name is no answer to be counted with the others' codes.
PREFER_NOT = "prefer_not"

WHEN: Mapping[When, Text] = {
    "before": Text("before the training", "antes de la capacitación"),
    "now": Text("now", "ahora"),
}
_SKIPPED = Text("Skipped", "Omitida")
NOT_PUT_WORDS = Text("Not applicable", "No corresponde")
_PLACE, _NO_PLACE = Text("Place", "Lugar"), Text("Not ranked", "Sin lugar")
_CHOSEN, _NOT_CHOSEN = Text("Chosen", "Elegida"), Text("Not chosen", "No elegida")

# Consonants only: an id is then neither a number nor a word.
_ID_LETTERS = "BCDFGHJKMNPQRSTVWXZ"
_ID_LENGTH = 6
_NARROWEST = 14


@dataclass(frozen=True, slots=True)
class Variable:
    """A question, or one half of a retrospective pair, or one option of several."""

    name: str
    question: Question
    when: When = "now"
    option: Option | None = None

    def label(self, language: str) -> str:
        """Return the question in words, with its half or its box."""
        asked = headed(self.question.case, self.question.label, language)
        if self.question.retrospective:
            return f"{asked} ({WHEN[self.when][language]})"
        return f"{asked}: {self.option.label[language]}" if self.option else asked

    def code(self, response: Mapping[str, Answer]) -> Value:
        """Return the code, a number, a date, SKIPPED, PREFERRED_NOT or NOT_PUT."""
        if is_declined(response.get(self.question.name)):
            return PREFERRED_NOT
        given = self._given(response)
        if given is None:
            return SKIPPED if holds(self.question.relevant, response) else NOT_PUT
        if self.option:
            name = self.option.name
            is_ranked = self.question.kind == "ranking"
            return place_in(given, name) if is_ranked else int(name in given)
        if self.question.kind in ("date", "numeric"):
            return _one(given[0], self.question, "en")
        if self.question.choices and given[0] == PREFER_NOT:
            return PREFERRED_NOT
        return next(
            (o.code for o in self.question.choices if o.name == given[0]), given[0]
        )

    def words(self, response: Mapping[str, Answer], language: str) -> Value:
        """Return what `code` stands for, in words."""
        if is_declined(response.get(self.question.name)):
            return DECLINED_WORDS[language]
        given = self._given(response)
        if given is None:
            is_put = holds(self.question.relevant, response)
            return (_SKIPPED if is_put else NOT_PUT_WORDS)[language]
        if self.option and self.question.kind == "ranking":
            return place_words(place_in(given, self.option.name), language)
        if self.option:
            return (_CHOSEN if self.option.name in given else _NOT_CHOSEN)[language]
        if self.question.kind in ("date", "numeric"):
            return _one(given[0], self.question, "en")
        return label_of(self.question, given[0], language)

    def codes(self, language: str) -> str:
        """Return the codebook's list, such as `1=Very low; 2=Low`."""
        if self.question.kind == "numeric":
            return range_of(self.question, language)
        return "; ".join(f"{code}={label}" for code, label in self.coded(language))

    def coded(self, language: str) -> tuple[tuple[int, str], ...]:
        """Return every code that is an answer with its label."""
        if self.option and self.question.kind == "ranking":
            all_ranked = places_of(self.question) == len(self.question.options)
            first = NOT_RANKED + 1 if all_ranked else NOT_RANKED
            places = range(first, places_of(self.question) + 1)
            return tuple((place, place_words(place, language)) for place in places)
        if self.option:
            return (0, _NOT_CHOSEN[language]), (1, _CHOSEN[language])
        return tuple(
            (option.code, option.label[language])
            for option in self.question.choices
            if option.name != PREFER_NOT
        )

    def _given(self, response: Mapping[str, Answer]) -> Sequence[str] | None:
        answer = response.get(self.question.name)
        if isinstance(answer, dict):
            answer = chosen_of(self.question, answer) or answer.get(self.when)
        return [answer] if isinstance(answer, str) else answer


def variables(survey: Survey) -> tuple[Variable, ...]:
    """Return the variables of all questions, in the order they are asked."""
    return tuple(v for q in survey.questions for v in variables_of(q))


def other_variable(question: Question) -> Variable | None:
    """Return the written answers behind a question's "Other", as one of their own.

    They are kept with the texts, apart from each person's codes: few people choose
    "Other", and what they write may tell who they are.
    """
    if not question.other:
        return None
    label = Text(*(f"{question.label[one]}: {OTHER.label[one]}" for one in LANGUAGES))
    return Variable(
        f"{column_name(question)}_other", Question(question.name, "text", label)
    )


def chosen_of(question: Question, answer: Mapping[str, str]) -> list[str]:
    """Return the names chosen where "Other" has words; none of other mappings."""
    return list(answer) if question.other and other_text(answer) else []


def column_name(question: Question) -> str:
    """Return a question's name as programs for statistics take it."""
    return question.name.replace("-", "_")


def half(question: Question, when: When) -> Variable:
    """Return a scale, or the half `when` of a retrospective pair."""
    name = column_name(question)
    return Variable(
        f"{name}_{when}" if question.retrospective else name, question, when
    )


def variables_of(question: Question) -> Iterator[Variable]:
    """Yield the variables of one question."""
    name = column_name(question)
    if question.retrospective:
        yield from (half(question, when) for when in WHEN)
    elif question.kind in ("multiple", "ranking"):
        for option in question.choices:
            yield Variable(f"{name}___{option.code}", question, option=option)
    else:
        yield Variable(name, question)


def place_words(place: int, language: str) -> str:
    """Return a place in a ranking, such as `Place 2`."""
    if place == NOT_RANKED:
        return _NO_PLACE[language]
    return f"{_PLACE[language]} {place}"


def label_of(question: Question, name: str, language: str) -> str:
    """Return the label of the option called `name`, else the name."""
    return next((o.label[language] for o in question.choices if o.name == name), name)


def number_of(answer: str) -> int | float:
    """Return a number that somebody wrote, as a spreadsheet keeps it."""
    return float(answer) if "." in answer else int(answer)


def range_of(question: Question, language: str) -> str:
    """Return which numbers a question takes, such as `0–40 years`."""
    unit = question.unit[language]
    return f"{question.least}–{question.greatest} {unit}".strip()


def written(answer: Answer | None, question: Question, language: str) -> Value:
    """Return one answer as one cell: labels, a number, a date, or the text."""
    if answer is None or is_declined(answer):
        return DECLINED_WORDS[language] if answer else None
    if isinstance(answer, dict) and question.other:
        labels = (label_of(question, name, language) for name in answer)
        return f"{'; '.join(labels)}: {other_text(answer)}"
    if isinstance(answer, dict):
        halves = (
            f"{WHEN[when][language]}: {label_of(question, answer[when], language)}"
            for when in WHEN
            if when in answer
        )
        return "; ".join(halves)
    if isinstance(answer, list):
        return "; ".join(label_of(question, name, language) for name in answer)
    return _one(answer, question, language)


def _one(answer: str, question: Question, language: str) -> Value:
    if question.kind == "point":
        answer = named_area(question.counted_areas, answer)
    if question.kind == "date":
        return date.fromisoformat(answer)
    if question.kind == "numeric":
        return number_of(answer)
    return label_of(question, answer, language) if question.choices else answer


def coded_columns(columns: Iterable[Variable]) -> Iterator[Column]:
    """Yield a column for the codes of each variable, as wide as its name."""
    for variable in columns:
        yield Column(variable.name, max(_NARROWEST, len(variable.name) + 4))


def response_ids(count: int, chance: random.Random) -> list[str]:
    """Return `count` different random ids that mean nothing outside the workbook."""
    ids: set[str] = set()
    while len(ids) < count:
        ids.add("".join(chance.choices(_ID_LETTERS, k=_ID_LENGTH)))
    return shuffled(sorted(ids), chance)


def shuffled(values: Sequence[T], chance: random.Random) -> list[T]:
    """Return the values in random order, so that the order says nothing."""
    return chance.sample(values, len(values))
