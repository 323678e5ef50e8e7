"""Pages and slides that do not count the same."""

from facilitator.documents.page_matching import match_pages, slide_words, words
from facilitator.domain.deck import Block, Slide, SlideText

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
