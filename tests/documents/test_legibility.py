"""Letters too small or too faint to be read from the back, found in the PDF."""

import io
from pathlib import Path
from typing import Any, NamedTuple

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


class Text(NamedTuple):
    """The text of a slide, and how it looks."""

    words: str = LONG
    size: int = 28
    colour: str = "000000"
    behind: str = "FFFFFF"
    top: float = 0.3

    def write(self, deck: Any) -> None:
        """Add a slide with this text."""
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor.from_string(self.behind)  # type: ignore[no-untyped-call]
        wide, high = deck.slide_width, deck.slide_height
        left, top = Emu(wide // 10), Emu(int(high * self.top))
        box = slide.shapes.add_textbox(left, top, Emu(wide * 8 // 10), Emu(9**6))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = self.words, Pt(self.size)
        run.font.name = "Liberation Sans"
        run.font.color.rgb = RGBColor.from_string(self.colour)  # type: ignore[no-untyped-call]


SMALL = Text(size=11)
PLAIN = (Text(size=18), Text(colour="FFFFFF", behind="0B4F6C"))
NO_TEXT_TO_READ = (Text("Fig. 3 a", size=10), Text(size=10, top=0.96))
FAINT = {
    Text(colour="FFFF66"): 1.1,
    Text(colour="999999"): 2.8,
    Text(colour="334455", behind="223344"): 1.4,
}
Drawn = dict[Text, list[Finding]]


@pytest.fixture(scope="module")
def drawn(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """What is hard to read on slides with these texts, all drawn at once."""
    assert soffice
    folder = tmp_path_factory.mktemp("legibility")
    texts = (SMALL, *PLAIN, *NO_TEXT_TO_READ, *FAINT)
    deck = Presentation()
    for text in texts:
        text.write(deck)
    path = folder / "deck.pptx"
    deck.save(str(path))
    read = read_deck(path, "deck.pptx", folder, lambda *_: None)
    kinds = ("small-text", "low-contrast")
    return {
        text: [found for found in slide.findings if found.kind in kinds]
        for text, slide in zip(texts, read.slides, strict=True)
    }


@pytest.mark.parametrize("text", PLAIN)
def test_words_that_read_from_the_back_are_not_remarked_on(
    drawn: Drawn, text: Text
) -> None:
    assert drawn[text] == []


def test_small_words_are_named_with_their_size(drawn: Drawn) -> None:
    (found,) = drawn[SMALL]

    assert found == Finding("small-text", (("points", "11"), ("words", LONG)))
    assert "about 11 points" in found.sentence


@pytest.mark.parametrize("text", NO_TEXT_TO_READ)
def test_a_label_and_a_footer_are_no_text_to_read(drawn: Drawn, text: Text) -> None:
    assert drawn[text] == []


@pytest.mark.parametrize(("text", "ratio"), FAINT.items())
def test_words_that_hardly_stand_out_are_named_with_their_contrast(
    drawn: Drawn, text: Text, ratio: float
) -> None:
    (found,) = drawn[text]

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
