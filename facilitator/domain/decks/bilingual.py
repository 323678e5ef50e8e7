"""One deck in two languages: which is in which, and what a pair of slides shows."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from facilitator.domain.decks.deck import Block, Deck, Slide, SlidePicture, SlideText
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

Language = Literal["en", "es"]
OTHER: dict[Language, Language] = {"en": "es", "es": "en"}
NO_SLIDE = -1

# Words so common that a few of them tell the language.
_COMMON: dict[Language, str] = {
    "en": "the and of to in is are for with that you your this what how not by or on "
    "from who it they",
    "es": "el la los las de del y en es para con que una un usted su sus cómo qué se "
    "por lo al más quién puede",
}
# Fewer may be a name, such as Rio de Janeiro, when one slide is asked alone.
_SURE = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two decks of a session that say the same in two languages.

    `first` and `second` are their ids, `language` that of the first (the second is in
    the other one). `pairs` has, for each slide of the first deck, the zero-based slide
    of the second (-1: none).
    """

    first: str
    second: str
    language: Language
    pairs: tuple[int, ...]


def without(pairings: tuple[Pairing, ...], *deck_ids: str) -> tuple[Pairing, ...]:
    """Return the pairings that none of these decks is part of."""
    return tuple(
        one
        for one in pairings
        if one.first not in deck_ids and one.second not in deck_ids
    )


def in_version(
    pairing: Pairing, deck_id: str, moved: Mapping[int, int], slides: int
) -> Pairing:
    """Return the pairing for a newer version of the first deck, of so many slides.

    `moved` says where its slides are now; a slide that is new has no counterpart.
    """
    known = dict(enumerate(pairing.pairs))
    now = {new: known.get(old, NO_SLIDE) for old, new in moved.items()}
    pairs = tuple(now.get(index, NO_SLIDE) for index in range(slides))
    return replace(pairing, first=deck_id, pairs=pairs)


# Which deck is in which language


def language_of(first: Deck, second: Deck) -> Language:
    """Return the language of the first of two decks; the second is in the other one."""
    one, two = _spoken(first), _spoken(second)
    if one and one != two:
        return one
    return OTHER[two] if two and not one else "en"


def are_told_apart(first: Deck, second: Deck) -> bool:
    """Whether two decks are clearly in two languages."""
    one, two = _spoken(first), _spoken(second)
    return one is not None and two is not None and one != two


def said(slide: Slide) -> str:
    """Return all words of a slide in the first language it has."""
    text = slide.texts[0]
    words = [text.title]
    for block in text.blocks:
        words.append(block.text)
        words += [cell for row in block.rows for cell in row]
    return " ".join(words)


def _spoken(deck: Deck) -> Language | None:
    """Return the language that a deck is in, where it is clear.

    Programs mark Spanish words as English every day, so common words count before the
    marks do.
    """
    marks = Counter(text.language for slide in deck.slides for text in slide.texts)
    words = _common_words(" ".join(map(said, deck.slides)))
    return _clearly(words) or _clearly({one: marks[one] for one in OTHER})


def _common_words(text: str) -> dict[Language, int]:
    found = Counter(_WORD.findall(text.lower()))
    return {
        language: sum(found[word] for word in known.split())
        for language, known in _COMMON.items()
    }


def _clearly(found: dict[Language, int], least: int = 1) -> Language | None:
    """Return the language with more than twice the other's count."""
    for language, other in OTHER.items():
        if found[language] >= least and found[language] > 2 * found[other]:
            return language
    return None


# What a pair shows


def joined(first: Deck, second: Deck, pairing: Pairing) -> Deck:
    """Return the first deck, its paired slides with words and pictures in both.

    Order, hidden slides, clicks and polls are the first deck's; where a poll's slide
    has one for a counterpart, it is asked in both. A slide without a counterpart stays
    as it is.
    """
    language, slides = pairing.language, list(first.slides)
    polls = {question.name: question for question in first.questions}
    theirs = {question.name: question for question in second.questions}
    for here, there in enumerate(pairing.pairs[: len(slides)]):
        if not 0 <= there < len(second.slides):
            continue
        slide, other = slides[here], second.slides[there]
        slides[here] = _both(slide, other, language)
        if slide.question in polls and other.question in theirs:
            asked = polls[slide.question], theirs[other.question]
            polls[slide.question] = _asked_in_both(*asked, language)
    return replace(first, slides=tuple(slides), questions=tuple(polls.values()))


def _asked_in_both(question: Question, other: Question, language: Language) -> Question:
    """Return a question with the words of the other, where they have as many options.

    The options, which of them are right, and their codes are the first one's.
    """
    if len(question.options) != len(other.options):
        return question

    def both(words: Text, translated: Text) -> Text:
        there = OTHER[language]
        return Text.of({language: words[language], there: translated[there]})

    options = (
        replace(option, label=both(option.label, translated.label))
        for option, translated in zip(question.options, other.options, strict=True)
    )
    return replace(
        question, label=both(question.label, other.label), options=tuple(options)
    )


def _both(slide: Slide, other: Slide, language: Language) -> Slide:
    added = _clicked_like(slide, other)
    return replace(
        slide,
        texts=(_text(slide, language), _text(added, OTHER[language])),
        pictures=(
            *(replace(one, language=language) for one in slide.pictures),
            *(_picture(one, OTHER[language]) for one in added.pictures),
        ),
    )


def _picture(picture: SlidePicture, language: Language) -> SlidePicture:
    # Its page is one of another PDF.
    return replace(picture, language=language, page=-1)


def _clicked_like(slide: Slide, other: Slide) -> Slide:
    """Return the other slide with the clicks of the first: as many, or all at once."""
    if other.steps == slide.steps:
        return other
    texts = tuple(
        replace(text, blocks=tuple(replace(block, step=0) for block in text.blocks))
        for text in other.texts
    )
    whole = tuple(replace(picture, builds=()) for picture in other.pictures)
    return replace(other, texts=texts, pictures=whole)


def _text(slide: Slide, language: Language) -> SlideText:
    """Return a slide's words as those in `language`.

    What is in another language says so by its blocks, and a slide that is so whole,
    such as a quotation, by all of them.
    """
    text = slide.texts[0]
    own = _clearly(_common_words(said(slide)), _SURE) or language
    blocks = tuple(_marked(block, own, language) for block in text.blocks)
    return replace(text, language=language, blocks=blocks)


def _marked(block: Block, own: str, language: Language) -> Block:
    spoken = block.language or own
    return replace(block, language="" if spoken == language else spoken)
