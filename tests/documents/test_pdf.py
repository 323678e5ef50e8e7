"""Decks that come as PDF."""

from pathlib import Path

import pytest

from facilitator.documents.errors import (
    DamagedPdfError,
    EmptyDeckError,
    ProtectedPdfError,
    TooManySlidesError,
)
from facilitator.documents.pdf import read_pdf
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText
from facilitator.domain.decks.findings import Finding

from .pdf_writing import write_encrypted_pdf, write_long_pdf, write_pdf


def _slide(title: str, *lines: str, found: tuple[Finding, ...] = ()) -> Slide:
    blocks = tuple(Block(kind="paragraph", text=line) for line in lines)
    text = SlideText(language="und", title=title, blocks=blocks)
    return Slide(texts=(text,), findings=found)


def test_a_page_is_a_slide_and_its_first_line_the_title(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop", "Take a breath", "Wait"], []])
    assert read_pdf(pdf, "a.pdf") == Deck(
        title="Stop",
        slides=(
            _slide("Stop", "Take a breath", "Wait"),
            _slide("", found=(Finding("no-words"),)),
        ),
        source="a.pdf",
    )


def test_a_pdf_that_says_its_language_is_in_it(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Alto"]])
    content = pdf.read_bytes()
    spanish = content.replace(b"/Catalog ", b"/Catalog /Lang (es-MX) ")
    pdf.write_bytes(spanish)
    assert read_pdf(pdf, "a.pdf").slides[0].texts[0].language == "es"


def test_a_protected_pdf_ends_in_its_sentence(tmp_path: Path) -> None:
    pdf = write_encrypted_pdf(tmp_path / "a.pdf")
    with pytest.raises(ProtectedPdfError, match=r"a\.pdf is protected by a password"):
        read_pdf(pdf, "a.pdf")


def test_a_pdf_cut_off_in_the_middle_ends_in_its_sentence(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["Stop"], ["Observe"]])
    content = pdf.read_bytes()
    pdf.write_bytes(content[: content.index(b"2 0 obj")])
    with pytest.raises(DamagedPdfError, match="not copied completely"):
        read_pdf(pdf, "a.pdf")


def test_a_pdf_without_pages_is_empty(tmp_path: Path) -> None:
    with pytest.raises((EmptyDeckError, DamagedPdfError)):
        read_pdf(write_pdf(tmp_path / "a.pdf", []), "a.pdf")


def test_1001_pages_are_too_many(tmp_path: Path) -> None:
    pdf = write_long_pdf(tmp_path / "a.pdf", 1_001)
    with pytest.raises(TooManySlidesError, match="1001 slides; at most 1000"):
        read_pdf(pdf, "a.pdf")
