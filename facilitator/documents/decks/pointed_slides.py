"""The slides of a picture that people pointed at: its areas, a dot for each place."""

from dataclasses import replace
from pathlib import Path

from facilitator.documents.decks import figures
from facilitator.documents.decks.bodies import put_picture
from facilitator.documents.decks.layouts import LEAST_POINTS
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.stack import Piece
from facilitator.documents.decks.words import Paragraph
from facilitator.documents.pointed_picture import pointed_picture
from facilitator.domain.surveys.cases import headed
from facilitator.domain.surveys.results import QuestionResult, Series
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import LANGUAGES, Text

_PICTURE, _WORDS = 15, 16  # placeholders of the layout for a picture and text
_SIZES = (LEAST_POINTS, 20, 18, 16, 14, 12)

_BY_AREA = Text("{title} (by area)", "{title} (por zona)")
_FORMS = tuple((language, _BY_AREA[language]) for language in LANGUAGES)
_DOTS = Text(
    "Each dot is a place; where several pointed it is larger.",
    "Cada punto es un lugar; donde señalaron varias personas es más grande.",
)
_AREA = Text("{number}. {area}: {share}", "{number}. {area}: {share}")


def add_pointed(
    deck: OutgoingDeck, result: QuestionResult, pictures: Path
) -> QuestionResult:
    """Add a slide for each round of a point that enough people answered.

    Nothing for other kinds, and where the picture is not there any more. Returns what
    is still to be shown: the same, called after the areas where a picture came first.
    """
    picture = result.question.picture
    file = pictures / f"{picture.digest}-1920.webp" if picture else None
    drawn = [series for series in result.series if series.dots]
    if file is None or not file.is_file() or not drawn:
        return result
    for series in drawn:
        _add(deck, result, series, file)
    return replace(result, question=_by_area(result.question))


def _by_area(question: Question) -> Question:
    named = (form.format(title=question.label[language]) for language, form in _FORMS)
    return replace(question, label=Text(*named))


def _add(
    deck: OutgoingDeck, result: QuestionResult, series: Series, file: Path
) -> None:
    language, question = deck.language, result.question
    asked = headed(question.case, question.label, language)
    if len(result.series) > 1:
        asked = f"{asked} ({figures.name_of(series, language).lower()})"
    said = list(figures.lines([series], language))
    page = deck.add("picture", asked, "\n".join([*said, _DOTS[language]]))
    drawn = pointed_picture(file, question.areas, series.dots)
    alt = " ".join([question.alt[language], _DOTS[language], *said])
    place = page.placeholders[_PICTURE]
    top = place.top
    put_picture(place, Piece(picture=drawn, description=alt)).top = top
    lines = [Paragraph(line, "none") for line in _legend(question, series, language)]
    deck.fill(page.placeholders[_WORDS], lines, _SIZES)


def _legend(question: Question, series: Series, language: str) -> list[str]:
    """Return how many answered, each area that the picture shows, and what dots are."""
    shares = [
        _AREA[language].format(
            number=number,
            area=figures.option_name(count, language),
            share=figures.percent(count.count / series.answered, language),
        )
        for number, count in enumerate(series.counts[: len(question.areas)], start=1)
    ]
    return [figures.answered(series.answered, language), *shares, _DOTS[language]]
