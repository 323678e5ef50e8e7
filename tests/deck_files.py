"""PowerPoint decks and their PDF exports, made for a test."""

from collections.abc import Collection
from pathlib import Path

from documents.pdf_writing import write_pdf
from pptx import Presentation

SLIDES = (
    ("Stop", "Take one slow breath before you act"),
    ("Observe", "Look around for signs that somebody is controlled"),
    ("Ask", "Speak in private and offer a choice of questions"),
    ("Respond", "Share the hotline number and make the next plan together"),
)


def write_pptx(
    path: Path,
    slides: Collection[tuple[str, str]] = SLIDES,
    hidden: Collection[int] = (),
) -> Path:
    """Write a deck of slides with a title and a sentence each."""
    deck = Presentation()
    for index, (title, sentence) in enumerate(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = sentence
        if index in hidden:
            slide._element.set("show", "0")  # noqa: SLF001 - python-pptx cannot hide
    deck.save(str(path))
    return path


def write_export(
    path: Path,
    slides: Collection[tuple[str, str]] = SLIDES,
    without: Collection[int] = (),
) -> Path:
    """Write a PDF as an export of such a deck, some of its slides left out."""
    pages = [list(said) for at, said in enumerate(slides) if at not in without]
    return write_pdf(path, pages)


def broken_libreoffice(folder: Path) -> None:
    """Write a program called as LibreOffice is, which draws nothing."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
