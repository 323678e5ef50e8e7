"""What a PowerPoint deck says."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from facilitator.documents.errors import DamagedDeckError, EmptyDeckError
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.uploads import check_upload
from facilitator.domain.decks.deck import Block, Deck, SlideText
from facilitator.errors import FacilitatorError

from .conftest import Rewrite
from .deck_writing import listed_slide, marked, new_deck, saved

SLIDE = "ppt/slides/slide1.xml"
TYPES = "[Content_Types].xml"
PLAIN = b"openxmlformats-officedocument.presentationml.presentation.main+xml"
VALID = {
    "aiden_chart_complex.pptx": 2,
    "aspose_anim_audio.pptx": 2,
    "docling_chart.pptx": 2,
    "docling_image.pptx": 1,
    "docling_malformed_pic.pptx": 3,
    "docling_unrecognized.pptx": 3,
    "glimpse_financial_ja.pptx": 4,
    "glimpse_product.pptx": 1,
    "markitdown_test.pptx": 6,
    "poi_aascu_charts.pptx": 34,
    "poi_aptia.pptx": 9,
    "poi_hbcu_leadership.pptx": 16,
    "poi_keyframes_id.pptx": 28,
    "poi_smartart.pptx": 1,
    "poi_table_theme.pptx": 1,
    "poi_video.pptx": 1,
    "ppsx_testppt.ppsx": 3,
    "pptx_chart_types.pptx": 8,
    "pptx_ph_populated.pptx": 9,
    "shapec_084_charts.pptx": 2,
    "shapec_google.pptx": 1,
    "train_scientific_python.pptx": 103,
    "unstr_eng_spa.pptx": 6,
    "unstr_table.pptx": 1,
}


def _shared(shared_decks: Path, name: str) -> Deck:
    return read_presentation(shared_decks / name, name)


def _replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return change


def _kinds(deck: Deck) -> list[list[str]]:
    return [[finding.kind for finding in slide.findings] for slide in deck.slides]


def _said(deck: Deck, slide: int) -> SlideText:
    return deck.slides[slide].texts[0]


@pytest.mark.parametrize(("name", "slides"), VALID.items())
def test_decks_of_other_people_open(shared_decks: Path, name: str, slides: int) -> None:
    assert check_upload(shared_decks / name, name) == "presentation"
    deck = _shared(shared_decks, name)
    assert (len(deck.slides), deck.way, deck.source) == (slides, "text", name)
    assert deck.title
    for slide in deck.slides:
        assert len(set(slide.findings)) == len(slide.findings)


def test_a_slide_gives_title_items_notes_polls_and_agenda(small_deck: Path) -> None:
    deck = read_presentation(small_deck, "small.pptx")
    first = deck.slides[0]
    assert deck.title == "Stop"
    assert first.texts[0].blocks == (
        Block(kind="item", text="First point of Stop"),
        Block(kind="item", text="Second point 1"),
    )
    assert first.texts[0].notes == "Say hello.\nThen breathe."
    assert (first.polls, first.agenda_item) == (("warm-up",), "stop")
    assert deck.shown() == (0, 2)


def test_the_title_goes_first_wherever_it_stands(shared_decks: Path) -> None:
    deck = _shared(shared_decks, "markitdown_test.pptx")
    assert _said(deck, 4) == SlideText(
        language="en",
        title="A Nested Shape parsing",
        blocks=(
            Block(kind="paragraph", text="Nested Shape"),
            Block(
                kind="paragraph",
                text="This is a nested shape with content in 2 shapes",
            ),
            Block(kind="item", text="Comment 1"),
            Block(kind="item", text="Comment 2:"),
            Block(kind="item", text="Sub comment 2", level=1),
        ),
    )


def test_a_table_keeps_its_rows_and_header(shared_decks: Path) -> None:
    (table,) = _said(_shared(shared_decks, "markitdown_test.pptx"), 2).blocks
    assert (table.kind, table.header) == ("table", True)
    assert table.rows[0] == ("ColA", "ColB", "ColC", "ColD", "ColE", "ColF")
    assert table.rows[1] == ("1", "2", "3", "4", "5", "6")


def test_every_kind_of_chart_gives_its_figures(shared_decks: Path) -> None:
    deck = _shared(shared_decks, "pptx_chart_types.pptx")
    charts = [block for slide in deck.slides for block in slide.texts[0].blocks]
    assert len(charts) == 31
    assert all(chart.kind == "chart" and len(chart.rows) > 2 for chart in charts)
    assert "chart-unread" not in {kind for kinds in _kinds(deck) for kind in kinds}


def test_smartart_says_the_text_of_its_nodes(
    shared_decks: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    texts = iter([b"Stop", b"Observe", b"Ask", b"Respond", b"Rest"])

    def fill(content: bytes) -> bytes:
        return re.sub(
            rb'phldr="1"/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p>',
            lambda match: match[0] + b"<a:r><a:t>" + next(texts) + b"</a:t></a:r>",
            content,
        )

    deck = rewritten(
        shared_decks / "poi_smartart.pptx",
        tmp_path / "smart.pptx",
        {"ppt/diagrams/data1.xml": fill},
    )
    blocks = _said(read_presentation(deck, "smart.pptx"), 0).blocks
    assert blocks == (Block(kind="diagram", text="Stop\nObserve\nAsk\nRespond\nRest"),)


def test_a_description_that_a_program_wrote_is_none(shared_decks: Path) -> None:
    train = _shared(shared_decks, "train_scientific_python.pptx")
    assert _said(train, 2).blocks[0].text == "Qr code"
    leaders = _shared(shared_decks, "poi_hbcu_leadership.pptx")
    described = {
        block.text
        for slide in leaders.slides
        for block in slide.texts[0].blocks
        if block.kind == "picture"
    }
    assert not any("Temporary Internet Files" in words for words in described)


def test_a_paragraph_in_another_language_says_so(tmp_path: Path) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Do no harm", ["Stop and look around", "Escuche", "7"])
    marked(slide, "en-US")
    run = slide.placeholders[1].text_frame.paragraphs[1].runs[0]
    run._r.get_or_add_rPr().set("lang", "es-MX")  # noqa: SLF001 - no public way
    text = _said(read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx"), 0)
    assert text.language == "en"
    assert [block.language for block in text.blocks] == ["", "es", ""]


def test_formulas_in_alternative_content_are_read(shared_decks: Path) -> None:
    deck = _shared(shared_decks, "train_scientific_python.pptx")
    said = " ".join(b.text for s in deck.slides for b in s.texts[0].blocks)
    assert "𝑥" in said


def test_the_fallback_is_read_when_the_choice_says_nothing(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    mc = b"http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = (
        b'<p:sp><p:nvSpPr><p:cNvPr id="9" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        b"<p:spPr/><p:txBody><a:p><a:r><a:t>Plain words</a:t></a:r></a:p></p:txBody>"
        b"</p:sp>"
    )
    alternatives = (
        b'<mc:AlternateContent xmlns:mc="%s"><mc:Choice Requires="x"><p:new/>'
        b"</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent></p:spTree>"
    ) % (mc, shape)
    deck = rewritten(
        small_deck,
        tmp_path / "alternatives.pptx",
        {SLIDE: _replaced(b"</p:spTree>", alternatives)},
    )
    blocks = _said(read_presentation(deck, "a.pptx"), 0).blocks
    assert blocks[-1] == Block(kind="paragraph", text="Plain words")


def test_the_language_is_that_of_most_letters(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    spanish = _replaced(b"<a:r><a:t>", b'<a:r><a:rPr lang="es-MX"/><a:t>')
    deck = rewritten(small_deck, tmp_path / "es.pptx", {SLIDE: spanish})
    read = read_presentation(deck, "es.pptx")
    assert [slide.texts[0].language for slide in read.slides] == ["es", "und", "und"]


@pytest.mark.parametrize(
    "kind",
    [
        b"openxmlformats-officedocument.presentationml.slideshow.main+xml",
        b"openxmlformats-officedocument.presentationml.template.main+xml",
        b"ms-powerpoint.presentation.macroEnabled.main+xml",
    ],
)
def test_shows_templates_and_decks_with_macros_open(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite, kind: bytes
) -> None:
    deck = rewritten(small_deck, tmp_path / "d", {TYPES: _replaced(PLAIN, kind)})
    assert check_upload(deck, "d.ppsx") == "presentation"
    assert len(read_presentation(deck, "d.ppsx").slides) == 3


def test_warnings_name_the_slide_and_what_is_missing(shared_decks: Path) -> None:
    malformed = _kinds(_shared(shared_decks, "docling_malformed_pic.pptx"))
    assert malformed[0] == ["no-description", "no-title"]
    assert malformed[1][0] == "no-description"
    linked = _kinds(_shared(shared_decks, "docling_image.pptx"))
    assert linked == [["no-description", "picture-linked"]]


def test_a_damaged_slide_costs_only_itself(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    deck = read_presentation(
        rewritten(small_deck, tmp_path / "d", {SLIDE: lambda _: b"<p:sld"}), "d.pptx"
    )
    assert [slide.texts[0].title for slide in deck.slides] == ["", "Observe", "Ask"]
    assert _kinds(deck) == [["slide-damaged"], [], []]


def test_a_deck_without_its_list_of_slides_is_damaged(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    gone = rewritten(small_deck, tmp_path / "a", {"_rels/.rels": lambda _: b"<a/>"})
    with pytest.raises(DamagedDeckError):
        read_presentation(gone, "a.pptx")


def test_a_deck_without_slides_is_empty(tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "none.pptx"))
    with pytest.raises(EmptyDeckError, match=r"none\.pptx has no slides"):
        read_presentation(tmp_path / "none.pptx", "none.pptx")


def test_entities_are_not_expanded(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("zebra")
    doctype = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><p:sld'.encode()

    def plant(content: bytes) -> bytes:
        content = content.replace(b"<p:sld ", doctype + b" ", 1)
        return content.replace(b">Stop<", b">Stop &s;<")

    deck = rewritten(small_deck, tmp_path / "d", {SLIDE: plant})
    read = read_presentation(deck, "d.pptx")
    assert read.slides[0].texts[0].title == "Stop"
    assert "zebra" not in str(read)


def test_a_deck_with_random_holes_still_opens(
    shared_decks: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    chance = random.Random(1)
    source = shared_decks / "markitdown_test.pptx"
    hole = re.compile(rb'(?: \w+="[^"]*"|<(\w+:\w+)[^>]*/>)')

    def tear(content: bytes) -> bytes:
        return hole.sub(lambda m: b"" if chance.random() < 0.1 else m[0], content)

    parts = [f"ppt/slides/slide{n}.xml" for n in range(1, 7)]
    for turn in range(20):
        torn = rewritten(source, tmp_path / f"{turn}", dict.fromkeys(parts, tear))
        try:
            deck = read_presentation(torn, "torn.pptx")
        except FacilitatorError as refusal:
            pytest.fail(f"{turn}: {refusal}")
        assert len(deck.slides) == 6
