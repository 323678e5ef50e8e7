"""Pages and slides that do not count the same."""

from facilitator.documents.page_matching import (
    Match,
    Slides,
    Words,
    match_export,
    match_pages,
    same_name,
    slide_words,
    words,
)
from facilitator.domain.decks.deck import Block, Slide, SlideText
from facilitator.domain.decks.pages import Pair

SLIDES = [
    words("Stop take a breath"),
    words("Observe look around you"),
    words("Ask what would help"),
    words("Respond with what you have"),
]


def test_as_many_pages_as_slides_are_taken_in_order() -> None:
    assert match_pages(SLIDES[:2], [words("x"), words("y")]) == [0, 1]


def test_a_slide_left_out_of_the_pdf_has_no_page() -> None:
    pages = [SLIDES[0], SLIDES[2], SLIDES[3]]
    assert match_pages(SLIDES, pages) == [0, None, 1, 2]


def test_a_page_that_no_slide_has_is_passed_over() -> None:
    pages = [SLIDES[0], words("an advertisement"), *SLIDES[1:]]
    assert match_pages(SLIDES, pages) == [0, 2, 3, 4]


def test_order_is_kept_where_two_slides_say_the_same() -> None:
    slides = [SLIDES[0], SLIDES[1], SLIDES[0]]
    assert match_pages(slides, [SLIDES[1], SLIDES[0]]) == [None, 0, 1]


def test_nothing_in_common_matches_nothing() -> None:
    assert match_pages(SLIDES, [words("x")]) == [None, None, None, None]


def test_a_description_is_not_on_the_page_but_a_table_is() -> None:
    blocks = (
        Block(kind="picture", text="sunset"),
        Block(kind="table", rows=(("Before", "After"),)),
    )
    slide = Slide(texts=(SlideText(language="en", title="Stop", blocks=blocks),))
    assert slide_words(slide) == {"stop", "before", "after"}


def match(slides: list[Words], pages: list[Words], hidden: int = -1) -> Match:
    return match_export(
        Slides(tuple(slides), tuple(at == hidden for at in range(len(slides)))), pages
    )


def test_pages_are_paired_with_the_slides_that_say_the_same() -> None:
    swapped = [SLIDES[0], SLIDES[2], SLIDES[3]]

    found = match(SLIDES, swapped)

    assert found == Match((Pair(0), None, Pair(1), Pair(2)), is_export=True)


def test_text_is_trusted_before_the_number_of_pages() -> None:
    pages = [words("an advertisement of something else"), *SLIDES[:3]]

    found = match(SLIDES, pages)

    assert found.pairs == (Pair(1), Pair(2), Pair(3), None)


def test_a_hidden_slide_has_no_page_in_a_pdf_without_it() -> None:
    pages = [SLIDES[0], SLIDES[2], SLIDES[3]]

    assert match(SLIDES, pages, hidden=1).pairs == (Pair(0), None, Pair(1), Pair(2))


def test_pictures_without_words_are_paired_by_their_place() -> None:
    nothing = words("")
    slides = [SLIDES[0], nothing, SLIDES[2], SLIDES[3]]

    every_page = match(slides, slides)
    one_left_out = match([*slides, SLIDES[1]], slides)

    assert every_page.pairs == (Pair(0), Pair(1), Pair(2), Pair(3))
    assert one_left_out.pairs[1] == Pair(1, "by-place")


def test_slides_that_say_the_same_are_looked_at_where_a_page_is_missing() -> None:
    twice = [SLIDES[0], SLIDES[1], SLIDES[1], SLIDES[2]]

    assert match(twice, twice).pairs == tuple(map(Pair, range(4)))
    found = match(twice, [SLIDES[0], SLIDES[1], SLIDES[2]]).pairs
    assert [pair.doubt for pair in found if pair] == ["", "by-place", ""]


def test_a_slide_that_was_rewritten_is_paired_by_place_and_looked_at() -> None:
    pages = [SLIDES[0], words("Look"), *SLIDES[2:]]

    found = match(SLIDES, pages)

    assert found.pairs[1] == Pair(1, "few-words")
    assert found.is_export


def test_a_page_about_something_else_is_not_shown_for_its_slide() -> None:
    pages = [SLIDES[0], words("Prices of bread in four towns"), *SLIDES[2:]]

    assert match(SLIDES, pages).pairs == (Pair(0), None, Pair(2), Pair(3))


def test_a_pdf_that_nobody_can_read_is_paired_by_its_places_alone() -> None:
    unreadable = [words(f"{sign} {sign}{sign}") for sign in "αβγδ"]

    found = match(SLIDES, unreadable)

    assert found.pairs == tuple(Pair(page, "by-place") for page in range(4))
    assert not found.is_export
    assert match(SLIDES, unreadable[:3]).pairs == (None,) * 4


def test_what_stands_on_every_page_does_not_make_them_alike() -> None:
    footer = words("County Health Department Training Confidential")
    pages = [page | footer for page in SLIDES]

    assert match(SLIDES, pages).pairs == tuple(map(Pair, range(4)))
    assert not match([words("Bread"), words("Milk")], pages).is_export


def test_a_few_pages_of_another_deck_are_no_export() -> None:
    handout = [SLIDES[0], words("Sources and further reading by others")]

    assert not match(SLIDES, handout).is_export
    assert not match(SLIDES, SLIDES[:1]).is_export


def test_numbers_are_no_words_and_letters_of_japanese_are() -> None:
    assert words("Page 3 of 12, 2026") == {"page", "of"}
    assert words("第一章") == {"第", "一", "章"}


def test_names_of_files_are_the_same_but_for_ending_and_copy() -> None:
    assert same_name("SOAR training.pptx", "soar_training (1).PDF")
    assert not same_name("SOAR training.pptx", "SOAR.pdf")
    assert not same_name(".pptx", ".pdf")
