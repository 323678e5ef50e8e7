"""The starter deck in PowerPoint: what is written comes in again as it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from facilitator.documents.decks.starter import starter_deck
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.library.curriculum import Curriculum, load, shipped_folder

MADE_AT = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
PLANS = ("conference-2h", "organization")
LANGUAGES = ("en", "es")


@pytest.fixture(scope="module", params=PLANS)
def content(request: pytest.FixtureRequest) -> Curriculum:
    """Each plan that comes with the program."""
    return load(shipped_folder(), request.param)


def opened(made: bytes) -> Any:
    return Presentation(BytesIO(made))


def brought_back(made: bytes, folder: Path) -> Deck:
    file = folder / "starter.pptx"
    file.write_bytes(made)
    return read_presentation(file, file.name)


def said(block: Block) -> tuple[object, ...]:
    return (block.kind, block.text, block.level, block.rows, block.header)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_built_deck_comes_in_with_the_same_words_notes_and_requests(
    content: Curriculum, language: str, tmp_path: Path
) -> None:
    written = content.deck.slides
    made = starter_deck(content.plan, content.deck, language, MADE_AT)
    read = brought_back(made, tmp_path).slides

    assert len(read) == len(written) > 15
    for before, after in zip(written, read, strict=True):
        words, again = before.text(language), after.texts[0]
        assert again.language == language
        assert again.title == words.title
        assert list(map(said, again.blocks)) == list(map(said, words.blocks))
        assert again.notes == words.notes
        assert after.polls == before.polls
        assert after.agenda_item == before.agenda_item
        assert after.findings == ()


def test_everything_a_slide_can_ask_for_is_written_back(
    content: Curriculum, tmp_path: Path
) -> None:
    text = SlideText("en", "A title", (Block("item", "One item"),), "Say.", "Take care")
    asks = Slide((text,), break_minutes=15, skip_to=2, polls=("a", "b"))
    plain = Slide((SlideText("en", "Another"),), hidden=True)
    last = Slide((SlideText("en", "Last"),))
    deck = Deck("Deck", (asks, plain, last), "slides/deck")

    first, second, _ = brought_back(
        starter_deck(content.plan, deck, "en", MADE_AT), tmp_path
    ).slides

    assert first.texts[0].notes == "Say."
    assert first.texts[0].content_note == "Take care"
    assert (first.break_minutes, first.skip_to) == (15, 2)
    assert first.polls == ("a", "b")
    assert [said(b) for b in first.texts[0].blocks] == [said(text.blocks[0])]
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_words_stand_in_placeholders_and_look_as_the_layout_says(
    content: Curriculum, language: str
) -> None:
    slides = opened(starter_deck(content.plan, content.deck, language, MADE_AT)).slides

    for slide in slides:
        assert slide.shapes.title.text
        assert all(shape.is_placeholder for shape in slide.shapes)
        sized = slide.element.xpath(".//a:rPr[@sz or @b or .//a:latin]")
        assert sized == []


def sizes(slide: Any) -> Iterator[float]:
    """Yield how large the words of a slide's body are, in points."""
    for shape in slide.placeholders:
        if shape.placeholder_format.type in (15, 13) or not shape.has_text_frame:
            continue  # footer and number
        if shape.placeholder_format.idx == 0:
            continue
        shrink = shape.element.xpath(".//a:normAutofit/@fontScale")
        yield 28 * int(shrink[0] if shrink else 100_000) / 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_body_is_never_below_24_points(content: Curriculum, language: str) -> None:
    slides = opened(starter_deck(content.plan, content.deck, language, MADE_AT)).slides
    found = [size for slide in slides for size in sizes(slide)]

    assert len(found) > 10
    assert min(found) >= 24 - 0.5  # PowerPoint keeps whole percents
    # Words outside placeholders, as in tables, are that large by themselves.
    defaults = opened(
        starter_deck(content.plan, content.deck, language, MADE_AT)
    ).element.xpath("./p:defaultTextStyle/a:lvl1pPr/a:defRPr/@sz")
    assert defaults == ["2400"]


def test_lists_that_count_are_counted_by_powerpoint(content: Curriculum) -> None:
    made = opened(starter_deck(content.plan, content.deck, "en", MADE_AT))
    counted = [s for s in made.slides if s.element.xpath(".//a:buAutoNum")]
    first = counted[0].placeholders[1].text_frame.paragraphs[0].text

    assert counted
    assert not first.startswith("1.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_holds_the_slides_of_a_part_of_the_agenda(
    content: Curriculum, language: str, tmp_path: Path
) -> None:
    made = starter_deck(content.plan, content.deck, language, MADE_AT)
    titles = {item.name: item.title[language] for item in content.plan.agenda}
    expected, current = [], ""
    for slide in content.deck.slides:
        current = titles.get(slide.agenda_item, current)
        expected.append(current)

    assert [slide.section for slide in brought_back(made, tmp_path).slides] == expected
    assert len(set(expected)) > 4


