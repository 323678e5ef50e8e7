"""An answer in words, as whoever gave it reads it again."""

from collections.abc import Callable, Mapping

from facilitator.domain.surveys.points import named_area
from facilitator.domain.surveys.survey import (
    WITHDRAWN,
    Answer,
    Question,
    other_text,
)
from facilitator.domain.text import LANGUAGES, Text


def in_words(question: Question, answer: Answer) -> Text:
    """Return an answer in both languages; empty where it was taken back.

    Written words stand as they are in either. Whoever would rather not answer is
    another matter: `is_declined` tells.
    """
    if answer == WITHDRAWN:
        return Text()
    said = _SAID.get(question.kind, _chosen)
    return Text(*(said(question, answer, language) for language in LANGUAGES))


def _labels(question: Question, language: str) -> dict[str, str]:
    return {option.name: option.label[language] for option in question.choices}


def _names(answer: Answer) -> list[str]:
    return [answer] if isinstance(answer, str) else list(answer)


def _chosen(question: Question, answer: Answer, language: str) -> str:
    labels, names = _labels(question, language), _names(answer)
    chosen = ", ".join(label for name, label in labels.items() if name in names)
    return ": ".join(filter(None, (chosen, other_text(answer))))


def _written(_: Question, answer: Answer, __: str) -> str:
    return ", ".join(answer) if isinstance(answer, list) else str(answer)


def _amount(question: Question, answer: Answer, language: str) -> str:
    return f"{answer} {question.unit[language]}".strip()


def _area(question: Question, answer: Answer, language: str) -> str:
    name = named_area(question.counted_areas, answer)
    return _labels(question, language).get(name, "")


def _order(question: Question, answer: Answer, language: str) -> str:
    labels = _labels(question, language)
    places = enumerate(_names(answer), start=1)
    return "; ".join(f"{place}. {labels[name]}" for place, name in places)


def _rated(question: Question, answer: Answer, language: str) -> str:
    labels = _labels(question, language)
    given = answer if isinstance(answer, dict) else {}
    return "; ".join(
        f"{row.label[language]}: {labels[given[row.name]]}"
        for row in question.rows
        if row.name in given
    )


_SAID: Mapping[str, Callable[[Question, Answer, str], str]] = {
    "text": _written,
    "words": _written,
    "numeric": _amount,
    "point": _area,
    "ranking": _order,
    "matrix": _rated,
}
