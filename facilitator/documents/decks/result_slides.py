"""The slides of one question that was asked: charts, or the words let through."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from facilitator.documents.decks import figures
from facilitator.documents.decks.bodies import BODY_SIZES
from facilitator.documents.decks.charts import Bars, add_bars
from facilitator.documents.decks.fitting import text_height
from facilitator.documents.decks.layouts import BODY, LEAST_POINTS
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.pointed_slides import add_pointed
from facilitator.documents.decks.stacked_slides import (
    FIGURES,
    LINE_SIZES,
    add_stacked,
    say,
)
from facilitator.documents.decks.words import Paragraph
from facilitator.domain.surveys.cases import headed
from facilitator.domain.surveys.results import QuestionResult, Series, ShownText
from facilitator.domain.surveys.survey import OTHER
from facilitator.domain.text import Text

_SIDE_BY_SIDE = 2
_BEFORE, _INDENT = 10, 27
_WIDE, _HIGH = BODY[2] * 72 - _INDENT, BODY[3] * 72
_ONE_ROUND = Text("{title} (round {first})", "{title} (ronda {first})")
_ROUNDS = Text(
    "{title} (rounds {first} and {last})", "{title} (rondas {first} y {last})"
)
_PART = Text("{title} ({part} of {of})", "{title} ({part} de {of})")
_WROTE = Text("Written answers: {number}", "Respuestas escritas: {number}")
_SAID_BY = Text("{text} (said by {number})", "{text} (lo dijeron {number})")
_ASKED = Text("Questions of the room", "Preguntas de la sala")
_ASKED_SHOWN = Text(
    "Shown here are those that the trainer let through, most votes first.",
    "Aquí están las que se mostraron, primero las más votadas.",
)
_NONE_SHOWN = Text(
    "None of them was let through to the screen.",
    "Ninguna se mostró en la pantalla.",
)
_ONLY_SHOWN = Text(
    "Shown here are those that the trainer let through to the screen.",
    "Aquí están las que se mostraron en la pantalla.",
)


def add_question(
    deck: OutgoingDeck, result: QuestionResult, pictures: Path | None = None
) -> None:
    """Add what was answered to a question: at most two rounds of it on one slide.

    `pictures` is the folder of the pictures that people pointed at.
    """
    if pictures:
        result = add_pointed(deck, result, pictures)
    question = result.question
    if question.kind == "words" and any(series.counts for series in result.series):
        for series in result.series:
            _add_words(deck, result, series)
        return
    if not question.is_counted:
        _add_texts(deck, result)
        return
    if result.parts or result.question.kind == "ranking":
        add_stacked(deck, result)
        return
    for together in _slides_of(result):
        _add_counts(deck, result, together)
    if result.texts:
        _add_texts(deck, result)


def add_asked(deck: OutgoingDeck, questions: Sequence[str]) -> None:
    """Add what the room asked, as let through, on as many slides as it takes."""
    language = deck.language
    pages = list(_pages(questions))
    for part, texts in enumerate(pages, start=1):
        title = _ASKED[language]
        if len(pages) > 1:
            title = _PART[language].format(title=title, part=part, of=len(pages))
        page = deck.add("content", title, _ASKED_SHOWN[language])
        deck.fill(page.placeholders[1], [Paragraph(t) for t in texts], BODY_SIZES)


def add_too_few(deck: OutgoingDeck, title: str, number: int) -> None:
    """Add a slide that says that so few answered that nothing can be shown."""
    say(deck, title, [figures.TOO_FEW[deck.language].format(number=number)])


def _slides_of(result: QuestionResult) -> Iterator[Sequence[Series]]:
    """Yield what stands on one slide: the halves of a pair, or two rounds."""
    if result.question.kind == "numeric":
        # Each round has bars of its own.
        yield from ((series,) for series in result.series)
        return
    if result.question.retrospective:
        for _, halves in groupby(result.series, key=lambda series: series.round):
            yield tuple(halves)
        return
    for first in range(0, len(result.series), _SIDE_BY_SIDE):
        yield result.series[first : first + _SIDE_BY_SIDE]


def _title(result: QuestionResult, shown: Sequence[Series], language: str) -> str:
    """Return the question, with its rounds where it was asked more than once."""
    label = headed(result.question.case, result.question.label, language)
    rounds = sorted({series.round for series in shown})
    if len({series.round for series in result.series}) == 1:
        return label
    form = _ONE_ROUND if len(rounds) == 1 else _ROUNDS
    return form[language].format(title=label, first=rounds[0], last=rounds[-1])


def _add_counts(
    deck: OutgoingDeck, result: QuestionResult, together: Sequence[Series]
) -> None:
    language, question = deck.language, result.question
    title = _title(result, together, language)
    shown = [series for series in together if series.counts]
    absent = [series for series in together if not series.counts]
    why = [_why_missing(series, together, language) for series in absent]
    if not shown:
        say(deck, title, why)
        return
    figured = [*figures.lines(shown, language), *why]
    figured += figures.means(question, shown, language)
    page = deck.add("chart", title, "\n".join(figured))
    line = " · ".join([figures.headline(question, shown, language), *why])
    deck.fill(page.placeholders[FIGURES], [Paragraph(line)], LINE_SIZES)
    words = figures.description(title, shown, language)
    add_bars(page, _bars(shown, language), words, language)


def _why_missing(series: Series, together: Sequence[Series], language: str) -> str:
    why = figures.missing(series, language)
    if len(together) == 1:
        return why
    return f"{figures.name_of(series, language)}: {why}"


def _bars(shown: Sequence[Series], language: str) -> Bars:
    choices = [count.option for count in shown[0].counts]
    return Bars(
        names=tuple(option.label[language] for option in choices),
        series=tuple(
            (
                figures.name_of(series, language),
                tuple(count.count for count in series.counts),
            )
            for series in shown
        ),
        right=frozenset(place for place, one in enumerate(choices) if one.right),
    )


def _add_words(deck: OutgoingDeck, result: QuestionResult, series: Series) -> None:
    """Add the words of one round that were let through, as bars, largest first."""
    if series.counts:
        _add_counts(deck, result, [series])
        return
    language = deck.language
    title = _title(result, [series], language)
    wrote = _WROTE[language].format(number=series.answered)
    say(deck, title, [wrote, _NONE_SHOWN[language]])


def _add_texts(deck: OutgoingDeck, result: QuestionResult) -> None:
    """Add the words let through, on as many slides as they take."""
    language, question = deck.language, result.question
    label = headed(question.case, question.label, language)
    number = sum(series.answered for series in result.series)
    wrote = _WROTE[language].format(number=number)
    if question.other:
        label = f"{label}: {OTHER.label[language]}"
    pages = list(_pages([_said(text, language) for text in result.texts]))
    if not pages:
        said = [wrote, _NONE_SHOWN[language]] if number else [figures.NOBODY[language]]
        say(deck, label, said)
    for part, texts in enumerate(pages, start=1):
        title = label
        if len(pages) > 1:
            title = _PART[language].format(title=label, part=part, of=len(pages))
        told = [_ONLY_SHOWN[language]]
        notes = "\n".join(told if question.other else [wrote, *told])
        page = deck.add("content", title, notes)
        deck.fill(page.placeholders[1], [Paragraph(t) for t in texts], BODY_SIZES)


def _said(text: ShownText, language: str) -> str:
    if text.count == 1:
        return text.text
    return _SAID_BY[language].format(text=text.text, number=text.count)


def _pages(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield texts in their order, as many at a time as fit on a slide."""
    page: list[str] = []
    for text in texts:
        high = text_height([*page, text], LEAST_POINTS, _WIDE, before=_BEFORE)
        if page and high > _HIGH:
            yield page
            page = []
        page.append(text)
    if page:
        yield page
