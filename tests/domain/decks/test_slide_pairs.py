"""Slides find their translation by what a translation leaves alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.domain.decks.slide_pairs import is_translation, pair
from facilitator.library.curriculum import shipped_folder
from facilitator.library.slides import read_deck


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "x.pptx")


def slide(title: str, *blocks: Block, hidden: bool = False) -> Slide:
    return Slide((SlideText("en", title, blocks),), hidden=hidden)


def items(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("item", text) for text in texts)


def in_language(whole: Deck, language: str) -> Deck:
    """Return a bilingual deck with one of its languages alone."""
    slides = (replace(s, texts=(s.text(language),)) for s in whole.slides)
    return replace(whole, slides=tuple(slides))


def starter(name: str) -> Deck:
    """Return a starter deck, written in both languages."""
    return read_deck(shipped_folder(), name).deck


@pytest.mark.parametrize("name", ["conference-2h", "organization"])
def test_a_translated_deck_is_paired_slide_by_slide(name: str) -> None:
    whole = starter(name)

    pairs = pair(in_language(whole, "en"), in_language(whole, "es"))

    assert pairs == tuple(range(len(whole.slides)))


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_slides_that_one_deck_lacks_shift_only_few_pairs(data: st.DataObject) -> None:
    english = in_language(starter("conference-2h"), "en")
    spanish = in_language(starter("conference-2h"), "es")
    gone = data.draw(st.sets(st.integers(0, len(spanish.slides) - 1), max_size=2))
    kept = [i for i in range(len(spanish.slides)) if i not in gone]
    shorter = replace(spanish, slides=tuple(spanish.slides[i] for i in kept))

    pairs = pair(english, shorter)

    right = tuple(kept.index(i) if i in kept else -1 for i in range(len(pairs)))
    wrong = sum(ours != wanted for ours, wanted in zip(pairs, right, strict=True))
    assert wrong <= 2 * len(gone)


def test_pictures_numbers_and_tables_find_a_slide_that_moved() -> None:
    picture = Block("picture", image="a" * 32)
    table = Block("table", rows=(("a", "b"), ("c", "d")))
    first = deck(
        slide("One", picture),
        slide("Two", *items("In 24 hours", "Call 888")),
        slide("Three", table),
    )
    second = deck(
        slide("Nueva", *items("Algo", "más", "aquí")),
        slide("Uno", picture),
        slide("Dos", *items("En 24 horas", "Llame al 888")),
        slide("Tres", table),
    )

    assert pair(first, second) == (1, 2, 3)
    assert pair(second, first) == (-1, 0, 1, 2)


def test_decks_of_the_same_length_go_by_place_where_nothing_speaks_against_it() -> None:
    first = deck(slide("One"), slide("Two", *items("a")), slide("Three"))
    second = deck(slide("Uno"), slide("Dos", Block("paragraph", "a")), slide("Tres"))

    assert pair(first, second) == (0, 1, 2)


def test_a_slide_put_in_early_and_one_left_out_later_are_found() -> None:
    def numbers(*values: int) -> list[Slide]:
        return [slide(f"Slide {value}", *items(f"{value} of 9")) for value in values]

    first = deck(*numbers(11, 12, 13, 14, 15))
    second = deck(*numbers(11, 99, 12, 13, 14))

    assert pair(first, second) == (0, 2, 3, 4, -1)


def test_slides_without_words_are_paired_from_the_front() -> None:
    blank = slide("")

    assert pair(deck(blank, blank), deck(blank, blank, blank)) == (0, 1)
    assert pair(deck(blank, blank), deck()) == (-1, -1)


def test_hundreds_of_slides_go_by_place() -> None:
    long = deck(*(slide(f"Slide {n}") for n in range(500)))
    shorter = replace(long, slides=long.slides[:450])

    assert pair(long, shorter) == (*range(450), *([-1] * 50))


def test_a_translation_is_known_from_another_deck() -> None:
    english = in_language(starter("conference-2h"), "en")
    spanish = in_language(starter("conference-2h"), "es")
    shorter = replace(spanish, slides=spanish.slides[:4] + spanish.slides[7:])

    assert is_translation(english, spanish)
    assert is_translation(shorter, english)
    assert not is_translation(english, english)
    assert not is_translation(english, replace(spanish, slides=spanish.slides[:9]))
    assert not is_translation(deck(), deck())