@pytest.mark.parametrize(
    ("language", "tag", "words"),
    [
        ("en", "en-US", "Starter curriculum, not an official HHS product"),
        ("es", "es-US", "Currículo inicial; no es un producto oficial del HHS"),
    ],
)
def test_the_file_says_its_title_its_language_and_that_it_is_no_official_product(
    content: Curriculum, language: str, tag: str, words: str
) -> None:
    made = opened(starter_deck(content.plan, content.deck, language, MADE_AT))
    about = made.core_properties

    assert about.language == tag
    assert content.plan.title[language] in about.title
    assert (made.slide_width, made.slide_height) == (12_192_000, 6_858_000)
    for slide in made.slides:
        assert set(slide.element.xpath(".//a:rPr/@lang")) == {tag}
        notes = slide.notes_slide.element.xpath(".//a:rPr/@lang")
        assert set(notes) <= {tag}
        foot = [s.text_frame.text for s in slide.placeholders if "Footer" in s.name]
        assert foot == [words]


@pytest.mark.parametrize("ending", ["png", "webp"])
def test_pictures_come_with_their_description_and_whole(
    content: Curriculum, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"scene.{ending}"
    Image.new("RGB", (400, 100), "teal").save(file)
    blocks = (Block("item", "Words"), Block("picture", "A waiting room"))
    slide = Slide((SlideText("en", "A scene", blocks),))
    deck = Deck("Deck", (content.deck.slides[0], slide), "slides/deck")

    made = opened(starter_deck(content.plan, deck, "en", MADE_AT, [file]))
    (picture,) = [s for s in made.slides[1].shapes if s.element.tag.endswith("}pic")]

    assert picture.element.xpath("./p:nvPicPr/p:cNvPr/@descr") == ["A waiting room"]
    assert round(picture.width / picture.height, 2) == 4
    assert picture.crop_left == picture.crop_top == 0


@pytest.mark.parametrize("kinds", ["wp", "pw", "p", "wpw", "pp", "tp"])
def test_pictures_and_words_are_read_in_their_order(
    content: Curriculum, tmp_path: Path, kinds: str
) -> None:
    file = tmp_path / "scene.png"
    Image.new("RGB", (40, 30), "teal").save(file)
    made_of = {
        "w": Block("paragraph", "Words"),
        "p": Block("picture", "A room"),
        "t": Block("table", rows=(("A", "B"), ("1", "2")), header=True),
    }
    blocks = tuple(made_of[kind] for kind in kinds)
    slide = Slide((SlideText("en", "A scene", blocks),))
    deck = Deck("Deck", (content.deck.slides[0], slide), "slides/deck")
    made = starter_deck(content.plan, deck, "en", MADE_AT, [file] * 2)

    read = brought_back(made, tmp_path).slides[1]

    assert [b.kind for b in read.texts[0].blocks] == [b.kind for b in blocks]
    empty = [
        s
        for s in opened(made).slides[1].placeholders
        if s.has_text_frame and not s.text_frame.text and "number" not in s.name
    ]
    assert empty == []


def test_a_picture_that_is_not_at_hand_is_described(
    content: Curriculum, tmp_path: Path
) -> None:
    slide = Slide((SlideText("en", "A scene", (Block("picture", "A room"),)),))
    deck = Deck("Deck", (content.deck.slides[0], slide), "slides/deck")

    read = brought_back(starter_deck(content.plan, deck, "en", MADE_AT), tmp_path)

    assert [b.text for b in read.slides[1].texts[0].blocks] == ["A room"]


def test_tables_and_words_keep_their_order(content: Curriculum, tmp_path: Path) -> None:
    table = Block("table", rows=(("Form", "Law"), ("One", "Two")), header=True)
    blocks = (
        Block("paragraph", "First"),
        table,
        Block("item", "Then"),
        Block("item", "And"),
        replace(table, rows=(("A", "B", "C"), ("1", "2", "3"))),
    )
    slide = Slide((SlideText("en", "Mixed", blocks),))
    deck = Deck("Deck", (content.deck.slides[0], slide), "slides/deck")

    read = brought_back(starter_deck(content.plan, deck, "en", MADE_AT), tmp_path)

    assert [said(b) for b in read.slides[1].texts[0].blocks] == [
        said(b) for b in blocks
    ]
