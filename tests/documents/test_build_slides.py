"""Slides before their clicks: what has not appeared is not seen, and nothing moves."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageChops
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Inches

from facilitator.documents.build_slides import slides_before_clicks
from facilitator.documents.libreoffice import convert_to_pdf
from facilitator.documents.safe_copy import write_safe_copy

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

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LONG = "A point that is long enough that it goes on in a second line of this slide"
# Lighter than this is paper, or the soft edge of a letter.
INK = 90

Draw = Callable[[Any, int], list[Image.Image]]


@pytest.fixture
def drawn(soffice: Path, tmp_path: Path) -> Draw:
    """Draw the one slide of a deck before each click, and whole."""

    def draw(deck: Any, steps: int) -> list[Image.Image]:
        source = saved(deck, tmp_path / "source.pptx")
        pages: list[Image.Image] = []
        for name, clicks in (("clicks", {0: steps - 1}), ("whole", None)):
            folder = tmp_path / name
            folder.mkdir()
            write_safe_copy(source, "deck.pptx", folder / "deck.pptx", clicks)
            pdf = convert_to_pdf(soffice, folder / "deck.pptx", folder, lambda: None)
            document = pypdfium2.PdfDocument(pdf)
            pages += [page.render(scale=1).to_pil().convert("L") for page in document]
            document.close()
        assert len(pages) == steps
        return pages

    return draw


def ink(picture: Image.Image) -> int:
    """Return how many pixels are not paper."""
    return sum(picture.histogram()[: 255 - INK])


def gone(before: Image.Image, after: Image.Image) -> int:
    """Return how many pixels have ink before a click and none after it."""
    lost = ImageChops.subtract(after, before)
    return sum(lost.histogram()[INK:])


def _own(slide: Any) -> int:
    return int(slide.placeholders[1].shape_id)


def test_paragraphs_appear_one_by_one_where_they_stay(drawn: Draw) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Points", ["One", LONG, "Three", LONG])
    run = slide.placeholders[1].text_frame.paragraphs[1].runs[0]
    run.font.underline = True
    run.hyperlink.address = "https://example.org/"
    own = _own(slide)
    animate(slide, *(click(effect(paragraphs(own, place))) for place in (2, 0, 1, 3)))
    pages = drawn(deck, 5)
    inks = [ink(page) for page in pages]
    assert inks == sorted(inks)
    assert all(later - former > 100 for former, later in pairwise(inks))
    assert [gone(*two) for two in pairwise(pages)] == [0] * 4
    # Nothing but the title is there at the beginning: no bullet, no underline.
    title = pages[0].crop((0, 0, pages[0].width, round(pages[0].height * 0.22)))
    assert inks[0] == ink(title)


def test_numbered_points_keep_their_numbers(drawn: Draw) -> None:
    deck = new_deck()
    slide = listed_slide(deck, "Numbers", ["One", "Two", "Three", "Four"])
    for paragraph in slide.placeholders[1].text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way
        etree.SubElement(properties, f"{A}buFont", typeface="+mj-lt")
        etree.SubElement(properties, f"{A}buAutoNum", type="arabicPeriod")
    own = _own(slide)
    animate(slide, click(effect(paragraphs(own, 1))), click(effect(paragraphs(own, 3))))
    pages = drawn(deck, 3)
    assert [gone(*two) for two in pairwise(pages)] == [0, 0]


def _joined(slide: Any) -> tuple[Any, Any, Any]:
    """Add two shapes and the connector between them."""
    first = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(0.5), Inches(2), Inches(2), Inches(1)
    )
    second = slide.shapes.add_shape(
        MSO_SHAPE.OVAL, Inches(4), Inches(4), Inches(2), Inches(1)
    )
    connector = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 9, 9)
    connector.begin_connect(first, 3)
    connector.end_connect(second, 1)
    return first, second, connector


def test_a_connector_stays_where_it_is_without_the_shapes_that_it_joins(
    drawn: Draw,
) -> None:
    deck = new_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    first, second, _ = _joined(slide)
    animate(slide, *(click(effect(shape(one.shape_id))) for one in (first, second)))
    pages = drawn(deck, 3)
    assert 0 < ink(pages[0]) < 2_000
    assert [gone(*two) for two in pairwise(pages)] == [0, 0]


def test_shapes_of_every_kind_appear_where_they_stay(drawn: Draw) -> None:
    deck = new_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Shapes"
    first, second, connector = _joined(slide)
    chart_data: Any = CategoryChartData
    figures = chart_data()
    figures.categories = ["a", "b"]
    figures.add_series("s", (1, 2))
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED,
        *(Inches(n) for n in (6.5, 1.5, 3, 2)),
        figures,
    )
    table = slide.shapes.add_table(2, 2, Inches(0.5), Inches(5.5), Inches(3), Inches(1))
    table.table.cell(0, 0).text = "Cell"
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(7), Inches(5), Inches(2), Inches(1)
    )
    inner.text_frame.text = "In a group"
    order = [first, chart, table, group, second, connector, slide.shapes.title]
    animate(slide, *(click(effect(shape(one.shape_id))) for one in order))
    pages = drawn(deck, 8)
    inks = [ink(page) for page in pages]
    assert inks == sorted(inks)
    assert len(set(inks)) == 8
    assert [gone(*two) for two in pairwise(pages)] == [0] * 7


def test_a_frame_appears_apart_from_its_words(drawn: Draw) -> None:
    deck = new_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(5), Inches(2)
    )
    box.text_frame.text = "Words in the frame"
    number = box.shape_id
    animate(
        slide, click(effect(background(number))), click(effect(paragraphs(number, 0)))
    )
    empty, framed, whole = drawn(deck, 3)
    assert ink(empty) == 0
    assert ink(framed) > 10_000
    assert ImageChops.difference(framed, whole).getbbox() is not None


NUMBERED = """
<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<p:sp><p:nvSpPr><p:cNvPr id="4"/></p:nvSpPr><p:txBody><a:p><a:fld type="slidenum">
<a:rPr lang="en"/><a:t>9</a:t></a:fld></a:p></p:txBody></p:sp>
<p:sp><p:nvSpPr><p:cNvPr id="5"/></p:nvSpPr></p:sp></p:sld>
"""


def test_the_number_of_a_slide_stays_its_own() -> None:
    root = etree.fromstring(NUMBERED)
    root.append(timing(sequence([click(effect(shape(5)))])))
    (before,) = slides_before_clicks(root, 7)
    run = etree.fromstring(before).find(f".//{A}r")
    assert run is not None
    assert run.findtext(f"{A}t") == "7"
    assert run.find(f"{A}rPr[@lang='en']") is not None
