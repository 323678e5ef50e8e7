"""Slides that are polls."""

from pathlib import Path

import pytest

from facilitator.documents.deck_polls import DeckPoll, poll_of
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.domain.decks.findings import Finding
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text

from .deck_writing import (
    animate,
    click,
    effect,
    listed_slide,
    marked,
    new_deck,
    paragraphs,
    saved,
)


def _text(title: str, *points: str, language: str = "en") -> SlideText:
    return SlideText(language, title, tuple(Block("item", point) for point in points))


def _poll(text: SlideText, kind: str = "single") -> DeckPoll:
    poll = poll_of(text, kind)
    assert isinstance(poll, DeckPoll)
    return poll


def test_the_title_is_the_question_and_the_points_are_the_options() -> None:
    text = _text("Which is a sign?", "A locked door *", "A red car")
    poll = _poll(text)
    assert poll.question == Question(
        name=poll.question.name,
        kind="single",
        label=Text(en="Which is a sign?"),
        options=(
            Option("option_1", 1, Text(en="A locked door"), right=True),
            Option("option_2", 2, Text(en="A red car")),
        ),
    )
    assert poll.text == _text("Which is a sign?", "A locked door", "A red car")


def test_the_mark_stands_before_or_after_and_several_make_a_multiple_choice() -> None:
    question = _poll(_text("Signs?", "* One", "Two*", "Three", "** Four **")).question
    assert question.kind == "multiple"
    right = [option.label.en for option in question.options if option.right]
    assert right == ["One", "Two", "Four"]
    assert _poll(_text("Signs?", "One", "Two"), "multiple").question.kind == "multiple"


def test_options_of_a_list_that_counts_do_not_keep_its_numbers() -> None:
    counted = _poll(_text("Signs?", "1. One", "2. * Two", "3) 4 people")).question
    plain = _poll(_text("Signs?", "One", "* Two", "4 people")).question
    assert [option.label.en for option in counted.options] == ["One", "Two", "4 people"]
    assert counted == plain


def test_words_go_into_the_language_that_they_are_in_or_into_both() -> None:
    labels = {
        language: _poll(_text("¿Sí?", "Sí", "No", language=language)).question.label
        for language in ("en", "es", "und", "pt")
    }
    assert labels == {
        "en": Text(en="¿Sí?"),
        "es": Text(es="¿Sí?"),
        "und": Text("¿Sí?", "¿Sí?"),
        "pt": Text("¿Sí?", "¿Sí?"),
    }


def test_a_name_stays_as_long_as_the_words_do() -> None:
    first = _poll(_text("Ready?", "Yes", "No")).question.name
    assert first.startswith("deck_")
    assert _poll(_text(" READY? ", "yes *", "NO")).question.name == first
    assert _poll(_text("Ready?", "No", "Yes")).question.name != first
    assert _poll(_text("Ready now?", "Yes", "No")).question.name != first


def test_paragraphs_are_options_where_there_are_no_points() -> None:
    blocks = (
        Block("paragraph", "Yes"),
        Block("picture", "A cat"),
        Block("paragraph", "No"),
    )
    question = _poll(SlideText("en", "Ready?", blocks)).question
    assert [option.label.en for option in question.options] == ["Yes", "No"]


DEEPER = SlideText("en", "A?", (Block("item", "a"), Block("item", "b", level=1)))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_text("", "Yes", "No"), "no-title"),
        (_text("Ready?", "Yes"), "few-options"),
        (_text("Ready?"), "few-options"),
        (_text("Ready?", *map(str, range(13))), "many-options"),
        (_text("Ready?", "Yes", "*"), "empty-option"),
        (_text("Ready?", "Yes", "YES *"), "equal-options"),
        (_text("Ready?", "Yes", "N" * 141), "too-long"),
        (_text("R" * 201, "Yes", "No"), "too-long"),
        (DEEPER, "levels"),
    ],
)
def test_what_cannot_be_a_poll_says_why(text: SlideText, problem: str) -> None:
    assert poll_of(text, "single") == problem


def _read(tmp_path: Path, notes: str, points: list[str], language: str = "es") -> Deck:
    deck = new_deck()
    slide = listed_slide(deck, "¿Lista?", points, notes)
    marked(slide, language)
    own = slide.placeholders[1].shape_id
    animate(slide, *(click(effect(paragraphs(own, n))) for n in range(len(points))))
    again = listed_slide(deck, "¿LISTA?", points, notes)
    marked(again, language)
    return read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")


def _first(deck: Deck) -> Slide:
    return deck.slides[0]


@pytest.mark.parametrize("notes", ["[[poll]]", "Diga hola.\n[[ENCUESTA]]"])
def test_a_slide_whose_notes_say_so_is_a_poll(tmp_path: Path, notes: str) -> None:
    deck = _read(tmp_path, notes, ["Sí *", "No"])
    (question,) = deck.questions
    assert [slide.question for slide in deck.slides] == [question.name] * 2
    assert question.label == Text(es="¿Lista?")
    assert [option.right for option in question.options] == [True, False]
    # It is asked whole, and the mark is nowhere on it.
    slide = _first(deck)
    assert slide.steps == 1
    assert [(b.text, b.step) for b in slide.texts[0].blocks] == [("Sí", 0), ("No", 0)]
    assert slide.findings == ()


def test_a_slide_that_cannot_be_a_poll_stays_a_slide_and_says_why(
    tmp_path: Path,
) -> None:
    deck = _read(tmp_path, "[[encuesta múltiple]]", ["Sí"])
    slide = _first(deck)
    assert (deck.questions, slide.question, slide.steps) == ((), "", 2)
    (finding,) = slide.findings
    assert finding == Finding(
        "poll-unusable",
        (("why", "it has fewer than two points, which are the options"),),
    )
    assert "stays a slide" in finding.sentence
