"""What a presentation says of its slides."""

from pathlib import Path

import pytest
from pptx.util import Inches

from facilitator.documents.powerpoint import read_presentation

from .conftest import Rewrite
from .deck_writing import listed_slide, new_deck, saved

MAIN = "ppt/presentation.xml"
P14 = b"http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = (
    b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
    b'<p14:sectionLst xmlns:p14="%s">'
    b'<p14:section name="Day  one" id="{A}"><p14:sldIdLst><p14:sldId id="256"/>'
    b'<p14:sldId id="258"/></p14:sldIdLst></p14:section>'
    b'<p14:section name="D\xc3\xada dos" id="{B}"><p14:sldIdLst/></p14:section>'
    b"</p14:sectionLst></p:ext></p:extLst></p:presentation>"
) % P14


def test_slides_belong_to_sections(
    small_deck: Path, tmp_path: Path, rewritten: Rewrite
) -> None:
    def plant(content: bytes) -> bytes:
        head = content.partition(b"<p:extLst>")[0].removesuffix(b"</p:presentation>")
        return head + SECTIONS

    deck = rewritten(small_deck, tmp_path / "d.pptx", {MAIN: plant})
    read = read_presentation(deck, "d.pptx")
    assert [slide.section for slide in read.slides] == ["Day one", "", "Day one"]


def test_a_real_deck_has_eight_sections(shared_decks: Path) -> None:
    name = "train_scientific_python.pptx"
    deck = read_presentation(shared_decks / name, name)
    names = list(dict.fromkeys(slide.section for slide in deck.slides))
    assert len(names) == 8
    assert names[:2] == ["Default Section", "numpy"]


@pytest.mark.parametrize(
    ("width", "height", "aspect"),
    [(10, 7.5, 4 / 3), (16, 9, 16 / 9), (7.5, 10, 3 / 4), (56, 1, 16 / 9)],
)
def test_slides_have_a_shape(
    tmp_path: Path, width: float, height: float, aspect: float
) -> None:
    deck = new_deck()
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    listed_slide(deck, "A", ["b"])
    read = read_presentation(saved(deck, tmp_path / "d.pptx"), "d.pptx")
    assert read.aspect == pytest.approx(aspect, abs=0.001)
