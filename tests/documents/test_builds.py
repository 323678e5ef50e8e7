"""What appears with which click."""

from pathlib import Path

import pytest
from lxml import etree

from facilitator.documents.builds import (
    MAX_STEPS,
    Builds,
    played_in_words,
    read_builds,
)
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText

from .deck_writing import (
    animate,
    background,
    click,
    effect,
    listed_slide,
    new_deck,
    paragraphs,
    saved,
    sequence,
    shape,
    timing,
)

P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slide(*sequences: str, shapes: int = 60) -> etree._Element:
    root = etree.Element(f"{{{P}}}sld")
    for number in range(1, shapes + 1):
        etree.SubElement(root, f"{{{P}}}cNvPr", id=str(number))
    root.append(timing(*sequences))
    return root


def read(*clicks: str) -> Builds:
    return read_builds(slide(sequence(clicks)))


def test_each_click_is_a_step() -> None:
    builds = read(
        click(effect(paragraphs(3, 0))),
        click(effect(paragraphs(3, 1, 2)), effect(shape(4), "withEffect")),
        click(effect(shape(5)), effect(shape(6), "afterEffect")),
    )
    assert builds == Builds(
        steps=4,
        shapes={"4": 2, "5": 3, "6": 3},
        paragraphs={("3", 0): 1, ("3", 1): 2, ("3", 2): 2},
    )


def test_what_comes_by_itself_at_the_beginning_is_there_from_the_start() -> None:
    builds = read(
        click(effect(shape(4), "withEffect"), effect(shape(5), "afterEffect")),
        click(effect(shape(6))),
    )
    assert builds.steps == 2
    assert [builds.of_shape(str(number)) for number in (4, 5, 6)] == [0, 0, 1]


def test_a_frame_comes_apart_from_its_words() -> None:
    builds = read(click(effect(background(4)), effect(paragraphs(4, 0), "withEffect")))
    assert (builds.backgrounds, builds.shapes) == ({"4": 1}, {})


def test_a_paragraph_is_there_no_sooner_than_its_shape() -> None:
    builds = read(click(effect(paragraphs(4, 0))), click(effect(shape(4))))
    assert builds.of_paragraph("4", 0) == 2
    assert builds.of_paragraph("4", 1) == 2
    assert builds.of_paragraph("5", 0) == 0


@pytest.mark.parametrize("kind", ["emph", "mediacall", "verb"])
def test_a_click_that_only_stresses_or_plays_takes_no_step(kind: str) -> None:
    builds = read(
        click(effect(shape(4), kind=kind)),
        click(effect(shape(5)), effect(shape(4), "withEffect", kind)),
    )
    assert (builds.steps, builds.shapes) == (2, {"5": 1})


def test_what_is_there_already_takes_no_step() -> None:
    builds = read(
        click(effect(shape(4))),
        click(effect(shape(4))),
        click(effect(paragraphs(5, 0, 1))),
        click(effect(paragraphs(5, 1))),
        click(effect(paragraphs(5, 1, 2))),
    )
    assert builds.steps == 4
    assert builds.paragraphs == {("5", 0): 2, ("5", 1): 2, ("5", 2): 3}


def test_a_shape_that_is_gone_takes_no_step() -> None:
    assert read(click(effect(shape(99)))).steps == 1


HIDDEN_AFTERWARDS = effect(shape(4)).replace(
    "</p:cTn></p:par>",
    "<p:subTnLst><p:set><p:cBhvr/><p:to><p:strVal val='hidden'/></p:to></p:set>"
    "</p:subTnLst></p:cTn></p:par>",
)
LETTERS = effect(
    '<p:spTgt spid="4"><p:txEl><p:charRg st="0" end="3"/></p:txEl></p:spTgt>'
)
CHART = effect('<p:spTgt spid="4"><p:graphicEl/></p:spTgt>')


