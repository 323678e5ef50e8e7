"""What the trainer puts right in a deck, and takes back again."""

import pytest

from facilitator.domain.decks.deck import Block, Deck, Mend, Slide, SlideText
from facilitator.domain.decks.findings import Finding
from facilitator.domain.decks.mending import (
    MendTooLongError,
    NothingToMendError,
    Undescribed,
    carried,
    undescribed,
    untitled,
    with_description,
    with_title,
)

CAT = "c" * 32
FOUND = (Finding("no-title"), Finding("no-description"), Finding("chart-unread"))


def slide(*blocks: Block, title: str = "", found: tuple[Finding, ...] = FOUND) -> Slide:
    return Slide((SlideText("en", title, blocks),), findings=found)


def picture(image: str = CAT, text: str = "") -> Block:
    return Block("picture", text, image=image)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "a.pptx")


def kinds(slide: Slide) -> list[str]:
    return [finding.kind for finding in slide.findings]


def test_a_title_is_there_for_everybody_and_no_longer_missed() -> None:
    (mended,) = with_title(deck(slide(picture())), 0, "  Stop \x07 first ").slides

    assert mended.texts[0].title == "Stop first"
    assert kinds(mended) == ["no-description", "chart-unread"]
    assert mended.mends == (Mend("title", "Stop first", "en"),)
    assert untitled(mended) == ("en",)


def test_a_title_is_changed_and_taken_back() -> None:
    first = with_title(deck(slide(picture())), 0, "Stop")
    second = with_title(first, 0, "Observe")
    (back,) = with_title(second, 0, " ").slides

    assert second.slides[0].texts[0].title == "Observe"
    assert (back.texts[0].title, back.mends) == ("", ())
    assert kinds(back) == ["no-title", "no-description", "chart-unread"]


def test_a_slide_with_a_title_of_its_own_keeps_it() -> None:
    own = deck(slide(title="Mine", found=()))

    for index in (0, 1, -1):
        with pytest.raises(NothingToMendError):
            with_title(own, index, "Yours")
    with pytest.raises(MendTooLongError):
        with_title(deck(slide()), 0, "x" * 201)


def test_a_picture_is_described_wherever_it_is_shown() -> None:
    other = picture("d" * 32)
    before = deck(slide(picture()), slide(other, title="b"), slide(picture(), other))

    first, second, third = with_description(
        before, 0, CAT, "A cat", decorative=False
    ).slides

    assert first.texts[0].blocks == (picture(text="A cat"),)
    assert third.texts[0].blocks == (picture(text="A cat"), other)
    assert second == before.slides[1]
    assert "no-description" not in kinds(first)
    assert "no-description" in kinds(third)


def test_a_picture_that_only_decorates_needs_no_words() -> None:
    before = deck(slide(picture(), title="a", found=(Finding("no-description"),)))
    (done,) = with_description(before, 0, CAT, "ignored", decorative=True).slides
    (back,) = with_description(deck(done), 0, CAT, "", decorative=False).slides

    assert (kinds(done), done.texts[0].blocks[0].text) == ([], "")
    assert undescribed(done) == (Undescribed(CAT, CAT, "", decorative=True),)
    assert kinds(back) == ["no-description"]


def test_a_picture_without_a_file_of_its_own_is_known_by_its_place() -> None:
    drawing = picture(image="")
    before = deck(slide(drawing, Block("paragraph", "words"), drawing), slide(drawing))

    first, second = with_description(before, 0, "@1", "Two", decorative=False).slides

    assert [b.text for b in first.texts[0].blocks] == ["", "words", "Two"]
    assert second == before.slides[1]


def test_a_picture_with_its_own_description_keeps_it() -> None:
    own = deck(slide(picture(text="Mine")))

    with pytest.raises(NothingToMendError):
        with_description(own, 0, CAT, "Yours", decorative=False)


def test_an_earlier_slide_lends_only_what_is_still_missing() -> None:
    mends = (Mend("title", "Stop", "en"), Mend("description", "A cat", CAT))

    bare = carried(slide(picture()), mends)
    own = slide(picture(text="Mine"), title="Mine", found=())

    assert bare.texts[0].title == "Stop"
    assert bare.texts[0].blocks[0].text == "A cat"
    assert bare.mends == mends
    assert carried(own, mends) == own
    assert carried(slide(picture()), (*mends, *mends)) == bare
