"""Letters too small or too faint to be read from the back, found in the PDF."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from facilitator.documents.deck_worker import read_deck
from facilitator.documents.legibility import page_findings
from facilitator.domain.decks.findings import Finding

from .pdf_writing import write_pdf

LONG = "These words are long enough to be read by somebody"
Drawn = Callable[..., list[Finding]]


@pytest.fixture
def drawn(tmp_path: Path, soffice: Path) -> Drawn:
    """Draw one slide with some text, and return what is hard to read on it."""

    def draw(
        words: str = LONG,
        size: int = 28,
        colour: str = "000000",
        behind: str = "FFFFFF",
        top: float = 0.3,
    ) -> list[Finding]:
        assert soffice
        deck = Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor.from_string(behind)  # type: ignore[no-untyped-call]
        wide, high = deck.slide_width, deck.slide_height
        assert wide
        assert high
        place = (Emu(wide // 10), Emu(int(high * top)), Emu(wide * 8 // 10), Emu(9**6))
        run = slide.shapes.add_textbox(*place).text_frame.paragraphs[0].add_run()
        run.text, run.font.size = words, Pt(size)
        run.font.name = "Liberation Sans"
        run.font.color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
        path = tmp_path / "deck.pptx"
        deck.save(str(path))
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        read = read_deck(path, "deck.pptx", folder, lambda *_: None)
        kinds = ("small-text", "low-contrast")
        return [f for f in read.slides[0].findings if f.kind in kinds]

    return draw


def test_words_that_read_from_the_back_are_not_remarked_on(drawn: Drawn) -> None:
    assert drawn(size=18) == []
    assert drawn(colour="FFFFFF", behind="0B4F6C") == []


def test_small_words_are_named_with_their_size(drawn: Drawn) -> None:
    (found,) = drawn(size=11)

    assert found == Finding("small-text", (("points", "11"), ("words", LONG)))
    assert "about 11 points" in found.sentence


def test_a_label_and_a_footer_are_no_text_to_read(drawn: Drawn) -> None:
    assert drawn("Fig. 3 a", size=10) == []
    assert drawn(size=10, top=0.96) == []


@pytest.mark.parametrize(
    ("colour", "behind", "ratio"),
    [("FFFF66", "FFFFFF", 1.1), ("999999", "FFFFFF", 2.8), ("334455", "223344", 1.4)],
)
def test_words_that_hardly_stand_out_are_named_with_their_contrast(
    drawn: Drawn, colour: str, behind: str, ratio: float
) -> None:
    (found,) = drawn(colour=colour, behind=behind)

    assert found.kind == "low-contrast"
    assert float(dict(found.facts)["ratio"]) == pytest.approx(ratio, abs=0.25)
    assert dict(found.facts)["words"] == LONG


def test_on_a_photograph_nothing_is_claimed(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [[LONG]])
    noise = Image.effect_noise((960, 540), 120).convert("RGB")
    document = pypdfium2.PdfDocument(pdf)

    found = page_findings(document, 0, noise)
    document.close()

    assert "low-contrast" not in [one.kind for one in found]


def test_a_page_that_cannot_be_read_has_nothing(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [[LONG]])
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.read_bytes()))

    found = page_findings(document, 7, Image.new("RGB", (960, 540), "white"))
    document.close()

    assert found == ()