@pytest.mark.parametrize(
    "odd",
    [
        effect(shape(4), kind="exit"),
        effect(shape(4), "withEffect", "path"),
        effect(shape(4), kind=""),
        effect('<p:inkTgt spid="4"/>'),
        HIDDEN_AFTERWARDS,
        LETTERS,
        CHART,
    ],
)
def test_what_goes_away_moves_or_comes_in_parts_is_not_played(odd: str) -> None:
    builds = read(click(effect(shape(5))), click(odd))
    assert builds == Builds(played=False)


def test_a_click_on_a_shape_is_not_played_and_a_video_s_own_buttons_are_no_matter() -> (
    None
):
    clicks = [click(effect(shape(5)))]
    button = sequence([click(effect(shape(6)))], "interactiveSeq")
    pause = sequence([click(effect(shape(6), kind="mediacall"))], "interactiveSeq")
    assert read_builds(slide(sequence(clicks), button)) == Builds(played=False)
    assert read_builds(slide(sequence(clicks), pause)).steps == 2


def test_what_comes_after_forty_steps_comes_with_the_last() -> None:
    builds = read(*(click(effect(shape(number))) for number in range(1, 51)))
    assert builds.steps == MAX_STEPS == 40
    assert builds.of_shape("38") == 38
    assert builds.of_shape("39") == builds.of_shape("50") == 39


def _steps(deck: Deck, place: int) -> list[int]:
    return [block.step for block in deck.slides[place].texts[0].blocks]


def test_words_appear_with_their_paragraph_and_their_group(tmp_path: Path) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Steps", ["One", "Two", "Three"])
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "In a group"
    own, together = slide.placeholders[1].shape_id, group.shape_id
    animate(
        slide,
        click(effect(paragraphs(own, 1))),
        click(effect(paragraphs(own, 2)), effect(shape(together), "withEffect")),
    )
    read = read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")
    assert read.slides[0].steps == 3
    assert _steps(read, 0) == [0, 1, 2, 2]


def test_a_slide_of_words_takes_a_step_only_where_words_appear() -> None:
    blocks = (
        Block("paragraph", "Here", step=0),
        Block("picture", "", step=1),
        Block("item", "Later", step=3),
        Block("table", rows=(("Last",),), step=5),
    )
    slide = Slide((SlideText("en", "A", blocks),), steps=7)
    played = played_in_words(slide)
    assert played.steps == 3
    assert [block.step for block in played.texts[0].blocks] == [0, 0, 1, 2]
    plain = Slide((SlideText("en", "A", blocks[:1]),))
    assert played_in_words(plain) == plain


def test_an_animation_that_is_not_played_is_said(tmp_path: Path) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Steps", ["One", "Two"])
    number = slide.placeholders[1].shape_id
    animate(slide, click(effect(shape(number), kind="exit")))
    read = read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")
    assert read.slides[0].steps == 1
    assert [f.kind for f in read.slides[0].findings] == ["animation-not-played"]
    assert _steps(read, 0) == [0, 0]


def test_more_than_a_thousand_steps_in_all_are_not_played(tmp_path: Path) -> None:
    deck = new_deck()
    for number in range(30):
        slide = listed_slide(deck, f"Slide {number}", map(str, range(39)))
        own = slide.placeholders[1].shape_id
        animate(slide, *(click(effect(paragraphs(own, n))) for n in range(39)))
    read = read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")
    assert {slide.steps for slide in read.slides} == {1}
    assert {f.kind for s in read.slides for f in s.findings} == {"animation-not-played"}
    assert _steps(read, 29) == [0] * 39


def test_a_real_deck_with_84_animated_slides_has_273_clicks(shared_decks: Path) -> None:
    name = "train_scientific_python.pptx"
    deck = read_presentation(shared_decks / name, name)
    steps = [slide.steps for slide in deck.slides]
    assert (sum(steps), sum(one > 1 for one in steps)) == (376, 82)
    assert "animation-not-played" not in {
        f.kind for slide in deck.slides for f in slide.findings
    }
